import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { appToken } from '../harness/app-token.ts';
import { stockClient } from '../harness/client.ts';
import { follow } from '../harness/follow.ts';
import { movableRuntime } from '../harness/movable-runtime.ts';
import { adminRest, restClient } from '../harness/rest-client.ts';
import { ADMIN_PASSWORD, APP_KEY, startTestServer, type TestServer } from '../harness/test-server.ts';

const runtime = movableRuntime();
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({}, { runtime });
});
afterAll(() => server[Symbol.asyncDispose]());

const NewKey = z.object({ id: z.string(), value: z.string() });

async function newKey(kind: 'client' | 'secret' | 'admin') {
  return NewKey.parse((await adminRest(server)('POST', '/apps/default/keys', { kind })).body);
}

const revoke = (id: string) => adminRest(server)('DELETE', `/apps/default/keys/${id}`);
const connections = () => server.running.core.sessions.count('default');

for (const kind of ['client', 'admin'] as const) {
  test(`revoking a ${kind} key ends the connections that it opened before it is answered`, async () => {
    const { id, value } = await newKey(kind);
    await using stranger = stockClient(server, kind === 'client' ? { key: value } : { adminKey: value });
    await using other = stockClient(server, { key: APP_KEY });
    await other.client.session.whoAmI.query();
    using feed = await follow(stranger.client, 'pub-news');
    expect((await revoke(id)).status).toBe(200);
    expect(connections()).toBe(1);
    await adminRest(server)('POST', '/channels/pub-news/events', { name: 'm', data: 'after' });
    expect(feed.data()).toEqual([]);
  });
}

test('revoking a secret ends the connections whose token it signed', async () => {
  const { id, value } = await newKey('secret');
  await using ann = stockClient(server, {
    key: APP_KEY,
    token: await appToken({ sub: 'ann' }, { secret: value }),
  });
  await using bob = stockClient(server, { key: APP_KEY, token: await appToken({ sub: 'bob' }) });
  await Promise.all([ann.client.session.whoAmI.query(), bob.client.session.whoAmI.query()]);
  await revoke(id);
  const left = [...server.running.core.sessions.ofApp('default')].map(({ principal }) => principal);
  expect(left).toEqual([expect.objectContaining({ userId: 'bob' })]);
});

test('a connection opened with a rotated key ends with the overlap', async () => {
  const { id, value } = await newKey('client');
  await using old = stockClient(server, { key: value });
  await old.client.session.whoAmI.query();
  await adminRest(server)('POST', `/apps/default/keys/${id}/rotate`, { overlapMs: 60_000 });
  runtime.advance(59_000);
  expect(connections()).toBe(1);
  runtime.advance(2_000);
  expect(connections()).toBe(0);
});

test('signing out of the dashboard ends the live connections of that sign-in', async () => {
  const answer = await restClient(server, {})('POST', '/dashboard/sign-in', {
    name: 'admin',
    password: ADMIN_PASSWORD,
  });
  const cookie = String(answer.headers.get('set-cookie')).split(';')[0] ?? '';
  const socket = new WebSocket(`${server.wsUrl}/trpc`, { headers: { cookie, origin: server.url } });
  await new Promise((resolve) => socket.once('open', resolve));
  socket.send(JSON.stringify({ id: 1, method: 'query', params: { path: 'session.whoAmI' } }));
  await new Promise((resolve) => socket.once('message', resolve));
  expect(connections()).toBe(1);
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));

  await restClient(server, { cookie })('POST', '/dashboard/sign-out');
  expect(connections(), 'a request that another site can cause ends nothing').toBe(1);
  await restClient(server, { cookie, 'x-parley-csrf': '1' })('POST', '/dashboard/sign-out');
  expect(connections()).toBe(0);
  expect(await closed).toBe(4001);
});

test('a live feed over HTTP ends with the key that opened it', async () => {
  const { id, value } = await newKey('admin');
  const stream = await fetch(`${server.url}/api/v1/live`, { headers: { 'api-key': value } });
  expect(stream.status).toBe(200);
  await revoke(id);
  expect(await stream.text()).toContain('"code":"unauthenticated"');
});
