import { afterAll, beforeAll, expect, test } from 'vitest';
import { terminate } from '../../../src/protocols/pusher/session/terminate.ts';
import { adminRest } from '../../harness/rest-client.ts';
import { startTestServer, type TestServer } from '../../harness/test-server.ts';
import { trigger, userAuth } from './backend.ts';
import { dataOf, RawClient } from './raw-client.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const UNAUTHORIZED = { event: 'pusher:error', data: { code: 4009, message: expect.any(String) } };

async function signedIn(user: { id: string } & Record<string, unknown>): Promise<RawClient> {
  const client = await RawClient.open(server);
  client.signIn(user);
  await client.event('pusher:signin_success');
  return client;
}

test('who signs in is answered with the text that was signed', async () => {
  await using client = await RawClient.open(server);
  client.signIn({ id: 'ann', user_info: { name: 'Ann' } });
  expect(await client.event('pusher:signin_success')).toEqual({
    event: 'pusher:signin_success',
    data: { user_data: '{"id":"ann","user_info":{"name":"Ann"}}' },
  });
});

test('signing in again as the same user is fine, as another one ends the connection', async () => {
  await using client = await signedIn({ id: 'ann' });
  const from = client.frames.items.length;
  client.signIn({ id: 'ann', user_info: { again: true } });
  await client.next(from, ({ event }) => event === 'pusher:signin_success');
  client.signIn({ id: 'bob' });
  expect(await client.event('pusher:error')).toMatchObject(UNAUTHORIZED);
  expect((await client.closed).code).toBe(4009);
});

test.each([
  ['no id', '{}'],
  ['an empty id', '{"id":""}'],
  ['a number for an id', '{"id":7}'],
  ['no JSON', 'ann'],
  ['null', 'null'],
])('user_data that holds %s signs nobody in', async (_what, userData) => {
  await using client = await RawClient.open(server);
  client.send('pusher:signin', { auth: userAuth(client.socketId, userData), user_data: userData });
  expect((await client.closed).code).toBe(4009);
  expect(client.events()).toEqual(['pusher:connection_established', 'pusher:error']);
});

test('a sign-in that is not signed, or is signed for another socket, ends the connection', async () => {
  await using other = await RawClient.open(server);
  for (const signed of ['', 'key:signature', userAuth(other.socketId, '{"id":"ann"}')]) {
    await using client = await RawClient.open(server);
    client.send('pusher:signin', { auth: signed, user_data: '{"id":"ann"}' });
    expect((await client.closed).code).toBe(4009);
    expect(client.events()).not.toContain('pusher:signin_success');
  }
});

test('who is banned cannot sign in, and who is signed in when the ban comes is sent away', async () => {
  const rest = adminRest(server);
  await using before = await signedIn({ id: 'troll' });
  await rest('POST', '/bans', { user: 'troll' });
  expect((await before.closed).code).toBe(4009);
  await using after = await RawClient.open(server);
  after.signIn({ id: 'troll' });
  expect((await after.closed).code).toBe(4009);
});

test('what is for a user arrives exactly once on each of its connections, subscribed or not', async () => {
  const channel = '#server-to-user-ann';
  await using asked = await signedIn({ id: 'ann' });
  await using silent = await signedIn({ id: 'ann' });
  await using bob = await signedIn({ id: 'bob' });
  expect(await asked.subscribe(channel)).toMatchObject({
    event: 'pusher_internal:subscription_succeeded',
    channel,
  });
  await trigger(server, { channel, name: 'note', data: '{"n":1}' });
  for (const client of [asked, silent]) {
    expect(await client.event('note')).toEqual({ event: 'note', channel, data: '{"n":1}' });
    await client.settled();
    expect(client.events().filter((event) => event === 'note')).toHaveLength(1);
  }
  await bob.settled();
  expect(bob.events()).not.toContain('note');
});

test("nobody else enters a user's channel, and who has not signed in enters none", async () => {
  await using bob = await signedIn({ id: 'bob' });
  await using nobody = await RawClient.open(server);
  for (const client of [bob, nobody]) {
    expect(await client.enter('#server-to-user-ann')).toMatchObject({
      event: 'pusher:subscription_error',
      data: { type: 'AuthError', status: 403 },
    });
  }
});

test('a signed-in client enters a presence channel without channel_data, as who it is', async () => {
  await using client = await signedIn({ id: 'ann', user_info: { name: 'Ann' } });
  expect(dataOf(await client.enter('presence-a'))).toEqual({
    presence: { ids: ['ann'], hash: { ann: { name: 'Ann' } }, count: 1 },
  });
});

test('terminating ends a connection for good', async () => {
  await using client = await signedIn({ id: 'gone' });
  const { sessions } = server.running.core;
  for (const session of [...sessions.ofUser('default', 'gone')]) terminate(sessions, session);
  expect(await client.event('pusher:error')).toMatchObject(UNAUTHORIZED);
  expect((await client.closed).code).toBe(4009);
});

test('a watchlist tells at once who is signed in and who is not, and then who comes and goes', async () => {
  await using cyd = await signedIn({ id: 'cyd' });
  await using watcher = await signedIn({ id: 'wes', watchlist: ['cyd', 'dan', 'cyd', 7] });
  const frames = () =>
    watcher.frames.items.filter(({ event }) => event === 'pusher_internal:watchlist_events');
  expect(await watcher.event('pusher_internal:watchlist_events')).toEqual({
    event: 'pusher_internal:watchlist_events',
    data: {
      events: [
        { name: 'online', user_ids: ['cyd'] },
        { name: 'offline', user_ids: ['dan'] },
      ],
    },
  });
  await using dan = await signedIn({ id: 'dan' });
  await using danAgain = await signedIn({ id: 'dan' });
  await dan[Symbol.asyncDispose]();
  await danAgain[Symbol.asyncDispose]();
  await cyd[Symbol.asyncDispose]();
  await watcher.frames.until(({ data }) => JSON.stringify(data).includes('"offline","user_ids":["cyd"]'));
  expect(
    frames()
      .slice(1)
      .map(({ data }) => data),
  ).toEqual([
    { events: [{ name: 'online', user_ids: ['dan'] }] },
    { events: [{ name: 'offline', user_ids: ['dan'] }] },
    { events: [{ name: 'offline', user_ids: ['cyd'] }] },
  ]);
});

test('of a watchlist that is too long the first hundred count, and the client is told', async () => {
  const watchlist = Array.from({ length: 101 }, (_, index) => `user-${index}`);
  await using client = await signedIn({ id: 'wes', watchlist });
  expect(await client.event('pusher:error')).toMatchObject({ data: { code: 4302 } });
  expect(client.events().slice(1)).toEqual([
    'pusher:signin_success',
    'pusher_internal:watchlist_events',
    'pusher:error',
  ]);
  expect(client.frames.items[2]).toMatchObject({
    data: { events: [{ name: 'offline', user_ids: watchlist.slice(0, 100) }] },
  });
});
