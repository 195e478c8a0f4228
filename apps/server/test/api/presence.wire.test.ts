import { afterAll, beforeAll, expect, test } from 'vitest';
import { appToken } from '../harness/app-token.ts';
import { stockClient } from '../harness/client.ts';
import { follow } from '../harness/follow.ts';
import { movableRuntime } from '../harness/movable-runtime.ts';
import { rawSocket } from '../harness/raw-socket.ts';
import { refusalOf } from '../harness/refusal-of.ts';
import { adminRest } from '../harness/rest-client.ts';
import { ADMIN_KEY, APP_KEY, startTestServer, type TestServer } from '../harness/test-server.ts';
import { userClient } from '../harness/user-client.ts';

const runtime = movableRuntime();
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({}, { runtime });
});
afterAll(() => server[Symbol.asyncDispose]());

/** What a watcher saw of who came and went. */
function changes(items: ReadonlyArray<{ type: string }>) {
  return items.filter(({ type }) => type === 'presence');
}

test('a user joins with its first connection and leaves with its last, whatever the number', async () => {
  const channel = 'pub-state-users';
  await using watcher = stockClient(server, { adminKey: ADMIN_KEY });
  using seen = await follow(watcher.client, channel);
  const first = await userClient(server, 'ann');
  const second = await userClient(server, 'ann');
  const feed = await follow(first.client, channel, { presence: { mood: 'fine' } });
  const feedToo = await follow(second.client, channel);
  await seen.until(({ type }) => type === 'presence');
  expect(feed.items[0]).toMatchObject({ members: [{ user: 'ann', data: { mood: 'fine' } }] });
  expect(feedToo.items[0]).toMatchObject({ members: [{ user: 'ann', data: { mood: 'fine' } }] });
  await first[Symbol.asyncDispose]();
  await using bob = await userClient(server, 'bob');
  using _there = await follow(bob.client, channel);
  await seen.until((item) => item.type === 'presence' && item.user === 'bob');
  expect(await watcher.client.channels.presence.query({ channel })).toMatchObject({ count: 2 });
  await second[Symbol.asyncDispose]();
  await seen.until((item) => item.type === 'presence' && item.action === 'leave');
  expect(changes(seen.items)).toMatchObject([
    { action: 'join', user: 'ann', data: { mood: 'fine' }, count: 1 },
    { action: 'join', user: 'bob', data: null, count: 2 },
    { action: 'leave', user: 'ann', data: null, count: 1 },
  ]);
  expect(new Set(seen.ids).size).toBe(1);
});

test('on an ordinary channel those are present who ask to be', async () => {
  const channel = 'room:optional';
  await using ann = await userClient(server, 'ann');
  await using bob = await userClient(server, 'bob');
  using _quiet = await follow(bob.client, channel);
  using _shown = await follow(ann.client, channel, { presence: { at: 'desk' } });
  const { members, count } = await bob.client.channels.presence.query({ channel });
  expect(count).toBe(1);
  expect(members).toEqual([{ user: 'ann', data: { at: 'desk' }, joinedAt: expect.any(Number) }]);
});

test('an anonymous reader is never present, and sees who is', async () => {
  const channel = 'pub-state-anonymous';
  await using ann = await userClient(server, 'ann');
  using _there = await follow(ann.client, channel);
  await using anonymous = stockClient(server, { key: APP_KEY });
  using feed = await follow(anonymous.client, channel, { presence: { fake: true } });
  expect(feed.items[0]).toMatchObject({ members: [{ user: 'ann' }] });
  expect(await anonymous.client.channels.presence.query({ channel })).toMatchObject({ count: 1 });
});

test('what a member shows of itself changes for everybody, and only through a connection that is there', async () => {
  const channel = 'room:update';
  await using ann = await userClient(server, 'ann');
  await using bob = await userClient(server, 'bob');
  using own = await follow(ann.client, channel, { presence: 1 });
  using seen = await follow(bob.client, channel);
  await ann.client.channels.updatePresence.mutate({ channel, data: { typing: true } });
  const change = await seen.until((item) => item.type === 'presence' && item.action === 'update');
  expect(change).toMatchObject({ user: 'ann', data: { typing: true }, count: 1 });
  await own.until((item) => item.type === 'presence' && item.action === 'update');
  for (const [who, where] of [
    [bob, channel],
    [ann, 'room:elsewhere'],
  ] as const) {
    const call = who.client.channels.updatePresence.mutate({ channel: where, data: 1 });
    expect(await refusalOf(call)).toMatchObject({ code: 'not_found' });
  }
});

test('a dropped socket leaves no ghost', async () => {
  const channel = 'pub-state-ghost';
  await using watcher = stockClient(server, { adminKey: ADMIN_KEY });
  using seen = await follow(watcher.client, channel);
  using ann = await rawSocket(server, { key: APP_KEY, token: await appToken({ sub: 'ann' }) });
  ann.send({
    id: 1,
    method: 'subscription',
    params: { path: 'channels.subscribe', input: { json: { channel } } },
  });
  await seen.until((item) => item.type === 'presence' && item.action === 'join');
  const [session] = [...server.running.core.sessions.ofUser('default', 'ann')];
  expect(session?.subscriptions.size).toBe(1);
  ann.terminate();
  await seen.until((item) => item.type === 'presence' && item.action === 'leave');
  expect(session?.ended).toBe(true);
  expect(await watcher.client.channels.presence.query({ channel })).toEqual({ count: 0, members: [] });
});

test('a user that comes back within the grace period of the rule was never gone; after it, it was', async () => {
  const channel = 'graced:1';
  await adminRest(server)('PUT', '/rules', {
    pattern: 'graced:*',
    rule: { presence: 'always', presenceGraceMs: 60_000 },
  });
  await using watcher = stockClient(server, { adminKey: ADMIN_KEY });
  using seen = await follow(watcher.client, channel);
  const { presence } = watcher.client.channels;
  const first = await userClient(server, 'ann');
  const there = await follow(first.client, channel);
  await there.leave();
  runtime.advance(59_000);
  expect(await presence.query({ channel })).toMatchObject({ count: 1 });
  const back = await follow(first.client, channel);
  runtime.advance(59_000);
  await back.leave();
  runtime.advance(60_000);
  await seen.until((item) => item.type === 'presence' && item.action === 'leave');
  expect(changes(seen.items)).toMatchObject([{ action: 'join' }, { action: 'leave', count: 0 }]);
  expect(await presence.query({ channel })).toEqual({ count: 0, members: [] });
  await first[Symbol.asyncDispose]();
});

test('a token without the right "presence" hears events but not who is there', async () => {
  const channel = 'presence-secret';
  await using ann = await userClient(server, 'ann', { 'presence-*': ['subscribe'] });
  await using bob = await userClient(server, 'bob', ['presence-*']);
  using _there = await follow(bob.client, channel);
  using feed = await follow(ann.client, channel);
  expect(feed.items[0]).toMatchObject({ members: null });
  expect(await refusalOf(ann.client.channels.presence.query({ channel }))).toMatchObject({
    code: 'forbidden',
  });
  expect(await bob.client.channels.presence.query({ channel })).toMatchObject({ count: 2 });
});
