import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { appToken } from '../harness/app-token.ts';
import { stockClient } from '../harness/client.ts';
import { PATIENCE } from '../harness/patience.ts';
import { APP_KEY, startTestServer, type TestServer } from '../harness/test-server.ts';
import { appOf } from './app-of.ts';
import { handshakeAnswer } from './handshake-answer.ts';
import { SocketLinkClient } from './socketlink-client.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const key = { 'api-key': APP_KEY };

test.each(['/', '/any/path/at-all', '/api/v1/x', '//', '/%zz?x=%zz'])(
  'a client connects on whatever path: %s',
  async (path) => {
    using client = await SocketLinkClient.connect(server, 'pathfinder', { path });
    expect(await client.heard()).toEqual([]);
    client.socket.close();
    await client.closed;
    await freed('pathfinder');
  },
);

test('a browser, which can set no headers, sends its credentials in the query', async () => {
  const query = { 'api-key': APP_KEY, uid: 'björn "B" & co', metadata: 'ключ=&?#' };
  using client = await SocketLinkClient.fromBrowser(server, query);
  expect(client.session.principal).toMatchObject({ userId: 'björn "B" & co', verified: false });
  using other = await SocketLinkClient.connect(server, 'watcher');
  await other.enter('pub-state-browser');
  await client.enter('pub-state-browser');
  expect(await other.next()).toMatchObject({ uid: 'björn "B" & co', metadata: 'ключ=&?#' });
});

test('headers hold UTF-8, or Latin-1 where they are not UTF-8', async () => {
  using one = await SocketLinkClient.connect(server, 'żółw');
  using two = await SocketLinkClient.connect(server, '', { headers: { uid: 'café' } });
  const { sessions } = server.running.core;
  expect([...sessions.ofUser('default', 'żółw')]).toHaveLength(1);
  expect([...sessions.ofUser('default', 'café')]).toHaveLength(1);
  expect([one.socket.readyState, two.socket.readyState]).toEqual([1, 1]);
});

test.each([
  ['no key', { uid: 'ann' }, 401, 'INVALID_API_KEY'],
  ['a wrong key', { uid: 'ann', 'api-key': `${APP_KEY}x` }, 401, 'INVALID_API_KEY'],
  ['no uid', key, 400, 'INVALID_UID'],
  ['an empty uid', { ...key, uid: '' }, 400, 'INVALID_UID'],
  ['a uid of 255 characters', { ...key, uid: 'x'.repeat(255) }, 400, 'INVALID_UID'],
  ['a uid without end', { ...key, uid: 'x'.repeat(5000) }, 400, 'INVALID_UID'],
  ['metadata of 1025 bytes', { ...key, uid: 'ann', metadata: 'x'.repeat(1025) }, 413, 'INVALID_METADATA'],
  ['a strange page', { ...key, uid: 'ann', origin: 'https://evil.example' }, 403, 'ORIGIN_NOT_ALLOWED'],
  ['a false token', { ...key, uid: 'ann', authorization: 'Bearer a.b.c' }, 401, 'INVALID_TOKEN'],
] as const)(
  '%s is refused with a status and a bare word, and counted',
  async (_name, headers, status, body) => {
    const { stats } = appOf(server);
    const before = stats.handshakesRefused;
    expect(await handshakeAnswer(server, headers)).toEqual({ status, body });
    expect(stats.handshakesRefused).toBe(before + 1);
  },
);

test('the longest uid there may be is kept with what it says', async () => {
  const uid = 'x'.repeat(254);
  using client = await (await SocketLinkClient.connect(server, uid)).enter('pub-cache-long');
  client.send('stored', 'pub-cache-long');
  const { core } = server.running;
  const stored = () => core.store.events.readAfter('default', 'pub-cache-long', 0, 10);
  await expect.poll(stored).toMatchObject({ events: [{ userId: uid, claimed: true }] });
});

test('a uid with control characters is refused', async () => {
  const path = `/?${new URLSearchParams({ 'api-key': APP_KEY, uid: 'a\nb' })}`;
  expect(await handshakeAnswer(server, {}, { path })).toEqual({ status: 400, body: 'INVALID_UID' });
});

test('who has no key learns neither who is connected nor who is banned', async () => {
  using _ann = await SocketLinkClient.connect(server, 'ann');
  await appOf(server).ban('bert', null);
  for (const uid of ['ann', 'bert', '']) {
    expect(await handshakeAnswer(server, { uid, 'api-key': 'wrong' })).toMatchObject({ status: 401 });
  }
  expect(await handshakeAnswer(server, { ...key, uid: 'bert' })).toEqual({
    status: 403,
    body: 'CONNECTION_BANNED',
  });
});

test('metadata of 1024 bytes is let in', async () => {
  using client = await SocketLinkClient.connect(server, 'chatty', { metadata: 'x'.repeat(1024) });
  expect(await client.heard()).toEqual([]);
});

test('a token of the app proves the uid, and refuses another', async () => {
  const token = await appToken({ sub: 'vera' });
  const headers = { authorization: `Bearer ${token}` };
  using vera = await SocketLinkClient.connect(server, 'vera', { headers });
  expect(vera.session.principal).toEqual({ kind: 'user', userId: 'vera', verified: true });
  expect(await handshakeAnswer(server, { ...key, uid: 'eve', ...headers })).toEqual({
    status: 401,
    body: 'INVALID_TOKEN',
  });
  const late = await appToken({ sub: 'eve' }, { expiresIn: 1 });
  expect(
    await handshakeAnswer(server, { ...key, uid: 'eve', authorization: `Bearer ${late}` }),
  ).toMatchObject({
    body: 'INVALID_TOKEN',
  });
});

test('a client that breaks off while its token is checked harms nobody; one that waits is told it was not', async () => {
  const keys = createServer();
  const asked = new Set<ServerResponse>();
  keys.on('request', (_request, response) => asked.add(response));
  keys.listen(0, '127.0.0.1');
  await once(keys, 'listening');
  const address = keys.address();
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port');
  const { core } = server.running;
  const app = await core.apps.create('jwks', 'JWKS', {
    ...core.apps.get('default').settings,
    jwksUrl: `http://127.0.0.1:${address.port}/`,
  });
  const { value } = await core.apps.createKey(app.id, 'client');
  const header = Buffer.from('{"alg":"RS256","kid":"1"}').toString('base64url');
  const headers = { 'api-key': value, uid: 'ann', authorization: `Bearer ${header}.e30.AAAA` };
  const rude = connect(Number(new URL(server.url).port), '127.0.0.1');
  const lines = Object.entries(headers).map(([name, text]) => `${name}: ${text}`);
  rude.write(
    `GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n${lines.join('\r\n')}\r\n\r\n`,
  );
  const patient = handshakeAnswer(server, headers);
  await vi.waitFor(() => expect(asked.size).toBeGreaterThan(0), PATIENCE);
  rude.resetAndDestroy();
  await once(rude, 'close');
  for (const response of asked) response.writeHead(500).end();
  expect(await patient).toEqual({ status: 503, body: 'TOKEN_NOT_CHECKED' });
  expect(server.errors).toEqual([]);
  keys.closeAllConnections();
  keys.close();
});

test('a uid that is connected is taken until its connection is gone', async () => {
  using first = await SocketLinkClient.connect(server, 'solo');
  const refused = { status: 409, body: 'UID_ALREADY_EXIST' };
  expect(await handshakeAnswer(server, { ...key, uid: 'solo' })).toEqual(refused);
  expect(await first.heard()).toEqual([]);
  first.socket.close();
  await first.closed;
  await freed('solo');
  using second = await SocketLinkClient.connect(server, 'solo');
  expect(await second.heard()).toEqual([]);
});

test('the same user on the native protocol does not take the uid', async () => {
  const token = await appToken({ sub: 'both' });
  await using native = stockClient(server, { key: APP_KEY, token });
  await native.client.session.whoAmI.query();
  using client = await SocketLinkClient.connect(server, 'both');
  expect(await client.heard()).toEqual([]);
});

test('of many that race for one uid exactly one wins, and the end of the others does not touch it', async () => {
  const token = await appToken({ sub: 'racer' });
  const headers = { authorization: `Bearer ${token}` };
  const outcomes = await Promise.allSettled(
    Array.from({ length: 20 }, () => SocketLinkClient.connect(server, 'racer', { headers })),
  );
  const winners = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
  expect(winners).toHaveLength(1);
  for (const winner of winners) {
    await winner.enter('pub-race');
    expect(winner.session.ended).toBe(false);
    winner[Symbol.dispose]();
  }
});

test('an app that is full says so', async () => {
  const app = appOf(server);
  const { connections } = server.running.core.apps.get('default').settings.limits;
  await app.limit({ connections: 0 });
  expect(await handshakeAnswer(server, { ...key, uid: 'one-more' })).toEqual({
    status: 503,
    body: 'MAX_CONNECTION_LIMIT_REACHED',
  });
  await app.limit({ connections });
});

test('the paths of other protocols are not taken, whether those are spoken or not', async () => {
  await using alone = await startTestServer({ PARLEY_PROTOCOLS: 'socketlink' });
  for (const path of ['/app/x', '/ws', '/socket.io/?x=1']) {
    expect(await handshakeAnswer(alone, { ...key, uid: 'ann' }, { path })).toMatchObject({ status: 404 });
  }
});

test('a server that does not speak the protocol knows none of its clients', async () => {
  await using native = await startTestServer({ PARLEY_PROTOCOLS: ',' });
  expect(await handshakeAnswer(native, { ...key, uid: 'ann' })).toMatchObject({ status: 404 });
});

test('a client key that is taken back ends the connections made with it', async () => {
  const { core } = server.running;
  const { record, value } = await core.apps.createKey('default', 'client');
  using client = await SocketLinkClient.connect(server, 'keyed', { headers: { 'api-key': value } });
  expect(client.session.restsOn(record.id)).toBe(true);
  await core.apps.expireKey('default', record.id, core.runtime.clock.now());
  core.sessions.limitProvedBy({ by: record.id, until: core.runtime.clock.now() });
  expect(await client.closed).toEqual({ code: 1008, reason: 'INVALID_API_KEY' });
});

/** Resolves when the server has noticed that the user's connection is gone. */
async function freed(uid: string): Promise<void> {
  const { sessions } = server.running.core;
  while ([...sessions.ofUser('default', uid)].length > 0) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}
