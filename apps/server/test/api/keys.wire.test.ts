import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { KeyModel, NewKeyModel } from '../../src/api/models/app.ts';
import { appToken } from '../harness/app-token.ts';
import { movableRuntime } from '../harness/movable-runtime.ts';
import { rawSocket } from '../harness/raw-socket.ts';
import { adminRest, clientHeaders, restClient } from '../harness/rest-client.ts';
import { ADMIN_KEY, APP_KEY, APP_SECRET, startTestServer, type TestServer } from '../harness/test-server.ts';

const runtime = movableRuntime();
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({}, { runtime });
});
afterAll(() => server[Symbol.asyncDispose]());

const Keys = z.object({ keys: z.array(KeyModel) });
const AppKeys = z.object({ keys: z.record(z.enum(['client', 'secret', 'admin']), NewKeyModel) });

let appCount = 0;

/** An app of its own with its first keys. */
async function newApp() {
  appCount += 1;
  const id = `acme-${appCount}`;
  const { status, body } = await adminRest(server)('POST', '/apps', { id, name: 'Acme' });
  expect(status).toBe(201);
  const { keys } = AppKeys.parse(body);
  return { id, keys, path: `/apps/${id}/keys`, admin: restClient(server, { 'api-key': keys.admin.value }) };
}

const session = (headers: Record<string, string>) => restClient(server, headers)('GET', '/session');

test('the keys of a new app work, each for its purpose and for nothing else', async () => {
  const { id, keys, admin } = await newApp();
  const { client, secret } = keys;
  expect(await admin('GET', '/session')).toMatchObject({ status: 200, body: { app: id, kind: 'admin' } });
  const token = await appToken({ sub: 'ann' }, { secret: secret.value });
  const headers = { 'x-parley-key': client.value, authorization: `Bearer ${token}` };
  expect(await session(headers)).toMatchObject({ status: 200, body: { app: id, user: 'ann' } });
  for (const wrong of [
    { 'api-key': client.value },
    { 'api-key': secret.value },
    { 'x-parley-key': keys.admin.value },
    { 'x-parley-key': secret.value },
    { 'api-key': '' },
    { ...headers, 'x-parley-key': APP_KEY },
  ]) {
    expect(await session(wrong)).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
  }
});

test('the values of secrets and admin keys are shown once, when they are made', async () => {
  const { keys, path, admin } = await newApp();
  const listed = await admin('GET', path);
  const text = JSON.stringify(listed.body);
  expect(text).toContain(keys.client.value);
  expect(text).not.toContain(keys.secret.value);
  expect(text).not.toContain(keys.admin.value);
  for (const key of Keys.parse(listed.body).keys) expect(keys[key.kind].value.endsWith(key.hint)).toBe(true);
  const made = await admin('POST', path, { kind: 'admin' });
  const { value } = NewKeyModel.parse(made.body);
  expect(made.status).toBe(201);
  expect(await session({ 'api-key': value })).toMatchObject({ status: 200 });
});

test('after a rotation both keys work until the overlap is over, then only the new one', async () => {
  const { keys, path, admin } = await newApp();
  for (const kind of ['client', 'admin'] as const) {
    const old = keys[kind];
    const rotated = await admin('POST', `${path}/${old.id}/rotate`, { overlapMs: 60_000 });
    expect(rotated.status).toBe(201);
    const fresh = NewKeyModel.parse(rotated.body);
    const proof = (value: string): Record<string, string> =>
      kind === 'admin' ? { 'api-key': value } : { 'x-parley-key': value };
    expect(await session(proof(old.value))).toMatchObject({ status: 200 });
    expect(await session(proof(fresh.value))).toMatchObject({ status: 200 });
    runtime.advance(60_000);
    expect(await session(proof(old.value)), kind).toMatchObject({ status: 401 });
    expect(await session(proof(fresh.value)), kind).toMatchObject({ status: 200 });
  }
});

test('a token signed with a rotated secret holds until the overlap is over', async () => {
  const { keys, path, admin } = await newApp();
  const headers = async (secret: string) => ({
    'x-parley-key': keys.client.value,
    authorization: `Bearer ${await appToken({ sub: 'ann' }, { secret, expiresIn: '9h' })}`,
  });
  const rotated = await admin('POST', `${path}/${keys.secret.id}/rotate`, { overlapMs: 60_000 });
  const fresh = NewKeyModel.parse(rotated.body);
  const [byOld, byNew] = [await headers(keys.secret.value), await headers(fresh.value)];
  expect([(await session(byOld)).status, (await session(byNew)).status]).toEqual([200, 200]);
  runtime.advance(60_000);
  expect([(await session(byOld)).status, (await session(byNew)).status]).toEqual([401, 200]);
});

test('a rotated key is not given more time by rotating it again', async () => {
  const { keys, path, admin } = await newApp();
  await admin('POST', `${path}/${keys.client.id}/rotate`, { overlapMs: 1000 });
  await admin('POST', `${path}/${keys.client.id}/rotate`, { overlapMs: 1_000_000 });
  runtime.advance(2000);
  expect(await session({ 'x-parley-key': keys.client.value })).toMatchObject({ status: 401 });
});

test('a revoked key works no longer, from the answer on', async () => {
  const { keys, path, admin } = await newApp();
  for (const kind of ['client', 'secret'] as const) {
    expect(await admin('DELETE', `${path}/${keys[kind].id}`)).toMatchObject({ status: 200 });
  }
  const token = await appToken({ sub: 'ann' }, { secret: keys.secret.value, expiresIn: '9h' });
  const fresh = NewKeyModel.parse((await admin('POST', path, { kind: 'client' })).body);
  expect(await session({ 'x-parley-key': keys.client.value })).toMatchObject({ status: 401 });
  const byToken = { 'x-parley-key': fresh.value, authorization: `Bearer ${token}` };
  expect(await session(byToken)).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
  expect(await admin('DELETE', `${path}/${keys.client.id}`)).toMatchObject({ status: 404 });
});

test('a live connection ends when the key it came in by is revoked', async () => {
  const { keys, path, admin } = await newApp();
  const spare = NewKeyModel.parse((await admin('POST', path, { kind: 'admin' })).body);
  using byAdminKey = await rawSocket(server, { adminKey: spare.value });
  using byClientKey = await rawSocket(server, { key: keys.client.value });
  for (const socket of [byAdminKey, byClientKey]) {
    socket.send({ id: 1, method: 'query', params: { path: 'session.whoAmI' } });
    await socket.frames.until(() => true);
  }
  await admin('DELETE', `${path}/${spare.id}`);
  await admin('DELETE', `${path}/${keys.client.id}`);
  for (const socket of [byAdminKey, byClientKey]) {
    expect(await socket.closed).toMatchObject({ code: 4001, reason: { code: 'unauthenticated' } });
  }
});

test('when a key was last used is known to the minute', async () => {
  const { keys, path, admin } = await newApp();
  const lastUsed = async (id: string) =>
    Keys.parse((await admin('GET', path)).body).keys.find((key) => key.id === id)?.lastUsedAt;
  expect(await lastUsed(keys.client.id)).toBeNull();
  const before = runtime.clock.now();
  await session({ 'x-parley-key': keys.client.value });
  const first = await lastUsed(keys.client.id);
  expect(first).toBeGreaterThanOrEqual(before);
  await session({ 'x-parley-key': keys.client.value });
  expect(await lastUsed(keys.client.id)).toBe(first);
  runtime.advance(61_000);
  await session({ 'x-parley-key': keys.client.value });
  expect(await lastUsed(keys.client.id)).toBeGreaterThan(first ?? 0);
});

test('keys, their rotation and the configured ones survive a restart', async () => {
  await using first = await startTestServer();
  const made = await restClient(first, { 'api-key': ADMIN_KEY })('POST', '/apps', {
    id: 'kept',
    name: 'Kept',
  });
  const { keys } = AppKeys.parse(made.body);
  await using second = await first.restart();
  const sessionOf = (headers: Record<string, string>) => restClient(second, headers)('GET', '/session');
  expect(await sessionOf({ 'api-key': ADMIN_KEY })).toMatchObject({ status: 200 });
  expect(await sessionOf(clientHeaders(await appToken({ sub: 'ann' })))).toMatchObject({ status: 200 });
  const token = await appToken({ sub: 'bob' }, { secret: keys.secret.value });
  const kept = { 'x-parley-key': keys.client.value, authorization: `Bearer ${token}` };
  expect(await sessionOf(kept)).toMatchObject({ status: 200, body: { app: 'kept', user: 'bob' } });
  expect(APP_SECRET).not.toBe(keys.secret.value);
});
