import { Agent } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { adminRest } from '../../harness/rest-client.ts';
import { APP_KEY, APP_SECRET, startTestServer, type TestServer } from '../../harness/test-server.ts';
import { backend, refusedCall } from './backend.ts';
import { signedCall, signedPath } from './signed-call.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const CHANNELS = '/apps/default/channels';
const EVENTS = '/apps/default/events';
const nowS = (): number => Math.floor(Date.now() / 1000);

describe('a call is refused in a line of text, with a true status', () => {
  test.each([
    ['an app that there is not', 404, 'Unknown app_id', { path: '/apps/none/channels' }],
    ['a key that there is not', 401, 'Unknown auth_key', { path: CHANNELS, key: 'pk_wrong_0123456789' }],
    ['a secret that is another one', 401, 'Invalid signature', { path: CHANNELS, secret: 'wrong' }],
    ['no signature', 401, 'Invalid signature', { path: CHANNELS, auth: { auth_signature: '' } }],
    [
      'a signature that is none',
      401,
      'Invalid signature',
      { path: CHANNELS, auth: { auth_signature: 'é'.repeat(64) } },
    ],
    ['another version', 401, 'Version not supported', { path: CHANNELS, auth: { auth_version: '2.0' } }],
    ['a request of ten minutes ago', 401, 'Timestamp expired', { path: CHANNELS, timestamp: nowS() - 601 }],
    ['a request of 2001', 401, 'Timestamp expired', { path: CHANNELS, timestamp: 1_000_000_000 }],
    ['a request from the future', 401, 'Timestamp expired', { path: CHANNELS, timestamp: nowS() + 660 }],
    [
      'another body than the digest’s',
      401,
      'Invalid body_md5',
      { path: EVENTS, body: '{}', auth: { body_md5: '0'.repeat(32) } },
    ],
    ['a path that is none', 404, 'Not found', { path: '/apps/default/nothing' }],
    ['a path below a call', 404, 'Not found', { path: `${CHANNELS}/a/b/c` }],
    ['another method', 405, 'This path answers POST', { path: EVENTS }],
  ])('%s', async (_what, status, text, call) => {
    const answer = await signedCall(server, call);
    expect([answer.status, answer.headers['content-type']]).toEqual([status, 'text/plain; charset=utf-8']);
    expect(answer.text.startsWith(text) && answer.text.endsWith('\n')).toBe(true);
  });

  test.each([
    ['no JSON', 'hello'],
    ['an array', '[]'],
    ['null', 'null'],
    ['bytes that are no UTF-8', Buffer.from('{"name":"\xff"}', 'latin1')],
    ['nothing', ''],
    ['no name', '{"channel":"a","data":"1"}'],
    ['a name that is no string', '{"name":1,"channel":"a","data":"1"}'],
    ['an empty name', '{"name":"","channel":"a","data":"1"}'],
    ['a name that is too long', `{"name":"${'n'.repeat(201)}","channel":"a","data":"1"}`],
    ['a name of the protocol itself', '{"name":"pusher_internal:member_added","channel":"a","data":"1"}'],
    ['no data', '{"name":"n","channel":"a"}'],
    ['data that is null', '{"name":"n","channel":"a","data":null}'],
    ['half a surrogate pair', '{"name":"n","channel":"a","data":"\\ud800"}'],
    ['no channel', '{"name":"n","data":"1"}'],
    ['an empty list of channels', '{"name":"n","channels":[],"data":"1"}'],
    ['a channel that is no string', '{"name":"n","channels":[1],"data":"1"}'],
    ['channels that are no list', '{"name":"n","channels":"a","data":"1"}'],
    ['an empty channel', '{"name":"n","channel":"","channels":[""],"data":"1"}'],
    ['a channel with a space', '{"name":"n","channel":"a b","data":"1"}'],
    ['a channel that is reserved', '{"name":"n","channel":"#private","data":"1"}'],
    ['a channel of nobody', '{"name":"n","channel":"#server-to-user-","data":"1"}'],
    ['a channel that is too long', `{"name":"n","channel":"${'c'.repeat(201)}","data":"1"}`],
    [
      '101 channels',
      JSON.stringify({ name: 'n', data: '1', channels: Array.from({ length: 101 }, (_, n) => `c${n}`) }),
    ],
    ['a socket id that is none', '{"name":"n","channel":"a","data":"1","socket_id":"abc"}'],
    ['info that is no text', '{"name":"n","channel":"a","data":"1","info":["user_count"]}'],
    ['a nesting without end', `{"name":"n","channel":"a","data":${'['.repeat(50_000)}${']'.repeat(50_000)}}`],
  ])('a body that cannot be used is a bad request: %s', async (_what, body) => {
    const answer = await signedCall(server, { path: EVENTS, method: 'POST', body });
    expect([answer.status, answer.headers['content-type']]).toEqual([400, 'text/plain; charset=utf-8']);
    expect(answer.text).toMatch(/^[^\n]+\n$/);
  });

  test.each([
    '/apps/%zz/channels',
    '/apps/default/channels/%ff',
    '/apps/default/channels/a%20b',
    '/apps//events',
  ])('a path that names nothing is answered: %s', async (path) => {
    const { status } = await signedCall(server, { path });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
  });
});

test('data may have as many bytes as the app says, and no more', async () => {
  const answer = await backend(server).trigger('limit', 'e', 'é'.repeat(5120));
  expect(answer.status).toBe(200);
  expect(await refusedCall(backend(server).trigger('limit', 'e', `${'é'.repeat(5120)}!`))).toEqual({
    status: 413,
    body: 'The data content of this event exceeds the allowed maximum (10240 bytes). See https://pusher.com/docs/channels/server_api/http-api#publishing-events for more info\n',
  });
  const admin = adminRest(server);
  const raise = (maxEventBytes: number) =>
    admin('PATCH', '/apps/default', { settings: { clients: { maxEventBytes } } });
  expect(await raise(20_000)).toMatchObject({ status: 200 });
  expect((await backend(server).trigger('limit', 'e', 'x'.repeat(20_000))).status).toBe(200);
  expect(await refusedCall(backend(server).trigger('limit', 'e', 'x'.repeat(20_001)))).toMatchObject({
    status: 413,
  });
  await raise(10_240);
});

test('whoever cannot sign sends no body: it is refused before the body is read', async () => {
  const path = EVENTS;
  const headers = { 'content-length': '5000000' };
  const call = { path, method: 'POST', headers, withholdsBody: true } as const;
  expect(await signedCall(server, { ...call, secret: 'wrong' })).toMatchObject({ status: 401 });
});

test('a body without end is cut off', async () => {
  const body = Buffer.alloc(9_000_000, 'x');
  const answer = await signedCall(server, { path: EVENTS, body }).catch(() => ({ status: 413 }));
  expect(answer.status).toBe(413);
});

test('the rate of the app is a limit for its backend, which is told when to come back', async () => {
  await using slow = await startTestServer();
  await adminRest(slow)('PATCH', '/apps/default', { settings: { limits: { appPublishPerSecond: 1 } } });
  const body = JSON.stringify({ name: 'n', channels: ['r1', 'r2', 'r3'], data: '1' });
  const answer = await signedCall(slow, { path: EVENTS, body });
  expect([answer.status, Number(answer.headers['retry-after']) > 0]).toEqual([429, true]);
  // As a whole: what was said of it would be said again with the repetition.
  expect(await adminRest(slow)('GET', '/channels/r1/history')).toMatchObject({ body: { events: [] } });
});

test('an app is a wall: neither its key nor its secret is worth anything in another', async () => {
  const admin = adminRest(server);
  const { body } = await admin('POST', '/apps', { id: 'other', name: 'Other' });
  const NewKey = z.object({ value: z.string() });
  const { keys } = z.object({ keys: z.object({ client: NewKey, secret: NewKey }) }).parse(body);
  const own = { key: keys.client.value, secret: keys.secret.value };
  expect(await signedCall(server, { path: '/apps/other/channels', ...own })).toMatchObject({ status: 200 });
  const wrong = [
    { path: '/apps/other/channels' },
    { path: CHANNELS, ...own },
    { path: CHANNELS, key: own.key },
    { path: CHANNELS, secret: own.secret },
    { path: '/apps/other/channels', key: own.key, secret: APP_SECRET },
    { path: '/apps/other/channels', key: APP_KEY, secret: own.secret },
  ];
  for (const call of wrong) expect(await signedCall(server, call)).toMatchObject({ status: 401 });
});

test('a new secret counts at once, the old one until it ends', async () => {
  const admin = adminRest(server);
  const listed = await admin('GET', '/apps/default/keys');
  const { keys } = z
    .object({ keys: z.array(z.object({ id: z.string(), kind: z.string() })) })
    .parse(listed.body);
  const old = keys.find(({ kind }) => kind === 'secret');
  const rotated = await admin('POST', `/apps/default/keys/${old?.id}/rotate`, { overlapMs: 600_000 });
  expect(rotated.status).toBe(201);
  const { value } = z.object({ value: z.string() }).parse(rotated.body);
  expect(await signedCall(server, { path: CHANNELS, secret: value })).toMatchObject({ status: 200 });
  expect(await signedCall(server, { path: CHANNELS })).toMatchObject({ status: 200 });
});

test('a connection is kept for the next call', async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ports = new Set<number | undefined>();
  agent.on('free', (socket) => ports.add(socket.localPort));
  for (let n = 0; n < 3; n += 1) {
    const body = JSON.stringify({ name: 'n', channel: 'keep', data: String(n) });
    expect(await signedCall(server, { path: EVENTS, body, agent })).toMatchObject({ status: 200 });
  }
  expect(ports.size).toBe(1);
  agent.destroy();
});

test('the API is also below a path that a proxy may need, and that path is signed with the rest', async () => {
  const body = JSON.stringify({ name: 'n', channel: 'mounted', data: '1' });
  expect(await signedCall(server, { path: '/realtime/apps/default/events', body })).toMatchObject({
    status: 200,
  });
  const path = signedPath({ path: CHANNELS }, 'GET');
  expect((await fetch(`${server.url}/realtime${path}`)).status).toBe(401);
  expect(await signedCall(server, { path: '/realtime/apps/default/nothing' })).toMatchObject({
    status: 404,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  });
});

test('what is not spoken is not there', async () => {
  await using silent = await startTestServer({ PARLEY_PROTOCOLS: 'socketlink' });
  expect((await fetch(silent.url + signedPath({ path: CHANNELS }, 'GET'))).status).toBe(404);
});

test('none of this is a fault of the server', () => {
  expect(server.errors).toEqual([]);
});
