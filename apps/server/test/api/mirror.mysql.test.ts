import * as mariadb from 'mariadb';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createMariadbDatabase } from '../../src/store/testing/test-mariadb.ts';
import { adminRest, clientHeaders, type RestCall, restClient } from '../harness/rest-client.ts';
import { ADMIN_KEY, startTestServer, type TestServer } from '../harness/test-server.ts';

let server: TestServer;
let rest: RestCall;
let customer: mariadb.Connection;
let settings: { host: string; port: number; user: string; database: string; tls: string };
let drop: () => Promise<void>;
beforeAll(async () => {
  server = await startTestServer({ PARLEY_PRIVATE_TARGETS: '127.0.0.0/8' });
  rest = adminRest(server);
  const database = await createMariadbDatabase();
  drop = database.drop;
  const { hostname, port, pathname } = new URL(database.url);
  settings = { host: hostname, port: Number(port), user: 'root', database: pathname.slice(1), tls: 'off' };
  customer = await mariadb.createConnection({ ...settings, ssl: false });
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await customer.end();
  await drop();
});
beforeEach(async () => {
  await rest('DELETE', '/mirror');
  await customer.query('DROP TABLE IF EXISTS socketlink_messages');
});

const PASSWORD = 'pässword "of" a customer';
const say = (room: string, data: unknown) =>
  restClient(server, clientHeaders())('POST', `/channels/${room}/events`, { name: 'message', data });

test('a message published in a cache room is in the customer’s database after a sync', async () => {
  expect(await rest('PUT', '/mirror', { ...settings, everyMs: 60_000 })).toMatchObject({
    status: 200,
    body: { host: settings.host, table: 'socketlink_messages', hasPassword: false, enabled: true },
  });
  expect(await say('pub-cache-news', 'Hello')).toMatchObject({ status: 201 });
  expect(await say('pub-news', 'not kept')).toMatchObject({ status: 201 });
  expect(await rest('POST', '/mirror/sync')).toMatchObject({ status: 200, body: {} });
  expect(await customer.query('SELECT message, uid, rid FROM socketlink_messages')).toEqual([
    { message: 'Hello', uid: '', rid: 'pub-cache-news' },
  ]);
  expect(await rest('GET', '/mirror/status')).toMatchObject({
    status: 200,
    body: { state: 'idle', waiting: 0, refused: 0, outage: null, lastBatch: { rows: 1 } },
  });
  expect(server.errors).toEqual([]);
});

test('without a mirror everything about it is not found, and a sync is forbidden', async () => {
  for (const [method, path] of [
    ['GET', '/mirror'],
    ['DELETE', '/mirror'],
    ['GET', '/mirror/status'],
    ['POST', '/mirror/test'],
    ['POST', '/mirror/refused/retry'],
    ['DELETE', '/mirror/refused'],
  ] as const) {
    expect(await rest(method, path)).toMatchObject({ status: 404, body: { code: 'not_found' } });
  }
  expect(await rest('POST', '/mirror/sync')).toMatchObject({
    status: 403,
    body: { message: 'MySQL integration is disabled!' },
  });
});

test('the password is in no answer, no audit record and nowhere in the database as it is', async () => {
  const password = PASSWORD;
  const answers = [
    await rest('PUT', '/mirror', { ...settings, password }),
    await rest('POST', '/mirror/test', { settings, password }),
    await rest('POST', '/mirror/test'),
    await rest('PUT', '/mirror', { ...settings, batchRows: 5 }),
    await rest('GET', '/mirror'),
    await rest('GET', '/mirror/status'),
    await rest('GET', '/audit'),
  ];
  for (const { status, body } of answers) {
    expect(status).toBe(200);
    expect(JSON.stringify(body)).not.toContain(JSON.stringify(password).slice(1, -1));
  }
  expect(JSON.stringify(await server.running.core.store.integrations.listMirrors())).not.toContain(
    'customer',
  );
  expect(answers[4]).toMatchObject({ body: { hasPassword: true, batchRows: 5 } });
  expect(answers[2]).toMatchObject({ body: { ok: false, reason: expect.stringContaining('Access denied') } });
});

test.each([
  [{ host: 'a b' }, 'host'],
  [{ host: '' }, 'host'],
  [{ host: 'db.example.com:3306' }, 'host'],
  [{ host: 'fe80::1%eth0' }, 'host'],
  [{ user: 'a\0b' }, 'user'],
  [{ database: 'a\nb' }, 'database'],
  [{ port: 0 }, 'port'],
  [{ table: 'x`; DROP TABLE y' }, 'table'],
  [{ batchRows: 2001 }, 'batchRows'],
  [{ everyMs: -1 }, 'everyMs'],
  [{ tls: 'maybe' }, 'tls'],
  [{ ca: 'no certificate' }, 'ca'],
  [{ password: 'x'.repeat(513) }, 'password'],
])('the setting %j is refused, naming the field', async (change, field) => {
  const answer = await rest('PUT', '/mirror', { ...settings, ...change });
  expect(answer).toMatchObject({
    status: 400,
    body: { code: 'bad_request', message: expect.stringContaining(field) },
  });
});

test('a database in a private network is refused unless the server allows that network', async () => {
  await using strict = await startTestServer();
  const call = adminRest(strict);
  for (const host of ['127.0.0.1', '[::1]', 'localhost', '169.254.169.254', '10.0.0.1']) {
    expect(await call('PUT', '/mirror', { ...settings, host })).toMatchObject({
      status: 403,
      body: { code: 'forbidden', message: expect.stringContaining('private network') },
    });
    expect(await call('POST', '/mirror/test', { settings: { ...settings, host } })).toMatchObject({
      body: { ok: false, reason: expect.stringContaining('private network') },
    });
  }
});

test('only administrators of the app come near its mirror', async () => {
  const client = restClient(server, clientHeaders());
  expect(await client('GET', '/mirror')).toMatchObject({ status: 403 });
  expect(await client('PUT', '/mirror', settings)).toMatchObject({ status: 403 });
  const nobody = restClient(server, { 'api-key': 'wrong' });
  expect(await nobody('POST', '/mirror/sync')).toMatchObject({ status: 401 });
});

test('a mirror and the rows it owes survive a restart', async () => {
  await using first = await startTestServer({ PARLEY_PRIVATE_TARGETS: '127.0.0.0/8' });
  const before = adminRest(first);
  await before('PUT', '/mirror', { ...settings, port: 1, everyMs: 0 });
  const data = 'owed';
  await restClient(first, clientHeaders())('POST', '/channels/pub-cache-x/events', { name: 'm', data });
  await using second = await first.restart();
  const after = adminRest(second);
  expect(await after('GET', '/mirror/status')).toMatchObject({ body: { waiting: 1 } });
  await after('PUT', '/mirror', settings);
  expect(await after('POST', '/mirror/sync')).toMatchObject({ status: 200 });
  expect(await customer.query('SELECT message FROM socketlink_messages')).toEqual([{ message: 'owed' }]);
});

test('an app is deleted with its mirror and what waits for it', async () => {
  expect(await rest('POST', '/apps', { id: 'brief', name: 'Brief' })).toMatchObject({ status: 201 });
  const app = 'brief';
  const backend = restClient(server, { 'api-key': ADMIN_KEY, 'x-parley-app': app });
  await rest('PUT', '/mirror', { ...settings, app, port: 1, everyMs: 0 });
  const sent = await backend('POST', '/channels/pub-cache-x/events', { name: 'm', data: 'gone' });
  expect(sent).toMatchObject({ status: 201 });
  expect(await rest('DELETE', '/apps/brief')).toMatchObject({ status: 200 });
  expect(await rest('GET', '/mirror?app=brief')).toMatchObject({ status: 404 });
});
