import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { SseReading } from '../../src/api/rest/testing/read-sse.ts';
import { AppLimits } from '../../src/core/apps/app-settings.ts';
import { appToken } from '../harness/app-token.ts';
import { stockClient } from '../harness/client.ts';
import { follow } from '../harness/follow.ts';
import { movableRuntime } from '../harness/movable-runtime.ts';
import { rawSocket } from '../harness/raw-socket.ts';
import { refusalOf } from '../harness/refusal-of.ts';
import { adminRest, clientHeaders, restClient } from '../harness/rest-client.ts';
import { ADMIN_KEY, APP_KEY, startTestServer, type TestServer } from '../harness/test-server.ts';
import { userClient } from '../harness/user-client.ts';

const runtime = movableRuntime();
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({}, { runtime });
});
afterAll(() => server[Symbol.asyncDispose]());

/** Sets these limits, and every other back to its default. */
async function limit(limits: Partial<AppLimits>): Promise<void> {
  const settings = { limits: { ...AppLimits.parse({}), ...limits } };
  expect(await adminRest(server)('PATCH', '/apps/default', { settings })).toMatchObject({ status: 200 });
}
beforeEach(() => limit({}));

const whoAmI = { id: 1, method: 'query', params: { path: 'session.whoAmI' } };

async function entered(params: Record<string, string>) {
  const socket = await rawSocket(server, params);
  socket.send(whoAmI);
  return socket;
}

test('connections beyond the app’s limit are refused with a hint, and one that leaves makes room', async () => {
  await limit({ connections: 2 });
  using first = await entered({ key: APP_KEY });
  using second = await entered({ key: APP_KEY });
  await Promise.all([first, second].map(({ frames }) => frames.until(() => true)));
  using third = await entered({ key: APP_KEY });
  expect(await third.frames.until(() => true)).toMatchObject({
    error: {
      json: { data: { parley: { code: 'too_many_connections', retry: 'later', retryAfterMs: 5000 } } },
    },
  });
  expect(await third.closed).toEqual({
    code: 4029,
    reason: { code: 'too_many_connections', retryAfterMs: 5000 },
  });
  const stream = await restClient(server, clientHeaders())('GET', '/channels/room:1/events');
  expect(stream).toMatchObject({ status: 429, body: { code: 'too_many_connections' } });
  expect(stream.headers.get('retry-after')).toBe('5');
  first.terminate();
  await first.closed;
  await expect.poll(() => server.running.core.sessions.count('default')).toBe(1);
  using fourth = await entered({ key: APP_KEY });
  expect(await fourth.frames.until(() => true)).toMatchObject({ result: {} });
});

test('connections of one user are limited, those of others are not', async () => {
  await limit({ connectionsPerUser: 1 });
  await using ann = await userClient(server, 'ann');
  expect(await ann.client.session.whoAmI.query()).toMatchObject({ user: 'ann' });
  await using annToo = await userClient(server, 'ann');
  expect(await refusalOf(annToo.client.session.whoAmI.query())).toMatchObject({
    code: 'too_many_connections',
    message: expect.stringContaining('per user'),
    retryAfterMs: 5000,
  });
  await using bob = await userClient(server, 'bob');
  expect(await bob.client.session.whoAmI.query()).toMatchObject({ user: 'bob' });
});

test('subscriptions of one connection are limited, and the limit follows a change at once', async () => {
  await limit({ subscriptionsPerSession: 2 });
  await using guest = stockClient(server, { key: APP_KEY });
  using first = await follow(guest.client, 'room:1');
  using _second = await follow(guest.client, 'room:2');
  using third = await follow(guest.client, 'room:3');
  expect(await third.refused).toMatchObject({ code: 'too_many_subscriptions' });
  await first.leave();
  using fourth = await follow(guest.client, 'room:4');
  expect(fourth.items[0]).toMatchObject({ type: 'subscribed' });
  await limit({ subscriptionsPerSession: 3 });
  using fifth = await follow(guest.client, 'room:5');
  expect(fifth.items[0]).toMatchObject({ type: 'subscribed' });
});

test('a client may send a burst and then so many a second; the hint says when it may go on', async () => {
  await limit({ clientPublishBurst: 3, clientPublishPerSecond: 2 });
  await using ann = await userClient(server, 'ann');
  await using bob = await userClient(server, 'bob');
  const send = (who: typeof ann) =>
    who.client.channels.publish.mutate({ channel: 'room:1', name: 'm', data: 1 });
  for (const _ of [1, 2, 3]) await send(ann);
  const refused = await refusalOf(send(ann));
  expect(refused).toMatchObject({ code: 'rate_limited', retry: 'later' });
  expect(refused.retryAfterMs).toBeGreaterThan(300);
  expect(refused.retryAfterMs).toBeLessThanOrEqual(500);
  const signal = ann.client.channels.signal.mutate({ channel: 'room:1', name: 's', data: 1 });
  expect(await refusalOf(signal)).toMatchObject({ code: 'rate_limited' });
  await send(bob);
  runtime.advance(refused.retryAfterMs ?? 0);
  await send(ann);
  expect(await refusalOf(send(ann))).toMatchObject({ code: 'rate_limited' });
  await limit({ clientPublishBurst: 1000, clientPublishPerSecond: 1000 });
  runtime.advance(1000);
  for (let n = 0; n < 50; n++) await send(ann);
});

test('over HTTP the rate is the user’s, with a Retry-After; what is refused was not published', async () => {
  await limit({ clientPublishBurst: 1, clientPublishPerSecond: 1 });
  const ann = restClient(server, clientHeaders(await appToken({ sub: 'ann-http' })));
  const send = () => ann('POST', '/channels/room:http/events', { name: 'm', data: 1 });
  expect(await send()).toMatchObject({ status: 201 });
  const refused = await send();
  expect(refused).toMatchObject({ status: 429, body: { code: 'rate_limited' } });
  expect(Number(refused.headers.get('retry-after'))).toBe(1);
  const { body } = await ann('GET', '/channels/room:http/history');
  expect(body).toMatchObject({ events: [{ data: 1 }] });
});

test('what a member shows of itself is news as well: changing it counts against the client’s rate', async () => {
  await limit({ clientPublishBurst: 2, clientPublishPerSecond: 1 });
  await using ann = await userClient(server, 'ann');
  using _there = await follow(ann.client, 'room:busy', { presence: 0 });
  const change = () => ann.client.channels.updatePresence.mutate({ channel: 'room:busy', data: 1 });
  await change();
  await change();
  expect(await refusalOf(change())).toMatchObject({ code: 'rate_limited', retryAfterMs: expect.any(Number) });
});

test('a body may have as many bytes as the app allows, counted in UTF-8', async () => {
  await limit({ bodyBytes: 20 });
  await using backend = stockClient(server, { adminKey: ADMIN_KEY });
  const send = (data: unknown) =>
    backend.client.channels.publish.mutate({ channel: 'room:1', name: 'm', data });
  const { id } = await send('x'.repeat(18));
  for (const data of ['x'.repeat(19), 'ü'.repeat(10)]) {
    expect(await refusalOf(send(data))).toMatchObject({
      code: 'payload_too_large',
      message: expect.stringContaining('20'),
    });
  }
  const edit = backend.client.channels.edit.mutate({ channel: 'room:1', id, data: 'x'.repeat(19) });
  expect(await refusalOf(edit)).toMatchObject({ code: 'payload_too_large' });
  const { results } = await backend.client.channels.publishBatch.mutate({
    events: ['a', 'x'.repeat(30)].map((data) => ({ channel: 'room:1', name: 'm', data })),
  });
  expect(results).toMatchObject([{ ok: true }, { ok: false, error: { code: 'payload_too_large' } }]);
});

test('a request larger than the server reads at all is answered', async () => {
  const answer = await adminRest(server)('POST', '/channels/room:1/events', {
    name: 'm',
    data: 'x'.repeat(9_000_000),
  });
  expect(answer).toMatchObject({ status: 413, body: { code: 'payload_too_large' } });
});

test('a batch may have as many events as the app allows', async () => {
  await limit({ batchEvents: 2 });
  const events = (count: number) =>
    Array.from({ length: count }, () => ({ channel: 'room:1', name: 'm', data: 1 }));
  const rest = adminRest(server);
  expect(await rest('POST', '/events/batch', { events: events(2) })).toMatchObject({ status: 200 });
  expect(await rest('POST', '/events/batch', { events: events(3) })).toMatchObject({
    status: 413,
    body: { code: 'payload_too_large', message: expect.stringContaining('2') },
  });
  expect(await rest('POST', '/events/batch', { events: [] })).toMatchObject({ status: 400 });
});

test('members of a channel and what they show are limited; a refused one neither hears nor is counted', async () => {
  await limit({ presenceMembers: 1, presenceDataBytes: 10 });
  await using ann = await userClient(server, 'ann');
  await using annToo = await userClient(server, 'ann');
  await using bob = await userClient(server, 'bob');
  using large = await follow(ann.client, 'pub-state-full', { presence: 'x'.repeat(20) });
  expect(await large.refused).toMatchObject({ code: 'payload_too_large' });
  using _ann = await follow(ann.client, 'pub-state-full', { presence: 1 });
  using _annToo = await follow(annToo.client, 'pub-state-full', { presence: 1 });
  using full = await follow(bob.client, 'pub-state-full');
  expect(await full.refused).toMatchObject({ code: 'rate_limited', retry: 'later' });
  const call = ann.client.channels.updatePresence.mutate({ channel: 'pub-state-full', data: 'x'.repeat(20) });
  expect(await refusalOf(call)).toMatchObject({ code: 'payload_too_large' });
  expect(await bob.client.channels.presence.query({ channel: 'pub-state-full' })).toMatchObject({ count: 1 });
});

test('a stream over HTTP whose presence is refused says so, ends, and leaves no connection behind', async () => {
  await limit({ presenceDataBytes: 10 });
  const headers = clientHeaders(await appToken({ sub: 'ann-sse' }));
  const presence = encodeURIComponent(JSON.stringify('x'.repeat(20)));
  const url = `${server.url}/api/v1/channels/pub-state-sse/events?presence=${presence}`;
  await using reading = new SseReading(await fetch(url, { headers }));
  const only = await reading.next();
  expect(JSON.parse(only?.data ?? '')).toMatchObject({
    type: 'revoked',
    error: { code: 'payload_too_large' },
  });
  expect(await reading.next()).toBeNull();
  await expect.poll(() => [...server.running.core.sessions.ofUser('default', 'ann-sse')]).toEqual([]);
  expect(server.errors).toEqual([]);
});

test('the rate of the whole app binds its backend too', async () => {
  await limit({ appPublishPerSecond: 2 });
  runtime.advance(60_000);
  await using backend = stockClient(server, { adminKey: ADMIN_KEY });
  const send = () => backend.client.channels.publish.mutate({ channel: 'room:1', name: 'm', data: 1 });
  await send();
  await send();
  expect(await refusalOf(send())).toMatchObject({
    code: 'rate_limited',
    message: expect.stringContaining('app'),
  });
  runtime.advance(1000);
  await send();
  await limit({ appPublishPerSecond: 0 });
  runtime.advance(60_000);
  const never = await refusalOf(send());
  expect(never.retryAfterMs).toBeGreaterThan(0);
  expect(never.retryAfterMs).toBeLessThanOrEqual(3_600_000);
});
