import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { Body } from '../../src/core/event/body.ts';
import { caller } from '../channelstream/http-caller.ts';
import { SocketClient } from '../channelstream/listening.ts';
import { follow } from '../harness/follow.ts';
import { adminRest } from '../harness/rest-client.ts';
import { startTestServer, type TestServer } from '../harness/test-server.ts';
import { userClient } from '../harness/user-client.ts';
import { backend } from '../pusher/http/backend.ts';
import { trigger } from '../pusher/ws/backend.ts';
import { heard, SUBSCRIBED, stockPusher } from '../pusher/ws/stock-client.ts';
import { list, send } from './backend.ts';
import { SailsClient } from './sails-client.ts';

const CHANGES = ['parley:edited', 'parley:deleted', 'parley:unsubscribed'];

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  expect(server.errors).toEqual([]);
});

test('what is sent here reaches native and Pusher readers, and is in the history', async () => {
  const channel = 'world-out';
  await using native = await userClient(server, 'ann');
  using reader = await follow(native.client, channel);
  using pusher = stockPusher(server);
  const subscribed = pusher.client.subscribe(channel);
  await heard(subscribed, SUBSCRIBED);
  const said = heard(subscribed, 'Hi');
  await send(server, { channel, event: 'Hi', data: { n: [1] } });
  expect((await said).data).toEqual({ n: [1] });
  expect(await reader.event({ n: [1] })).toMatchObject({ name: 'Hi', kind: 'publish' });
  await send(server, { channel: [channel, 'world-copy'], data: 'twice' });
  expect(await reader.event('twice')).toMatchObject({ name: 'Message' });
  const { events } = await native.client.channels.history.query({ channel });
  expect(events.map(({ name, data }) => [name, data])).toEqual([
    ['Message', 'twice'],
    ['Hi', { n: [1] }],
  ]);
  const copies = await native.client.channels.history.query({ channel: 'world-copy' });
  expect(copies.events.map(({ data }) => data)).toEqual(['twice']);
});

test('what is sent here reaches Channelstream readers, and what they say, edit and delete comes here', async () => {
  const channel = 'world-stream';
  const stream = caller(server);
  const { body } = await stream('POST', '/connect', { username: 'cat', channels: [channel] });
  await using cat = await SocketClient.open(
    server,
    z.looseObject({ conn_id: z.string() }).parse(body).conn_id,
  );
  using ann = await SailsClient.connect(server, { hears: ['message', ...CHANGES] });
  await ann.subscribe(channel);
  await send(server, { channel, event: 'Hi', data: { text: 'from Sails' } });
  expect(await cat.says('from Sails')).toMatchObject({ channel, event: 'Hi', type: 'message' });
  const uuid = randomUUID();
  const changes = [
    ['POST', { user: 'cat', message: { text: 'first' } }],
    ['PATCH', { message: { text: 'second' } }],
    ['DELETE', {}],
  ] as const;
  for (const [method, what] of changes) {
    const { status } = await stream(method, '/message', [{ channel, uuid, ...what }]);
    expect(status, method).toBe(200);
  }
  const toOne = { channel, user: 'cat', message: { text: 'for dan' }, pm_users: ['dan'] };
  await stream('POST', '/message', [toOne]);
  const target = expect.stringMatching(/^[0-9a-f]{24}$/);
  expect(await ann.settled()).toMatchObject([
    { event: 'message', args: [{ text: 'first' }] },
    { event: 'parley:edited', args: [{ target, channel, data: { text: 'second' } }] },
    { event: 'parley:deleted', args: [{ target, channel }] },
  ]);
});

test('what others publish, signal, edit and delete reaches Sails readers in their form', async () => {
  const channel = 'world-in';
  using ann = await SailsClient.connect(server, { hears: ['said', 'priced', 'typing', ...CHANGES] });
  await ann.subscribe(channel);
  await using native = await userClient(server, 'nat', { [channel]: ['publish', 'subscribe', 'history'] });
  const { publish, edit, delete: remove, signal } = native.client.channels;
  const { id } = await publish.mutate({ channel, name: 'said', data: { text: 'first' } });
  const sdk = backend(server);
  await sdk.trigger(channel, 'priced', { euro: 1.1 });
  await sdk.trigger(channel, 'priced', 'no JSON');
  await signal.mutate({ channel, name: 'typing', data: { on: true } });
  const edited = await edit.mutate({ channel, id, data: { text: 'second' } });
  const removed = await remove.mutate({ channel, id });
  expect(await ann.settled()).toEqual([
    { event: 'said', args: [{ text: 'first' }] },
    { event: 'priced', args: [{ euro: 1.1 }] },
    { event: 'priced', args: ['no JSON'] },
    { event: 'typing', args: [{ on: true }] },
    { event: 'parley:edited', args: [{ id: edited.id, target: id, channel, data: { text: 'second' } }] },
    { event: 'parley:deleted', args: [{ id: removed.id, target: id, channel }] },
  ]);
});

test('a message of here that is edited natively is told to its readers, and listed as it stands', async () => {
  const channel = 'world-edit';
  using ann = await SailsClient.connect(server, { hears: CHANGES });
  await ann.subscribe(channel);
  await send(server, { channel, data: 'first' });
  const [sent] = await list(server, `?channel=${channel}`);
  const rest = adminRest(server);
  expect(await rest('PATCH', `/channels/${channel}/events/${sent?.id}`, { data: [2] })).toMatchObject({
    status: 200,
  });
  await ann.heard.until(({ event }) => event === 'parley:edited');
  expect(ann.heard.items).toMatchObject([
    { event: 'Message', args: ['first'] },
    { event: 'parley:edited', args: [{ target: sent?.id, channel, data: [2] }] },
  ]);
  expect(await list(server, `?channel=${channel}`)).toEqual([{ ...sent, data: [2] }]);
  await rest('DELETE', `/channels/${channel}/events/${sent?.id}`);
  expect(await list(server, `?channel=${channel}`)).toEqual([]);
});

test('names that the machinery of sockets keeps for itself are passed on as event:<name>', async () => {
  const names = [
    ...['connect', 'connect_error', 'disconnect', 'disconnecting', 'newListener', 'removeListener'],
    'sails:parseError',
  ];
  using ann = await SailsClient.connect(server, { hears: names.map((name) => `event:${name}`) });
  await ann.subscribe('world-names');
  for (const name of names) await trigger(server, { channel: 'world-names', name, data: name });
  expect(await ann.settled()).toEqual(names.map((name) => ({ event: `event:${name}`, args: [name] })));
  expect(ann.states.items.map(({ event }) => event)).toEqual(['connect']);
});

test('who comes and goes is not told here, nor what is for some users only', async () => {
  const channel = 'pub-state-world';
  using ann = await SailsClient.connect(server);
  await ann.subscribe(channel);
  const { frames } = await rawFrames(ann);
  await using native = await userClient(server, 'nat', { [channel]: ['subscribe', 'presence'] });
  using reader = await follow(native.client, channel, { presence: { name: 'Nat' } });
  const { core } = server.running;
  const actor = {
    ...{ app: core.apps.get('default'), principal: { kind: 'admin', name: 'test' } as const },
    ...{ grants: [], sessionId: null, address: '' },
  };
  const secret = { channel, name: 'secret', body: Body.ofValue('for nat') };
  const readership = { only: new Set(['nat']), except: new Set<string>() };
  await core.publisher.publish(
    actor,
    { ...secret, clientId: null, exclude: null, asUser: null, readership },
    'test',
  );
  await reader.event('for nat');
  await reader.leave();
  await send(server, { channel, data: 'for all' });
  await ann.heard.until(({ args }) => args[0] === 'for all');
  expect(frames()).toEqual([['Message', 'for all']]);
});

/** Everything that came to the socket as an event, whatever its name. */
async function rawFrames(client: SailsClient) {
  const packets: unknown[] = [];
  client.socket._raw.io.engine.on('data', (data) => packets.push(data));
  await client.settled();
  const frames = () =>
    packets
      .filter((packet) => String(packet).startsWith('2['))
      .map((packet) => JSON.parse(String(packet).slice(1)));
  return { frames };
}
