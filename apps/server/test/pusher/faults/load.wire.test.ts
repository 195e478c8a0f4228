import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { EventCodec } from '../../../src/protocols/pusher/codec/event-codec.ts';
import { PATIENCE } from '../../harness/patience.ts';
import { adminRest } from '../../harness/rest-client.ts';
import { startTestServer, type TestServer } from '../../harness/test-server.ts';
import { channelAuth, trigger } from '../ws/backend.ts';
import { dataOf, RawClient } from '../ws/raw-client.ts';

const MEBIBYTE = 1_048_576;

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ PARLEY_BUFFER_BYTES: String(2 * MEBIBYTE) });
});
afterAll(() => server[Symbol.asyncDispose]());

function settings(values: object) {
  return adminRest(server)('PATCH', '/apps/default', { settings: values });
}

test('ten thousand subscriptions that come and go at once leave nothing behind', async () => {
  const { core } = server.running;
  await using client = await RawClient.open(server);
  for (let n = 0; n < 5000; n += 1) {
    const kind = n % 3 === 0 ? 'news' : n % 3 === 1 ? 'private' : 'private-cache';
    const channel = `${kind}-${n % 500}`;
    const auth = n % 3 === 0 ? '' : channelAuth(client.socketId, channel);
    client.send('pusher:subscribe', { channel, auth });
    client.send('pusher:unsubscribe', { channel });
  }
  await client.settled();
  const [session] = [...core.sessions.ofApp('default')];
  await vi.waitFor(() => {
    expect([...core.hub.channelsOf('default')].map(({ name }) => name)).toEqual([]);
    expect([session?.subscriptions.size, session?.grants.length]).toEqual([0, 0]);
  }, PATIENCE);
  expect(client.events()).not.toContain('pusher:subscription_error');
});

test('a client cannot have more read for it than it may follow, however much it asks for at once', async () => {
  await settings({ limits: { subscriptionsPerSession: 5 } });
  const read = vi.spyOn(server.running.core.logs.volatile, 'history');
  await using client = await RawClient.open(server);
  for (let n = 0; n < 50; n += 1) client.send('pusher:subscribe', { channel: `cache-${n}` });
  await client.settled();
  await vi.waitFor(
    () => expect(client.events().filter((event) => event === 'pusher:cache_miss')).toHaveLength(5),
    PATIENCE,
  );
  expect(client.events().filter((event) => event === 'pusher:subscription_error')).toHaveLength(45);
  expect(read).toHaveBeenCalledTimes(5);
  read.mockRestore();
  await settings({ limits: { subscriptionsPerSession: 1000 } });
});

test('an event is written once, however many read it', async () => {
  const clients = await Promise.all(Array.from({ length: 12 }, () => RawClient.open(server)));
  for (const client of clients) await client.subscribe('shared');
  const encode = vi.spyOn(EventCodec.prototype, 'encode');
  await trigger(server, { channel: 'shared', name: 'said', data: 'x' });
  for (const client of clients) await client.event('said');
  expect(encode).toHaveBeenCalledTimes(1);
  encode.mockRestore();
  for (const client of clients) await client[Symbol.asyncDispose]();
});

test('a sign-in that is repeated does not look through all channels of its client again', async () => {
  const { core } = server.running;
  await using client = await RawClient.open(server);
  const recheck = vi.spyOn(core.sessions, 'recheck');
  for (let n = 0; n < 50; n += 1) client.signIn({ id: 'ann' });
  await client.settled();
  expect(client.events().filter((event) => event === 'pusher:signin_success')).toHaveLength(50);
  expect(recheck).toHaveBeenCalledTimes(1);
  recheck.mockRestore();
});

test('two thousand members are told in one frame, and one more to each of them', async () => {
  const { core } = server.running;
  await settings({ limits: { presenceMembers: 2000 }, clients: { presenceMembers: 2000 } });
  const app = core.apps.get('default');
  for (let n = 1; n < 2000; n += 1) {
    core.presence.join(app, 'presence-many', { userId: `user-${n}`, sessionId: 'elsewhere', body: null });
  }
  await using last = await RawClient.open(server);
  const answer = await last.join('presence-many', 'last');
  expect(dataOf(answer)).toMatchObject({
    presence: { count: 2000, hash: { last: null, 'user-1999': null } },
  });
  await using tooMany = await RawClient.open(server);
  expect(await tooMany.join('presence-many', 'one-more')).toMatchObject({ data: { status: 4100 } });
});

test('who could not be let in is left nowhere: it neither listens nor is seen', async () => {
  const { core } = server.running;
  await using client = await RawClient.open(server);
  const broken = core.trace.listen(({ kind }) => {
    if (kind === 'subscribed') throw new Error('who watches fails');
  });
  expect(await client.join('presence-broken', 'ann')).toMatchObject({
    event: 'pusher:subscription_error',
    data: { type: 'ServerError', status: 500 },
  });
  broken[Symbol.dispose]();
  const [session] = [...core.sessions.ofApp('default')];
  expect(core.hub.find('default', 'presence-broken')).toBeNull();
  expect(core.presence.count('default', 'presence-broken')).toBe(0);
  expect([session?.subscriptions.size, session?.grants.length]).toEqual([0, 0]);
  expect(await client.join('presence-broken', 'ann')).toMatchObject({
    event: 'pusher_internal:subscription_succeeded',
  });
});

test('a reader that takes nothing is sent away to come back, and the others miss nothing', async () => {
  await using healthy = await RawClient.open(server);
  await using stuck = await RawClient.open(server);
  await healthy.subscribe('firehose');
  await stuck.subscribe('firehose');
  stuck.socket.pause();
  const { core } = server.running;
  const data = JSON.stringify('x'.repeat(50_000));
  let sent = 0;
  while (core.sessions.count('default') === 2 && sent < 3000) {
    await trigger(server, { channel: 'firehose', name: `said-${sent}`, data });
    if (sent % 20 === 0) await healthy.event(`said-${sent}`);
    sent += 1;
  }
  stuck.socket.resume();
  expect((await stuck.closed).code).toBe(4100);
  await healthy.event(`said-${sent - 1}`);
  expect(healthy.events().filter((event) => event.startsWith('said-'))).toHaveLength(sent);
});
