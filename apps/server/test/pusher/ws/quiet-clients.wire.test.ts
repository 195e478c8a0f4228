import { expect, test } from 'vitest';
import { movableRuntime } from '../../harness/movable-runtime.ts';
import { adminRest } from '../../harness/rest-client.ts';
import { startTestServer, type TestServer } from '../../harness/test-server.ts';
import { RawClient } from './raw-client.ts';

/** A server whose time can be moved, with such settings for these clients. */
async function startWith(clients: object) {
  const runtime = movableRuntime();
  const server = await startTestServer({}, { runtime });
  await adminRest(server)('PATCH', '/apps/default', { settings: { clients } });
  /** Lets time pass as it does: every look at who is silent happens. */
  const pass = (ms: number): void => {
    for (let passed = 0; passed < ms; passed += 50) runtime.advance(50);
  };
  return { server, pass };
}

test('a silent client is asked by the app, and told to reconnect when it does not answer', async () => {
  const { server, pass } = await startWith({ activityTimeoutMs: 10_000, pongWithinMs: 5000 });
  await using _ = server;
  await using client = await RawClient.open(server);
  pass(12_000);
  expect(await client.event('pusher:ping')).toEqual({ event: 'pusher:ping', data: {} });
  pass(8000);
  expect(await client.closed).toEqual({ code: 4201, reason: 'Pong reply not received' });
});

test('a client that answers, or says anything at all, stays', async () => {
  const { server, pass } = await startWith({ activityTimeoutMs: 10_000, pongWithinMs: 5000 });
  await using _ = server;
  await using client = await RawClient.open(server);
  for (let round = 0; round < 4; round += 1) {
    const from = client.frames.items.length;
    pass(12_000);
    await client.next(from, ({ event }) => event === 'pusher:ping');
    client.send('pusher:pong', {});
    await client.settled();
  }
  expect(client.socket.readyState).toBe(client.socket.OPEN);
});

test('the app says how long its clients may be silent', async () => {
  const { server } = await startWith({ activityTimeoutMs: 30_500 });
  await using _ = server;
  await using client = await RawClient.open(server);
  expect(client.frames.items[0]).toMatchObject({ data: expect.stringContaining('"activity_timeout":31') });
});

test('where clients must prove themselves in time, one that does stays and one that does not is sent away', async () => {
  const { server, pass } = await startWith({ signInWithinMs: 30_000 });
  await using _ = server;
  await using idle: RawClient = await RawClient.open(server);
  await using publicOnly = await RawClient.open(server);
  await using entered = await RawClient.open(server);
  await using signedIn = await RawClient.open(server);
  await publicOnly.subscribe('news');
  await entered.enter('private-x');
  signedIn.signIn({ id: 'ann' });
  await signedIn.event('pusher:signin_success');
  pass(31_000);
  expect((await idle.closed).code).toBe(4009);
  expect((await publicOnly.closed).code).toBe(4009);
  for (const client of [entered, signedIn]) {
    await client.settled();
    expect(client.events()).not.toContain('pusher:error');
  }
});

test('readers of a channel hear how many they are: at every change while few, at intervals when many', async () => {
  const { server, pass } = await startWith({ subscriptionCounts: true, minimumCountIntervalMs: 5000 });
  await using _ = server;
  await using first = await RawClient.open(server);
  const counts = (client: RawClient) =>
    client.frames.items
      .filter(({ event }) => event === 'pusher_internal:subscription_count')
      .map(({ data }) => data);
  await first.subscribe('news');
  await using second = await RawClient.open(server);
  await second.subscribe('news');
  second.send('pusher:unsubscribe', { channel: 'news' });
  await second.settled();
  await first.settled();
  const text = (count: number) => `{"subscription_count":${count}}`;
  expect(counts(first)).toEqual([text(1), text(2), text(1)]);
  expect(counts(second)).toEqual([text(2)]);
  expect(second.events().slice(1, 3)).toEqual([
    'pusher_internal:subscription_succeeded',
    'pusher_internal:subscription_count',
  ]);
  const many = await enterMany(server, 104);
  await first.settled();
  expect(counts(first).slice(3)).toEqual([...Array.from({ length: 100 }, (_, n) => text(n + 2))]);
  pass(5000);
  await first.frames.until(({ data }) => data === text(105));
  for (const client of many) await client[Symbol.asyncDispose]();
});

async function enterMany(server: TestServer, count: number): Promise<RawClient[]> {
  const clients: RawClient[] = [];
  for (let n = 0; n < count; n += 1) {
    const client = await RawClient.open(server);
    await client.subscribe('news');
    clients.push(client);
  }
  return clients;
}
