import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { adminRest } from '../harness/rest-client.ts';
import { ADMIN_KEY, APP_KEY, startTestServer, type TestServer } from '../harness/test-server.ts';
import { backend, clientCalls, messageIn, says } from '../rooms/room-calls.ts';
import { handshakeAnswer } from './handshake-answer.ts';
import { SocketLinkClient } from './socketlink-client.ts';

/** Faults of the original that concern its requests; the numbers are those of the table in the protocol's README. */

const TRUNCATED = says('Database truncated successfully!');
const Keys = z.object({ keys: z.record(z.string(), z.object({ value: z.string() })) });

let server: TestServer;
let rest: ReturnType<typeof backend>;
beforeAll(async () => {
  server = await startTestServer();
  rest = backend(server);
});
afterAll(() => server[Symbol.asyncDispose]());

test('11: deleting the messages of a server on which nothing was ever said succeeds, and again', async () => {
  await using fresh = await startTestServer();
  expect(await backend(fresh)('DELETE', '/database')).toEqual(TRUNCATED);
  expect(await backend(fresh)('DELETE', '/database')).toEqual(TRUNCATED);
  expect(fresh.errors).toEqual([]);
});

test('2: an address in a header that nobody vouches for moves nobody', async () => {
  await using far = await startTestServer({ PARLEY_TRUST_PROXY: '192.0.2.1' });
  const victims = { 'x-forwarded-for': '203.0.113.7' };
  using victim = await SocketLinkClient.connect(far, 'victim', { headers: victims });
  // The proxy that is trusted is not the one that calls, so the header is the caller's own invention.
  expect(victim.session.address).toBe('127.0.0.1');
  const forged = { 'x-forwarded-for': '127.0.0.1, 203.0.113.7' };
  expect((await clientCalls(far, 'victim', forged).enter('pub-forged')).status).toBe(200);
});

test('6: keys are made for each app, long and at random', async () => {
  const made = await Promise.all(
    ['one', 'two'].map(async (id) => {
      const { body } = await adminRest(server)('POST', '/apps', { id, name: id });
      return Object.values(Keys.parse(body).keys).map(({ value }) => value);
    }),
  );
  const values = made.flat();
  expect(values).toHaveLength(6);
  for (const value of values) expect(value.replace(/^[a-z]+_/, '').length).toBeGreaterThanOrEqual(20);
  expect(new Set(values.map((value) => value.replace(/^[a-z]+_/, ''))).size).toBe(6);
});

test.each([
  ['POST', '/broadcast'],
  ['POST', '/rooms/broadcast'],
  ['POST', '/connections/broadcast'],
  ['POST', '/rooms/users'],
  ['POST', '/rooms/users/ban'],
  ['POST', '/rooms/messaging/disable'],
  ['POST', '/users/subscriptions'],
] as const)('7: a body without end is not read by %s %s', async (method, path) => {
  const response = await fetch(`${server.url}/api/v1${path}`, {
    method,
    headers: { 'api-key': ADMIN_KEY },
    body: `["${'x'.repeat(9_000_000)}"]`,
  }).catch(() => null);
  // It may be cut off while it still sends: then it sees no answer.
  if (response) expect([response.status, await response.text()]).toEqual([413, expect.any(String)]);
  expect((await rest('GET', '/users/banned'))[0]).toBe(200);
});

test('9: what lacks a field, or holds something else in it, is the mistake of whoever sends it, on every endpoint with a body', async () => {
  for (const path of [
    '/broadcast',
    '/rooms/broadcast',
    '/connections/broadcast',
    '/users/broadcast',
    '/rooms/users',
    '/rooms/users/ban',
    '/rooms/users/unban',
    '/rooms/messaging/enable',
    '/rooms/messaging/disable',
    '/users/subscriptions',
  ]) {
    for (const body of [
      ...[null, 7, 'x', true, {}, [{}], [[]], [null], { rid: null }, { uid: {} }, { message: 7 }],
      ...[
        { rid: 'pub-x', message: 'x' },
        { uid: 'x', message: 'x' },
        { rid: [1], uid: [1], message: 'x' },
      ],
      ...[
        [{ rid: 'pub-x' }],
        [{ uid: ['x'] }],
        [{ rid: ['pub-x'], uid: ['x'] }],
        [{ rid: 'pub-x', uid: 'x' }],
      ],
    ]) {
      const [status, answer] = await rest('POST', path, body);
      const isWhole = path === '/broadcast' && typeof messageOf(body) === 'string';
      expect([path, body, status]).toEqual([path, body, isWhole ? 200 : 400]);
      expect(messageIn(answer)).toEqual(expect.any(String));
    }
  }
  expect(server.errors).toEqual([]);
});

test('13: bans, broadcasts, entries and ends at the same moment break nothing, and leave nothing behind', async () => {
  const rid = 'pub-state-cache-storm';
  const names = Array.from({ length: 24 }, (_, n) => `storm ${n}`);
  const clients = await Promise.all(names.map((uid) => SocketLinkClient.connect(server, uid)));
  const statuses = await Promise.all(
    clients.flatMap((client, n) => {
      const calls = clientCalls(server, client.uid);
      const entering = calls.enter(rid).then(({ status }) => status);
      const then = [
        () => rest('POST', '/rooms/users/ban', [{ rid, uid: [client.uid] }]).then(([status]) => status),
        () =>
          rest('POST', '/rooms/users/ban', [{ rid: 'global', uid: [client.uid] }]).then(([status]) => status),
        async () => {
          client[Symbol.dispose]();
          return 200;
        },
        () => calls.leave(rid).then(({ status }) => status),
      ][n % 4];
      client.send('x', rid);
      const telling = rest('POST', '/rooms/broadcast', { rid: [rid], message: 'x' }).then(
        ([status]) => status,
      );
      return [entering, telling, then?.()];
    }),
  );
  expect(statuses.filter((status) => ![200, 400, 403, 404].includes(status ?? 0))).toEqual([]);
  for (const client of clients) client[Symbol.dispose]();
  const { core } = server.running;
  await expect.poll(() => [...core.sessions.ofApp('default')].length).toBe(0);
  expect(core.hub.find('default', rid)).toBeNull();
  expect(core.presence.members('default', rid)).toEqual([]);
  const unban = ['global', rid].map((place) => ({ rid: place, uid: names }));
  expect((await rest('POST', '/rooms/users/unban', unban))[0]).toBe(200);
  expect(server.errors).toEqual([]);
});

test('18: what one uid says many times in a millisecond is kept as often, in order', async () => {
  using ann = await SocketLinkClient.connect(server, 'burst');
  await ann.enter('pub-cache-burst');
  const before = server.running.core.stats.of('default').roomMessagesStored;
  for (let n = 0; n < 30; n += 1) ann.send(String(n), 'pub-cache-burst');
  const page = async (offset: number) => {
    const [, body] = await rest('GET', `/messages/room/pub-cache-burst?offset=${offset}`);
    return z
      .array(z.object({ message: z.string() }))
      .parse(body)
      .map(({ message }) => Number(message));
  };
  await expect.poll(() => page(0)).toContain(29);
  const kept = [...(await page(0)), ...(await page(10)), ...(await page(20))];
  expect(kept).toEqual(Array.from({ length: 30 }, (_, n) => 29 - n));
  expect(server.running.core.stats.of('default').roomMessagesStored - before).toBe(30);
});

test('21: limits that the app has are enforced: connections, speed, size', async () => {
  await using strict = await startTestServer();
  const limits = { connections: 1, clientPublishPerSecond: 1, clientPublishBurst: 1 };
  await backend(strict)('PATCH', '/apps/default', { settings: { limits, rooms: { maxMessageBytes: 1024 } } });
  using ann = await SocketLinkClient.connect(strict, 'ann');
  await ann.enter('pub-x');
  const second = { 'api-key': APP_KEY, uid: 'bob' };
  expect(await handshakeAnswer(strict, second)).toEqual({
    status: 503,
    body: 'MAX_CONNECTION_LIMIT_REACHED',
  });
  ann.send('1', 'pub-x');
  ann.send('2', 'pub-x');
  expect(await ann.nextSaid()).toMatchObject({ data: 'YOU_ARE_RATE_LIMITED' });
  ann.raw('x'.repeat(1025));
  expect(await ann.closed).toEqual({ code: 1009, reason: 'MESSAGE_SIZE_EXCEEDED' });
});

test('23: no reserved name is a way to everybody', async () => {
  using ann = await SocketLinkClient.connect(server, 'unreserved');
  const names = ['SOCKETLINK_BROADCAST', 'global', '#broadcast', '*', ''];
  await rest('POST', '/rooms/broadcast', { rid: names, message: 'x' });
  await rest('POST', '/users/broadcast', { uid: names, message: 'x' });
  expect(await ann.heard()).toEqual([]);
});

test('24: a request that only asks for headers changes nothing', async () => {
  using ann = await SocketLinkClient.connect(server, 'headed');
  for (const [key, path] of [
    [ADMIN_KEY, '/server/messaging/disable'],
    [APP_KEY, '/users/subscribe/room/pub-headed'],
    [ADMIN_KEY, '/mysql/sync'],
  ] as const) {
    const headers = { 'api-key': key, uid: 'headed' };
    const { status } = await fetch(`${server.url}/api/v1${path}`, { method: 'HEAD', headers });
    expect([path, status]).toEqual([path, 405]);
  }
  expect(server.running.core.apps.get('default').settings.messagingEnabled).toBe(true);
  expect(ann.entrance.has('pub-headed')).toBe(false);
});

test('25: each refusal of a handshake has a status of its own, so that a client can tell what will not change', async () => {
  await rest('POST', '/rooms/users/ban', [{ rid: 'global', uid: ['out'] }]);
  using taken = await SocketLinkClient.connect(server, 'taken');
  const key = { 'api-key': APP_KEY };
  const answers = [
    await handshakeAnswer(server, { ...key, uid: '' }),
    await handshakeAnswer(server, { ...key, uid: 'x', metadata: 'm'.repeat(1025) }),
    await handshakeAnswer(server, { 'api-key': 'wrong', uid: 'x' }),
    await handshakeAnswer(server, { ...key, uid: 'out' }),
    await handshakeAnswer(server, { ...key, uid: taken.uid }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([400, 413, 401, 403, 409]);
});

function messageOf(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'message' in body ? body.message : undefined;
}
