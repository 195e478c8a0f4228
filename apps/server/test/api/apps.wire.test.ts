import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { NewKeyModel } from '../../src/api/models/app.ts';
import { stockClient } from '../harness/client.ts';
import { follow } from '../harness/follow.ts';
import { rawSocket } from '../harness/raw-socket.ts';
import { refusalOf } from '../harness/refusal-of.ts';
import { adminRest, restClient } from '../harness/rest-client.ts';
import { ADMIN_KEY, startTestServer, type TestServer } from '../harness/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const AppKeys = z.object({ keys: z.record(z.enum(['client', 'secret', 'admin']), NewKeyModel) });

async function newApp(id: string) {
  const { status, body } = await adminRest(server)('POST', '/apps', { id, name: id });
  expect(status).toBe(201);
  const { keys } = AppKeys.parse(body);
  return { keys, admin: restClient(server, { 'api-key': keys.admin.value }) };
}

test('an app’s admin key administers that app, and other apps do not exist for it', async () => {
  const { admin } = await newApp('walled');
  expect((await admin('GET', '/apps')).body).toMatchObject({ apps: [{ id: 'walled' }] });
  expect(await admin('GET', '/apps/walled')).toMatchObject({ status: 200 });
  const elsewhere: Array<[method: string, path: string, body?: unknown]> = [
    ['GET', '/apps/default'],
    ['GET', '/apps/no-such-app'],
    ['PATCH', '/apps/default', { name: 'mine now' }],
    ['GET', '/apps/default/keys'],
    ['POST', '/apps/default/keys', { kind: 'admin' }],
    ['GET', '/channels?app=default'],
    ['DELETE', '/channels/room:1?app=default'],
    ['GET', '/connections?app=default'],
    ['GET', '/rules?app=default'],
    ['PUT', '/rules', { app: 'default', pattern: 'x', rule: {} }],
    ['GET', '/bans?app=default'],
    ['POST', '/bans', { app: 'default', user: 'ann' }],
    ['PUT', '/messaging', { app: 'default', enabled: false }],
    ['GET', '/stats?app=default'],
    ['GET', '/audit?app=default'],
    ['GET', '/live?app=default'],
  ];
  for (const [method, path, body] of elsewhere) {
    const answer = await admin(method, path, body);
    expect(answer, `${method} ${path}`).toMatchObject({ status: 404, body: { code: 'not_found' } });
    expect(answer.body).toMatchObject({ message: 'There is no such app.' });
  }
});

test('only the operator creates and deletes apps', async () => {
  const { admin } = await newApp('plain');
  for (const [method, path, body] of [
    ['POST', '/apps', { id: 'more', name: 'More' }],
    ['DELETE', '/apps/walled', undefined],
    ['DELETE', '/apps/plain', undefined],
  ] as const) {
    expect(await admin(method, path, body)).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  }
});

test('an app id is taken once', async () => {
  await newApp('taken');
  const again = await adminRest(server)('POST', '/apps', { id: 'taken', name: 'Again' });
  expect(again).toMatchObject({ status: 409, body: { code: 'conflict' } });
});

test('the operator acts in another app by naming it: in a header, in a field, on the WebSocket', async () => {
  const { admin } = await newApp('ops');
  const named = restClient(server, { 'api-key': ADMIN_KEY, 'x-parley-app': 'ops' });
  await named('POST', '/channels/room:ops/events', { name: 'm', data: 'by header' });
  await using socket = stockClient(server, { adminKey: ADMIN_KEY, app: 'ops' });
  await socket.client.channels.publish.mutate({ channel: 'room:ops', name: 'm', data: 'by socket' });
  const { body } = await admin('GET', '/channels/room:ops/history?order=oldest');
  expect(body).toMatchObject({ events: [{ data: 'by header' }, { data: 'by socket' }] });
  expect((await adminRest(server)('GET', '/channels?app=ops')).body).toMatchObject({
    channels: [{ channel: 'room:ops' }],
  });
  const nowhere = restClient(server, { 'api-key': ADMIN_KEY, 'x-parley-app': 'nowhere' });
  expect(await nowhere('GET', '/session')).toMatchObject({ status: 404, body: { code: 'not_found' } });
  const foreign = restClient(server, {
    'api-key': (await newApp('ops-2')).keys.admin.value,
    'x-parley-app': 'ops',
  });
  expect(await foreign('GET', '/session')).toMatchObject({ status: 404 });
});

test('deleting an app ends its connections and everything in it', async () => {
  const { keys, admin } = await newApp('doomed');
  await admin('POST', '/channels/pub-cache-d/events', { name: 'm', data: 1 });
  await admin('POST', '/channels/room:d/events', { name: 'm', data: 1 });
  await admin('POST', '/bans', { user: 'bob' });
  using socket = await rawSocket(server, { key: keys.client.value });
  socket.send({ id: 1, method: 'query', params: { path: 'session.whoAmI' } });
  await socket.frames.until(() => true);
  const deleted = await adminRest(server)('DELETE', '/apps/doomed');
  expect(deleted).toMatchObject({ status: 200, body: { disconnected: 1 } });
  expect(await socket.closed).toMatchObject({ code: 4001 });
  expect(await admin('GET', '/session')).toMatchObject({ status: 401 });
  const reborn = await newApp('doomed');
  expect((await reborn.admin('GET', '/channels')).body).toMatchObject({ channels: [] });
  expect((await reborn.admin('GET', '/bans')).body).toEqual({ sanctions: [] });
  for (const channel of ['pub-cache-d', 'room:d']) {
    expect((await reborn.admin('GET', `/channels/${channel}/history`)).body).toMatchObject({ events: [] });
  }
});

test('the default app, by whose key the server is operated, cannot be deleted from anywhere', async () => {
  await newApp('beside');
  for (const headers of [{}, { 'x-parley-app': 'beside' }]) {
    const operator = restClient(server, { 'api-key': ADMIN_KEY, ...headers });
    expect(await operator('DELETE', '/apps/default')).toMatchObject({
      status: 409,
      body: { code: 'conflict' },
    });
  }
  expect(await adminRest(server)('GET', '/session')).toMatchObject({ status: 200 });
});

test('clients may not administer anything', async () => {
  const { keys } = await newApp('clients');
  await using guest = stockClient(server, { key: keys.client.value });
  const { admin } = guest.client;
  for (const call of [
    () => admin.apps.list.query(),
    () => admin.keys.list.query({ app: 'clients' }),
    () => admin.stats.query({}),
    () => admin.audit.query({}),
    () => admin.bans.create.mutate({ user: 'ann' }),
    () => admin.messaging.set.mutate({ enabled: false }),
    () => admin.apps.create.mutate({ id: 'x', name: 'x' }),
  ]) {
    expect(await refusalOf(call())).toMatchObject({ code: 'forbidden' });
  }
});

test('settings that are not named stay, and ones out of bounds are refused', async () => {
  const { admin } = await newApp('settings');
  await admin('PATCH', '/apps/settings', { settings: { limits: { bodyBytes: 100 }, jwtIssuer: 'me' } });
  const { body } = await admin('PATCH', '/apps/settings', {
    name: 'Named',
    settings: { limits: { connections: 7 } },
  });
  expect(body).toMatchObject({
    name: 'Named',
    settings: {
      jwtIssuer: 'me',
      messagingEnabled: true,
      limits: { bodyBytes: 100, connections: 7, batchEvents: 100 },
    },
  });
  for (const settings of [
    { limits: { bodyBytes: 0 } },
    { limits: { bodyBytes: 1e12 } },
    { limits: { connections: -1 } },
    { limits: { unknown: 1 } },
    { jwksUrl: 'file:///etc/passwd' },
    { jwksUrl: 'nonsense' },
  ]) {
    const refused = await admin('PATCH', '/apps/settings', { settings });
    expect(refused, JSON.stringify(settings)).toMatchObject({ status: 400, body: { code: 'bad_request' } });
  }
});

test('changes of several settings at the same time are all kept', async () => {
  const { admin } = await newApp('busy');
  await Promise.all([
    admin('PATCH', '/apps/busy', { settings: { jwtIssuer: 'me' } }),
    admin('PATCH', '/apps/busy', { settings: { limits: { connections: 7 } } }),
    admin('PATCH', '/apps/busy', { settings: { limits: { bodyBytes: 77 } } }),
    admin('PUT', '/messaging', { enabled: false }),
  ]);
  expect((await admin('GET', '/apps/busy')).body).toMatchObject({
    settings: { jwtIssuer: 'me', messagingEnabled: false, limits: { connections: 7, bodyBytes: 77 } },
  });
});

test('the operator’s readers in one app do not hear another', async () => {
  const { admin } = await newApp('deaf');
  await using watcher = stockClient(server, { adminKey: ADMIN_KEY });
  using feed = await follow(watcher.client, 'room:deaf');
  await admin('POST', '/channels/room:deaf/events', { name: 'm', data: 'theirs' });
  await watcher.client.channels.publish.mutate({ channel: 'room:deaf', name: 'm', data: 'mine' });
  await feed.event('mine');
  expect(feed.data()).toEqual(['mine']);
});
