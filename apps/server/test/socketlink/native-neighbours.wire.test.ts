import { afterAll, beforeAll, expect, test } from 'vitest';
import { stockClient } from '../harness/client.ts';
import { follow } from '../harness/follow.ts';
import { APP_KEY, startTestServer, type TestServer } from '../harness/test-server.ts';
import { userClient } from '../harness/user-client.ts';
import { appOf } from './app-of.ts';
import { SocketLinkClient } from './socketlink-client.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

test.each(['pub-x', 'pub-cache-x'])(
  'what a SocketLink client says in %s reaches a native reader, and back',
  async (channel) => {
    using ann = await (await SocketLinkClient.connect(server, `ann ${channel}`)).enter(channel);
    await using native = await userClient(server, 'nat', []);
    using reader = await follow(native.client, channel);
    ann.send('hello "native"', channel);
    expect(await reader.event('hello "native"')).toMatchObject({ name: 'message', user: `ann ${channel}` });
    expect(await ann.heard()).toEqual(
      expect.not.arrayContaining([expect.objectContaining({ rid: channel })]),
    );
    const data = [{ any: 'JSON', n: 1.5, u: '\u2028' }, null];
    await native.client.channels.publish.mutate({ channel, name: 'whatever', data });
    expect(await ann.next()).toEqual({ data, source: 'user', rid: channel });
  },
);

test('edits, deletions and signals have no words here and are not sent', async () => {
  const channel = 'pub-cache-edits';
  using ann = await (await SocketLinkClient.connect(server, 'ann')).enter(channel);
  await using native = await userClient(server, 'nat', []);
  const { id } = await native.client.channels.publish.mutate({ channel, name: 'm', data: 'first' });
  await native.client.channels.edit.mutate({ channel, id, data: 'second' });
  await native.client.channels.delete.mutate({ channel, id });
  await native.client.channels.signal.mutate({ channel, name: 'typing', data: 1 });
  await native.client.channels.publish.mutate({ channel, name: 'm', data: 'last' });
  expect(await ann.heard()).toEqual([
    { data: 'first', source: 'user', rid: channel },
    { data: 'last', source: 'user', rid: channel },
  ]);
});

test('native clients and SocketLink clients see one another come and go', async () => {
  const channel = 'pub-state-mixed';
  using ann = await (await SocketLinkClient.connect(server, 'ann2', { metadata: 'a' })).enter(channel);
  await using native = await userClient(server, 'nat2', []);
  const reader = await follow(native.client, channel, { presence: { name: 'Nat' } });
  expect(reader.items[0]).toMatchObject({ members: [{ user: 'ann2', data: 'a' }, { user: 'nat2' }] });
  expect(await ann.next()).toEqual({
    data: 'SOMEONE_JOINED_THE_ROOM',
    uid: 'nat2',
    metadata: { name: 'Nat' },
    source: 'server',
    rid: channel,
  });
  await reader.leave();
  expect(await ann.next()).toMatchObject({ data: 'SOMEONE_LEFT_THE_ROOM', uid: 'nat2' });
});

test('an app hears nothing of another', async () => {
  const { core } = server.running;
  const other = await core.apps.create('other', 'Other', core.apps.get('default').settings);
  const { value } = await core.apps.createKey(other.id, 'client');
  using ann = await (await SocketLinkClient.connect(server, 'twin')).enter('pub-wall');
  using twin = await SocketLinkClient.connect(server, 'twin', { headers: { 'api-key': value } });
  const session = [...core.sessions.ofUser('other', 'twin')][0];
  await session?.link.entrance?.enter('pub-wall');
  expect(await twin.next()).toMatchObject({ data: 'CONNECTED_TO_ROOM' });
  appOf(server).broadcast('default only');
  await appOf(server).publish('pub-wall', 'default only');
  expect(await twin.heard()).toEqual([]);
  expect(await ann.heard()).toHaveLength(2);
  await using native = stockClient(server, { key: APP_KEY });
  await native.client.session.whoAmI.query();
  await core.deleteApp('other');
  expect((await twin.closed).code).toBe(1008);
});
