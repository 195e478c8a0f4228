import { afterAll, beforeAll, expect, test } from 'vitest';
import { follow } from '../../harness/follow.ts';
import { adminRest } from '../../harness/rest-client.ts';
import { startTestServer, type TestServer } from '../../harness/test-server.ts';
import { userClient } from '../../harness/user-client.ts';
import { channelAuth } from './backend.ts';
import { dataOf, type Frame, RawClient } from './raw-client.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const CHANGES = ['pusher_internal:member_added', 'pusher_internal:member_removed'];
const changes = (frames: readonly Frame[]) =>
  frames.filter(({ event }) => CHANGES.includes(event)).map((frame) => [frame.event, dataOf(frame)]);

test('who enters is told who is there, itself included, with ids in the type in which they were signed', async () => {
  await using ann = await RawClient.open(server);
  await using seven = await RawClient.open(server);
  await ann.join('presence-a', 'ann', { name: 'Ann' });
  const answer = await seven.join('presence-a', 7);
  expect(answer.event).toBe('pusher_internal:subscription_succeeded');
  expect(typeof answer.data).toBe('string');
  expect(dataOf(answer)).toEqual({
    presence: { ids: ['ann', 7], hash: { ann: { name: 'Ann' }, 7: null }, count: 2 },
  });
  await ann.event('pusher_internal:member_added');
  await seven[Symbol.asyncDispose]();
  await ann.event('pusher_internal:member_removed');
  expect(changes(ann.frames.items)).toEqual([
    ['pusher_internal:member_added', { user_id: 7, user_info: null }],
    ['pusher_internal:member_removed', { user_id: 7 }],
  ]);
});

test('a user comes with its first connection, leaves with its last, and shows what the first one showed', async () => {
  await using watcher = await RawClient.open(server);
  await using one = await RawClient.open(server);
  await using two = await RawClient.open(server);
  await watcher.join('presence-b', 'watcher');
  await one.join('presence-b', 'bob', { n: 1 });
  const second = await two.join('presence-b', 'bob', { n: 2 });
  expect(dataOf(second)).toMatchObject({ presence: { count: 2, hash: { bob: { n: 1 } } } });
  one.send('pusher:unsubscribe', { channel: 'presence-b' });
  await one.settled();
  await watcher.settled();
  expect(changes(watcher.frames.items)).toEqual([
    ['pusher_internal:member_added', { user_id: 'bob', user_info: { n: 1 } }],
  ]);
  two.send('pusher:unsubscribe', { channel: 'presence-b' });
  await watcher.event('pusher_internal:member_removed');
});

test.each([
  ['nothing', undefined],
  ['no JSON', '{'],
  ['no object', '[]'],
  ['no user_id', '{"user_info":{}}'],
  ['an empty user_id', '{"user_id":""}'],
  ['a user_id that is an object', '{"user_id":{}}'],
  ['a user_id that no number is', '{"user_id":1e999}'],
  ['a user_id of 129 characters', JSON.stringify({ user_id: 'x'.repeat(129) })],
])(
  'channel_data that says %s opens no presence channel, however well it is signed',
  async (_what, channelData) => {
    await using client = await RawClient.open(server);
    expect(await client.enter('presence-c', channelData)).toMatchObject({
      event: 'pusher:subscription_error',
      data: { type: 'AuthError', status: 401 },
    });
    await client.settled();
    expect(server.running.core.presence.count('default', 'presence-c')).toBe(0);
  },
);

test('channel_data that was not signed is not looked at', async () => {
  await using client = await RawClient.open(server);
  const auth = channelAuth(client.socketId, 'presence-c', '{"user_id":"ann"}');
  const refused = await client.subscribe('presence-c', { auth, channel_data: '{"user_id":"admin"}' });
  expect(refused).toMatchObject({ data: { error: expect.stringContaining('Invalid signature') } });
  await client.settled();
  expect(server.running.core.presence.count('default', 'presence-c')).toBe(0);
});

test('a channel takes so many members, another connection of one of them, and user_info of so many bytes', async () => {
  const rest = adminRest(server);
  await rest('PATCH', '/apps/default', {
    settings: { clients: { presenceMembers: 1, presenceDataBytes: 20 } },
  });
  await using first = await RawClient.open(server);
  await using again = await RawClient.open(server);
  await using other = await RawClient.open(server);
  await first.join('presence-d', 'ann');
  expect(await again.join('presence-d', 'ann')).toMatchObject({
    event: 'pusher_internal:subscription_succeeded',
  });
  expect(await other.join('presence-d', 'bob')).toMatchObject({
    event: 'pusher:subscription_error',
    data: { type: 'LimitReached', status: 4100 },
  });
  expect(await other.join('presence-e', 'bob', { about: 'x'.repeat(20) })).toMatchObject({
    event: 'pusher:subscription_error',
    data: { type: 'LimitReached', status: 4301 },
  });
  await rest('PATCH', '/apps/default', {
    settings: { clients: { presenceMembers: 100, presenceDataBytes: 1024 } },
  });
});

test('one list for all protocols: a native reader and a Pusher client see one another come and go', async () => {
  await using native = await userClient(server, 'nia', ['presence-f']);
  using feed = await follow(native.client, 'presence-f', { presence: { from: 'native' } });
  await using client = await RawClient.open(server);
  const answer = await client.join('presence-f', 8, { from: 'pusher' });
  expect(dataOf(answer)).toEqual({
    presence: {
      ids: ['nia', 8],
      hash: { nia: { from: 'native' }, 8: { from: 'pusher' } },
      count: 2,
    },
  });
  await feed.until((item) => item.type === 'presence' && item.user === '8');
  await feed.leave();
  expect(dataOf(await client.event('pusher_internal:member_removed'))).toEqual({ user_id: 'nia' });
});

test('on channels without members nobody is told who comes', async () => {
  await using native = await userClient(server, 'nia');
  await using client = await RawClient.open(server);
  await client.subscribe('lobby');
  using feed = await follow(native.client, 'lobby', { presence: {} });
  await client.settled();
  expect(feed.items).not.toEqual([]);
  expect(changes(client.frames.items)).toEqual([]);
});
