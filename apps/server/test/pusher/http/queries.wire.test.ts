import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appToken } from '../../harness/app-token.ts';
import { stockClient } from '../../harness/client.ts';
import { follow } from '../../harness/follow.ts';
import { movableRuntime } from '../../harness/movable-runtime.ts';
import { rawSocket } from '../../harness/raw-socket.ts';
import { ADMIN_KEY, APP_KEY, startTestServer, type TestServer } from '../../harness/test-server.ts';
import { userClient } from '../../harness/user-client.ts';
import { backend, refusedCall } from './backend.ts';
import { openReader } from './reader.ts';
import { signedCall } from './signed-call.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

async function get(path: string, params: Record<string, string> = {}): Promise<unknown> {
  return (await backend(server).get({ path, params })).json();
}

function refusedGet(path: string, params: Record<string, string> = {}) {
  return refusedCall(backend(server).get({ path, params }));
}

describe('channels', () => {
  test('those that somebody listens to are listed, by any protocol, and users are counted where asked', async () => {
    using reader = await openReader(server);
    await reader.subscribe('presence-list-a', backend(server), { user_id: 'ann' });
    await reader.subscribe('list-b');
    await using carl = await userClient(server, 'carl', { 'presence-list-a': ['subscribe'] });
    using _feed = await follow(carl.client, 'presence-list-a');
    using _unnamable = await follow(carl.client, 'room:list');
    expect(await get('/channels')).toEqual({
      channels: {
        'presence-list-a': { occupied: true, subscription_count: 2 },
        'list-b': { occupied: true, subscription_count: 1 },
      },
    });
    expect(await get('/channels', { filter_by_prefix: 'presence-', info: 'user_count' })).toEqual({
      channels: { 'presence-list-a': { occupied: true, subscription_count: 2, user_count: 2 } },
    });
    expect(await get('/channels', { filter_by_prefix: 'nothing-' })).toEqual({ channels: {} });
  });

  test('users can be counted only among presence channels', async () => {
    expect(await refusedGet('/channels', { info: 'user_count' })).toEqual({
      status: 400,
      body: 'user_count may only be requested for presence channels - please supply filter_by_prefix begining with presence-\n',
    });
  });
});

describe('channel', () => {
  test('its counts come unasked; one that nobody knows is an empty one', async () => {
    using reader = await openReader(server);
    await reader.subscribe('one-open');
    await reader.subscribe('presence-one', backend(server), { user_id: 'ann' });
    expect(await get('/channels/one-open')).toEqual({ occupied: true, subscription_count: 1 });
    expect(await get('/channels/presence-one', { info: 'user_count,subscription_count' })).toEqual({
      occupied: true,
      user_count: 1,
      subscription_count: 1,
    });
    expect(await get('/channels/never-heard-of')).toEqual({ occupied: false, subscription_count: 0 });
  });

  test('the users of a channel that knows none cannot be counted', async () => {
    expect(await refusedGet('/channels/one-open', { info: 'user_count' })).toEqual({
      status: 400,
      body: 'Cannot retrieve the user count unless the channel is a presence channel\n',
    });
  });

  test('a cache channel tells the last event and how long it is kept, until it is not', async () => {
    const runtime = movableRuntime();
    await using other = await startTestServer({}, { runtime });
    const cached = async (): Promise<unknown> => {
      const timestamp = Math.floor(runtime.clock.now() / 1000);
      const path = '/apps/default/channels/cache-one?info=cache';
      return JSON.parse((await signedCall(other, { path, timestamp })).text);
    };
    await backend(other).trigger('cache-one', 'first', { n: 1 });
    await backend(other).trigger('cache-one', 'second', '{"n":  2}');
    expect(await cached()).toMatchObject({ cache: { data: '{"n":  2}', ttl: expect.closeTo(1800, -1) } });
    runtime.advance(1_790_000);
    expect(await cached()).toMatchObject({ cache: { data: '{"n":  2}', ttl: expect.closeTo(10, -1) } });
    runtime.advance(20_000);
    expect(await cached()).toEqual({ occupied: false, subscription_count: 0 });
  });
});

describe('users', () => {
  test('each is listed once, as a string, whatever it came as and by', async () => {
    using first = await openReader(server);
    using second = await openReader(server);
    const ann = { user_id: 'ann', user_info: { name: 'Ann' } };
    await first.subscribe('presence-users', backend(server), ann);
    await second.subscribe('presence-users', backend(server), ann);
    second.send('pusher:unsubscribe', { channel: 'presence-users' });
    await second.settled();
    await second.subscribe('presence-users', backend(server), ann);
    await using carl = await userClient(server, 'carl', { 'presence-users': ['subscribe'] });
    using _feed = await follow(carl.client, 'presence-users');
    expect(await get('/channels/presence-users/users')).toEqual({ users: [{ id: 'ann' }, { id: 'carl' }] });
    expect(await get('/channels/presence-users/users', { with_user_info: '1' })).toEqual({
      users: [{ id: 'ann', user_info: { name: 'Ann' } }, { id: 'carl' }],
    });
  });

  test('other channels have none to list', async () => {
    expect(await refusedGet('/channels/private-x/users')).toEqual({
      status: 400,
      body: 'Users can only be retrieved for presence channels\n',
    });
  });
});

describe('users of the app', () => {
  test('what is sent to a user reaches its connections on every protocol, once each, and nobody else', async () => {
    using ann = await openReader(server);
    using bob = await openReader(server);
    for (const [reader, id] of [
      [ann, 'ann'],
      [bob, 'bob'],
    ] as const) {
      reader.send('pusher:signin', backend(server).authenticateUser(reader.socketId, { id }));
      await reader.frames.until(({ event }) => event === 'pusher:signin_success');
      await reader.subscribe(`#server-to-user-${id}`);
    }
    await using native = await userClient(server, 'ann');
    using feed = await follow(native.client, '#server-to-user-ann');
    await backend(server).sendToUser('ann', 'greeting', { hello: 'ann' });
    expect(await ann.event('#server-to-user-ann', 'greeting')).toMatchObject({ data: '{"hello":"ann"}' });
    await feed.event({ hello: 'ann' });
    await Promise.all([ann.settled(), bob.settled()]);
    const greetings = (reader: typeof ann): number =>
      reader.frames.items.filter(({ event }) => event === 'greeting').length;
    expect([greetings(ann), greetings(bob)]).toEqual([1, 0]);
  });

  test('terminating a user ends its connections on every protocol and leaves the others', async () => {
    // The SDK signs it as it is and sends it with percent-escapes.
    const id = 'dora é 1';
    using dora = await openReader(server);
    using bob = await openReader(server);
    dora.send('pusher:signin', backend(server).authenticateUser(dora.socketId, { id }));
    await dora.frames.until(({ event }) => event === 'pusher:signin_success');
    using native = await rawSocket(server, { key: APP_KEY, token: await appToken({ sub: id }) });
    native.send({ id: 1, method: 'query', params: { path: 'session.whoAmI' } });
    await native.frames.until(() => true);
    const answer = await backend(server).terminateUserConnections(id);
    expect([answer.status, await answer.text()]).toEqual([200, '{}']);
    expect(await dora.closed).toBe(4009);
    expect(dora.frames.items.at(-1)).toMatchObject({ event: 'pusher:error', data: { code: 4009 } });
    expect(await native.closed).toMatchObject({ reason: { code: 'unauthenticated' } });
    await bob.settled();
    expect((await backend(server).terminateUserConnections('nobody')).status).toBe(200);
  });
});

test('an administrator sees the same members as the backend', async () => {
  using reader = await openReader(server);
  await reader.subscribe('presence-same', backend(server), { user_id: 'ann', user_info: { a: 1 } });
  await using admin = stockClient(server, { adminKey: ADMIN_KEY });
  const { members } = await admin.client.channels.presence.query({ channel: 'presence-same' });
  expect(members).toMatchObject([{ user: 'ann', data: { a: 1 } }]);
});
