import { afterAll, beforeAll, expect, test } from 'vitest';
import { SseReading } from '../../src/api/rest/testing/read-sse.ts';
import { appToken } from '../harness/app-token.ts';
import { follow } from '../harness/follow.ts';
import { movableRuntime } from '../harness/movable-runtime.ts';
import { rawSocket } from '../harness/raw-socket.ts';
import { refusalOf } from '../harness/refusal-of.ts';
import { adminRest, clientHeaders, restClient } from '../harness/rest-client.ts';
import { APP_KEY, startTestServer, type TestServer } from '../harness/test-server.ts';
import { userClient } from '../harness/user-client.ts';

const runtime = movableRuntime();
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({}, { runtime });
});
afterAll(() => server[Symbol.asyncDispose]());

const NEVER_EXPIRES = { expiresIn: '900h' };

test('an app-wide ban ends the user’s live connections with the reason, and keeps it out everywhere', async () => {
  const token = await appToken({ sub: 'troll' }, NEVER_EXPIRES);
  using first = await rawSocket(server, { key: APP_KEY, token });
  using second = await rawSocket(server, { key: APP_KEY, token });
  for (const socket of [first, second]) {
    socket.send({ id: 1, method: 'query', params: { path: 'session.whoAmI' } });
    await socket.frames.until(() => true);
  }
  const rest = adminRest(server);
  const ban = await rest('POST', '/bans', { user: 'troll', reason: 'spam' });
  expect(ban).toMatchObject({
    status: 201,
    body: {
      user: 'troll',
      channel: null,
      reason: 'spam',
      expiresAt: null,
      author: expect.stringMatching(/^key:/),
    },
  });
  expect([...server.running.core.sessions.ofUser('default', 'troll')]).toEqual([]);
  for (const socket of [first, second]) {
    expect(await socket.closed).toEqual({ code: 4003, reason: { code: 'banned' } });
  }
  const troll = restClient(server, clientHeaders(token));
  for (const [method, path, body] of [
    ['POST', '/channels/room:1/events', { name: 'm', data: 1 }],
    ['POST', '/channels/room:1/signals', { name: 'm', data: 1 }],
    ['GET', '/channels/room:1/history', undefined],
    ['GET', '/channels/room:1/presence', undefined],
    ['GET', '/channels/room:1/events', undefined],
  ] as const) {
    const refused = await troll(method, path, body);
    expect(refused, path).toMatchObject({
      status: 403,
      body: { code: 'banned', message: expect.stringContaining('spam') },
    });
  }
  using back = await rawSocket(server, { key: APP_KEY, token });
  expect(await back.closed).toMatchObject({ code: 4003 });
  expect(await rest('DELETE', '/bans?user=troll')).toMatchObject({ status: 200 });
  expect(await troll('GET', '/channels/room:1/history')).toMatchObject({ status: 200 });
  expect(await rest('DELETE', '/bans?user=troll')).toMatchObject({ status: 404 });
});

test('a ban on a channel ends delivery there before the call returns, and nowhere else', async () => {
  const rest = adminRest(server);
  await using ann = await userClient(server, 'ann');
  using banned = await follow(ann.client, 'pub-state-banned', { presence: 1 });
  using other = await follow(ann.client, 'pub-state-other');
  await rest('POST', '/bans', { user: 'ann', channel: 'pub-state-banned', reason: 'not here' });
  for (const channel of ['pub-state-banned', 'pub-state-other']) {
    await rest('POST', `/channels/${channel}/events`, { name: 'm', data: channel });
  }
  await other.event('pub-state-other');
  await banned.stopped;
  expect(banned.data()).toEqual([]);
  expect(banned.items.at(-1)).toMatchObject({
    type: 'revoked',
    error: { code: 'banned', message: expect.stringContaining('not here') },
  });
  const { publish, history } = ann.client.channels;
  const where = { channel: 'pub-state-banned' };
  expect(await refusalOf(publish.mutate({ ...where, name: 'm', data: 1 }))).toMatchObject({ code: 'banned' });
  expect(await refusalOf(history.query(where))).toMatchObject({ code: 'banned' });
  expect((await rest('GET', '/channels/pub-state-banned/presence')).body).toMatchObject({ count: 0 });
  using again = await follow(ann.client, 'pub-state-banned');
  expect(await again.refused).toMatchObject({ code: 'banned' });
});

test('a stream over HTTP ends with the ban of its user', async () => {
  const headers = clientHeaders(await appToken({ sub: 'streamer' }, NEVER_EXPIRES));
  await using reading = new SseReading(
    await fetch(`${server.url}/api/v1/channels/room:1/events`, { headers }),
  );
  expect(await reading.next()).toMatchObject({ type: 'subscribed' });
  await adminRest(server)('POST', '/bans', { user: 'streamer' });
  expect(JSON.parse((await reading.next())?.data ?? '')).toMatchObject({
    type: 'revoked',
    error: { code: 'banned' },
  });
  expect(await reading.next()).toBeNull();
});

test('a muted user hears and cannot speak: in one channel, or in the whole app', async () => {
  const rest = adminRest(server);
  await using bob = await userClient(server, 'bob');
  using feed = await follow(bob.client, 'room:mute');
  const speak = (channel: string) => bob.client.channels.publish.mutate({ channel, name: 'm', data: 1 });
  const { id } = await speak('room:mute');
  await rest('POST', '/mutes', { user: 'bob', channel: 'room:mute', reason: 'calm down' });
  expect(await refusalOf(speak('room:mute'))).toMatchObject({
    code: 'muted',
    message: expect.stringContaining('calm down'),
  });
  const { signal, edit, delete: remove } = bob.client.channels;
  for (const call of [
    () => signal.mutate({ channel: 'room:mute', name: 's', data: 1 }),
    () => edit.mutate({ channel: 'room:mute', id, data: 2 }),
    () => remove.mutate({ channel: 'room:mute', id }),
  ]) {
    expect(await refusalOf(call())).toMatchObject({ code: 'muted' });
  }
  await speak('room:elsewhere');
  await rest('POST', '/channels/room:mute/events', { name: 'm', data: 'heard' });
  await feed.event('heard');
  await rest('POST', '/mutes', { user: 'bob' });
  expect(await refusalOf(speak('room:elsewhere'))).toMatchObject({ code: 'muted' });
  await rest('DELETE', '/mutes?user=bob');
  await speak('room:elsewhere');
  expect(await refusalOf(speak('room:mute'))).toMatchObject({ code: 'muted' });
  expect((await rest('GET', '/mutes?user=bob')).body).toMatchObject({
    sanctions: [{ channel: 'room:mute' }],
  });
});

test('the messaging switch silences every client at once, and no backend', async () => {
  const rest = adminRest(server);
  await using carl = await userClient(server, 'carl');
  const speak = () => carl.client.channels.publish.mutate({ channel: 'room:1', name: 'm', data: 1 });
  expect(await rest('PUT', '/messaging', { enabled: false })).toMatchObject({
    status: 200,
    body: { enabled: false },
  });
  expect(await refusalOf(speak())).toMatchObject({ code: 'messaging_disabled', retry: 'later' });
  expect(await rest('POST', '/channels/room:1/events', { name: 'm', data: 1 })).toMatchObject({
    status: 201,
  });
  expect((await rest('GET', '/messaging')).body).toEqual({ enabled: false });
  await rest('PUT', '/messaging', { enabled: true });
  await speak();
});

test('a ban and a mute end by themselves, and say when they will', async () => {
  const rest = adminRest(server);
  const expiresAt = runtime.clock.now() + 60_000;
  expect(await rest('POST', '/bans', { user: 'dora', channel: 'room:1', expiresAt })).toMatchObject({
    status: 201,
  });
  expect(await rest('POST', '/mutes', { user: 'dora', channel: 'room:2', expiresAt })).toMatchObject({
    status: 201,
  });
  await using dora = await userClient(server, 'dora');
  const speak = (channel: string) => dora.client.channels.publish.mutate({ channel, name: 'm', data: 1 });
  for (const [channel, code] of [
    ['room:1', 'banned'],
    ['room:2', 'muted'],
  ] as const) {
    const refused = await refusalOf(speak(channel));
    expect(refused).toMatchObject({ code });
    expect(refused.retryAfterMs).toBeGreaterThan(50_000);
  }
  runtime.advance(60_000);
  await speak('room:1');
  await speak('room:2');
  expect((await rest('GET', '/bans?user=dora')).body).toEqual({ sanctions: [] });
  const past = await rest('POST', '/bans', { user: 'dora', expiresAt: runtime.clock.now() });
  expect(past).toMatchObject({
    status: 400,
    body: { code: 'bad_request', message: expect.stringContaining('expiresAt') },
  });
});

test('a ban put again replaces the one before', async () => {
  const rest = adminRest(server);
  await rest('POST', '/bans', { user: 'eve', reason: 'first' });
  await rest('POST', '/bans', { user: 'eve', reason: 'second' });
  expect((await rest('GET', '/bans?user=eve')).body).toMatchObject({ sanctions: [{ reason: 'second' }] });
});

test('bans, mutes, the switch and what was published survive a restart', async () => {
  await using first = await startTestServer();
  const before = adminRest(first);
  await before('POST', '/bans', { user: 'troll', reason: 'spam' });
  await before('POST', '/mutes', { user: 'bob', channel: 'room:1' });
  await before('PUT', '/messaging', { enabled: false });
  await before('POST', '/channels/pub-cache-kept/events', { name: 'm', data: 'kept' });
  await using second = await first.restart();
  const after = adminRest(second);
  expect((await after('GET', '/bans')).body).toMatchObject({
    sanctions: [{ user: 'troll', reason: 'spam' }],
  });
  expect((await after('GET', '/mutes')).body).toMatchObject({
    sanctions: [{ user: 'bob', channel: 'room:1' }],
  });
  expect((await after('GET', '/messaging')).body).toEqual({ enabled: false });
  const troll = restClient(second, clientHeaders(await appToken({ sub: 'troll' })));
  expect(await troll('GET', '/channels/pub-cache-kept/history')).toMatchObject({ body: { code: 'banned' } });
  expect((await after('GET', '/channels/pub-cache-kept/history')).body).toMatchObject({
    events: [{ data: 'kept' }],
  });
});
