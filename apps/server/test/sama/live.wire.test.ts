import { afterAll, beforeAll, expect, test } from 'vitest';
import { stockClient } from '../harness/client.ts';
import { follow } from '../harness/follow.ts';
import { ADMIN_KEY, APP_KEY, startTestServer, type TestServer } from '../harness/test-server.ts';
import { trigger } from '../pusher/ws/backend.ts';
import { heard, SUBSCRIBED, stockPusher } from '../pusher/ws/stock-client.ts';
import { httpCall } from './http-call.ts';
import { connected, person } from './people.ts';
import { group, listed, nextMoment, openWorld, pair, say, type World } from './world.ts';

let server: TestServer;
let world: World;

beforeAll(async () => {
  server = await startTestServer();
  world = await openWorld(server);
});

afterAll(async () => {
  await world[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

const OID = expect.stringMatching(/^[0-9a-f]{24}$/);
const NUMBER = expect.any(Number);
const NOWHERE = 'f'.repeat(24);

test('what a SAMA client says reaches a native member and a Pusher reader, and what those say reaches it', async () => {
  const { bob, cat, ann1 } = world;
  const cid = await group(ann1, 'One world', [bob.id, cat.id]);
  const channel = `conversation:${cid}`;
  // With the very token that SAMA's sign-in gave.
  await using native = stockClient(server, { key: APP_KEY, token: bob.token });
  using feed = await follow(native.client, channel);
  using pusher = stockPusher(server, { id: cat.id });
  pusher.client.signin();
  await pusher.client.user.signinDonePromise;
  const reader = pusher.client.subscribe(channel);
  await heard(reader, SUBSCRIBED);
  const read = heard(reader, 'message');
  const id = await say(ann1, cid, 'to all worlds', { x: { color: 'red' } });
  const body = { text: 'to all worlds', custom: { color: 'red' } };
  const item = await feed.event(body);
  expect(item).toMatchObject({ id, name: 'message', data: body });
  expect((await read).data).toEqual(body);

  const told = await world.heard(() =>
    native.client.chat.messages.send.mutate({ conversation: cid, text: 'from elsewhere' }),
  );
  const message = { message: { _id: OID, cid, c_type: 'g', from: bob.id, body: 'from elsewhere', x: {} } };
  const all = [expect.objectContaining({ message: expect.objectContaining(message.message) })];
  expect(told).toEqual({ ann1: all, ann2: all, bob1: all, bob2: all, cat1: all, cat2: all });
});

test('a stranger to a conversation is refused its channel on every protocol', async () => {
  const { bob, cat, ann1 } = world;
  const cid = await pair(ann1, bob.id);
  await using native = stockClient(server, { key: APP_KEY, token: cat.token });
  using feed = await follow(native.client, `conversation:${cid}`);
  expect(await feed.refused).toMatchObject({ code: 'forbidden' });
  using pusher = stockPusher(server, { id: cat.id });
  pusher.client.signin();
  await pusher.client.user.signinDonePromise;
  await heard(pusher.client.subscribe(`conversation:${cid}`), 'pusher:subscription_error');
});

test('two users whose devices call themselves the same hear one another, and so do all tabs of one', async () => {
  const { ann, bob, ann1 } = world;
  expect(ann.deviceId).toBe(bob.deviceId);
  const cid = await pair(ann1, bob.id);
  await using third = await connected(server, bob);
  await using fourth = await connected(server, bob);
  await using fifth = await connected(server, bob);
  const told = await world.heard(() => say(ann1, cid, 'to five tabs'));
  expect(Object.keys(told)).toEqual(['ann2', 'bob1', 'bob2']);
  for (const tab of [third, fourth, fifth]) {
    await tab.settled();
    expect(tab.events('message')).toEqual([told.bob1?.[0]?.message]);
  }
});

test('what an app’s backend publishes by itself is told as far as it is a message', async () => {
  const { bob, ann1 } = world;
  const cid = await group(ann1, 'Backend', [bob.id]);
  const channel = `conversation:${cid}`;
  const told = await world.heard(async () => {
    await trigger(server, { channel, name: 'message', data: 'plain text' });
    await trigger(server, { channel, name: 'message', data: [1, 2] });
    await trigger(server, { channel, name: 'message', data: { color: 'red' } });
    await trigger(server, { channel, name: 'price', data: { euro: 1 } });
    await trigger(server, { channel: `user:${bob.id}`, name: 'conversation_created', data: { not: 'news' } });
    await trigger(server, { channel: `user:${bob.id}`, name: 'messages_read', data: 'nonsense' });
  });
  const bodies = told.bob1?.map(({ message }) => [Object(message).body, Object(message).x]);
  expect(bodies).toEqual([
    ['plain text', {}],
    ['[1,2]', {}],
    ['', { color: 'red' }],
  ]);
  expect(Object.keys(told)).toEqual(['ann1', 'ann2', 'bob1', 'bob2']);
  expect(await listed(ann1, cid)).toMatchObject([{ from: null }, { body: '[1,2]' }, { body: 'plain text' }]);
});

test('who was away finds messages, edits, deletions, reads and conversations in its operations log, and no typing', async () => {
  const { ann, ann1 } = world;
  const dan = await person(server, 'dan', 'd2');
  const since = server.running.core.runtime.clock.now() - 1;
  const cid = await group(ann1, 'Away', [dan.id]);
  const kept = await say(ann1, cid, 'kept');
  const gone = await say(ann1, cid, 'gone');
  ann1.send({ typing: { cid } });
  await ann1.ask('message_edit', { id: kept, body: 'changed' });
  await ann1.ask('message_delete', { cid, ids: [gone], type: 'all' });
  await using danny = await connected(server, dan);
  const { logs } = await danny.ask('op_log_list', { created_at: { gt: since } });
  const packets = Array.from(Object(logs), (log) => Object(log).packet);
  const place = { cid, c_type: 'g', from: ann.id };
  expect(packets).toEqual([
    { system_message: expect.objectContaining({ _id: cid, from: ann.id, t: NUMBER }) },
    { message: expect.objectContaining({ _id: kept, ...place }) },
    { message_edit: { id: kept, ...place, body: 'changed' } },
    { message_delete: { ids: [gone], ...place, type: 'all' } },
  ]);
  const before = (await nextMoment(server, ann1)) - 1;
  const mine = await say(danny, cid, 'mine');
  await ann1.ask('message_read', { cid });
  const { logs: later } = await danny.ask('op_log_list', { created_at: { gt: before } });
  expect(Array.from(Object(later), (log) => Object(log).packet)).toEqual([
    { message_read: { cid, ids: [mine], from: ann.id } },
  ]);
});

test('a backend acts in the name of a member over HTTP, and all of its connections hear of it', async () => {
  const { ann, bob, ann1 } = world;
  const cid = await group(ann1, 'Admin', [bob.id]);
  const call = (method: string, path: string, body: object, key = ADMIN_KEY) =>
    httpCall(server, path, {
      ...{ method, headers: { 'admin-api-key': key } },
      body: { organizationId: 'default', senderId: ann.id, ...body },
    });
  const sent = await call('POST', '/admin/message', { message: { id: 'a1', cid, body: 'by the backend' } });
  expect(sent.status).toBe(201);
  const ask = { mid: 'a1', server_mid: OID, t: NUMBER, modified: null, bot_message: null };
  expect(sent.body).toEqual({ ask, ack: ask });
  const mid = Object(sent.body.ask).server_mid;
  const told = await world.heard(async () => {
    const done = [
      await call('PUT', '/admin/message', { messageEdit: { id: mid, body: 'changed' } }),
      await call('PUT', '/admin/message/reaction', { messageReaction: { mid, add: '👍' } }),
      await call('PUT', '/admin/message/read', { messageRead: { cid } }),
      await call('DELETE', '/admin/message', { messageDelete: { cid, ids: [mid], type: 'all' } }),
    ];
    expect(done.map(({ status, body }) => [status, body])).toEqual(Array(4).fill([200, { success: true }]));
    const system = { messageSystem: { id: 's1', cid, x: { y: 1 } } };
    expect(await call('POST', '/admin/message/system', system)).toMatchObject({
      ...{ status: 201, body: { ask: { mid: 's1', t: NUMBER } } },
    });
  });
  const place = { cid, c_type: 'g', from: ann.id };
  const all = [
    { message_edit: { id: mid, ...place, body: 'changed' } },
    { message_reactions_update: { mid, ...place, add: '👍' } },
    { message_delete: { ids: [mid], ...place, type: 'all' } },
    { system_message: { _id: 's1', from: ann.id, t: NUMBER, x: { y: 1 }, cid } },
  ];
  expect(told).toEqual({ ann1: all, ann2: all, bob1: all, bob2: all });

  const message = { id: 'a2', cid, body: 'x' };
  const refused = async (...args: Parameters<typeof call>) => {
    const { status, text } = await call(...args);
    return [status, text];
  };
  expect(await refused('POST', '/admin/message', { message }, 'wrong')).toEqual([401, 'Unauthorized.']);
  expect(await refused('POST', '/admin/message', { message, senderId: '' })).toEqual([
    422,
    'User ID missed.',
  ]);
  expect(await refused('POST', '/admin/message', { message, senderId: world.cat.id })).toEqual([
    ...[403, 'Forbidden.'],
  ]);
  expect(await refused('POST', '/admin/message', { message, organizationId: 'nowhere' })).toEqual([
    ...[404, 'Organization not found'],
  ]);
  expect(await refused('POST', '/admin/message', {})).toEqual([422, "'cid' field is required."]);
  expect(await refused('PUT', '/admin/message', { messageEdit: { id: NOWHERE, body: 'x' } })).toEqual([
    ...[422, 'Message ID not found.'],
  ]);
});

test('a message as long as may be arrives whole on connections that were never asked for less', async () => {
  const { bob, ann1 } = world;
  const cid = await pair(ann1, bob.id);
  const body = 'ä'.repeat(30_000);
  const told = await world.heard(() => say(ann1, cid, body));
  expect(Object(told.bob2?.[0]?.message).body).toBe(body);
});

test('nothing of this failed for a fault of the server', () => {
  expect(server.errors).toEqual([]);
});
