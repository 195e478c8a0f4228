import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { signIn } from '../harness/dashboard.ts';
import { rawSocket } from '../harness/raw-socket.ts';
import { adminRest, restClient } from '../harness/rest-client.ts';
import { ADMIN_KEY, APP_KEY, startTestServer, type TestServer } from '../harness/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const Entries = z.object({
  entries: z.array(
    z.object({
      id: z.string(),
      app: z.string().nullable(),
      actor: z.string(),
      address: z.string(),
      action: z.string(),
      subject: z.string(),
      detail: z.unknown(),
    }),
  ),
  next: z.string().nullable(),
});

async function audit(query = 'limit=500') {
  return Entries.parse((await adminRest(server)('GET', `/audit?${query}`)).body);
}

const idIn = (body: unknown): string => z.object({ id: z.string() }).parse(body).id;

test('every administrative act leaves an entry: who, from where, what to what', async () => {
  const rest = adminRest(server);
  using socket = await rawSocket(server, { key: APP_KEY });
  socket.send({ id: 1, method: 'query', params: { path: 'session.whoAmI' } });
  await socket.frames.until(() => true);
  const [session] = [...server.running.core.sessions.ofApp('default')];
  await rest('POST', '/channels/room:1/events', { name: 'm', data: 1 });

  await rest('POST', '/apps', { id: 'acme', name: 'Acme' });
  await rest('PATCH', '/apps/default', { name: 'Renamed' });
  const key = idIn((await rest('POST', '/apps/default/keys', { kind: 'client' })).body);
  await rest('POST', `/apps/default/keys/${key}/rotate`, { overlapMs: 0 });
  await rest('DELETE', `/apps/default/keys/${key}`);
  const rule = idIn((await rest('PUT', '/rules', { pattern: 'x:*', rule: { log: 'durable' } })).body);
  await rest('DELETE', `/rules/${rule}`);
  await rest('DELETE', '/channels/room:1');
  await rest('DELETE', `/connections/${session?.id}?reason=bye`);
  await rest('POST', '/bans', { user: 'ann', reason: 'spam' });
  await rest('DELETE', '/bans?user=ann');
  await rest('POST', '/mutes', { user: 'ann', channel: 'room:1' });
  await rest('DELETE', '/mutes?user=ann&channel=room:1');
  await rest('PUT', '/messaging', { enabled: true });
  await rest('DELETE', '/apps/acme');

  const { entries } = await audit();
  expect(entries.map(({ action, subject }) => [action, subject]).reverse()).toEqual([
    ['admin.apps.create', 'acme'],
    ['admin.apps.update', 'Renamed'],
    ['admin.keys.create', 'client'],
    ['admin.keys.rotate', key],
    ['admin.keys.revoke', key],
    ['admin.rules.put', 'x:*'],
    ['admin.rules.delete', rule],
    ['admin.channels.erase', 'room:1'],
    ['admin.connections.disconnect', session?.id],
    ['admin.bans.create', 'ann'],
    ['admin.bans.remove', 'ann'],
    ['admin.mutes.create', 'room:1'],
    ['admin.mutes.remove', 'room:1'],
    ['admin.messaging.set', ''],
    ['admin.apps.delete', 'acme'],
  ]);
  expect(new Set(entries.map(({ actor }) => actor))).toEqual(new Set([`key:${ADMIN_KEY.slice(-4)}`]));
  expect(new Set(entries.map(({ address }) => address))).toEqual(new Set(['127.0.0.1']));
  expect(entries.find(({ action }) => action === 'admin.bans.create')?.detail).toEqual({
    user: 'ann',
    reason: 'spam',
  });
});

test('an act from the dashboard names the account', async () => {
  const { cookie } = await signIn(server);
  await restClient(server, { cookie, 'x-parley-csrf': '1' })('POST', '/bans', { user: 'bob' });
  const { entries } = await audit('limit=1');
  expect(entries).toMatchObject([{ actor: 'admin', action: 'admin.bans.create', subject: 'bob' }]);
});

test('what is refused, fails or only looks leaves none', async () => {
  const before = (await audit()).entries.length;
  const rest = adminRest(server);
  await rest('GET', '/bans');
  await rest('DELETE', '/bans?user=nobody');
  await rest('POST', '/apps', { id: 'default', name: 'taken' });
  await rest('POST', '/bans', { user: '' });
  await rest('POST', '/channels/room:1/events', { name: 'm', data: 'a payload' });
  expect((await audit()).entries).toHaveLength(before);
});

test('no secret and no payload is ever part of it', async () => {
  const rest = adminRest(server);
  const made = await rest('POST', '/apps/default/keys', { kind: 'secret' });
  const { id, value } = z.object({ id: z.string(), value: z.string() }).parse(made.body);
  const rotated = await rest('POST', `/apps/default/keys/${id}/rotate`, {});
  const { value: fresh } = z.object({ value: z.string() }).parse(rotated.body);
  const text = JSON.stringify(await audit());
  for (const secret of [value, fresh, ADMIN_KEY, 'a payload', 'correct horse battery']) {
    expect(text).not.toContain(secret);
  }
});

test('it is read page by page, newest first', async () => {
  const rest = adminRest(server);
  for (const n of [1, 2, 3]) await rest('POST', '/mutes', { user: `user-${n}` });
  const first = await audit('limit=2');
  expect(first.entries.map(({ subject }) => subject)).toEqual(['user-3', 'user-2']);
  const second = await audit(`limit=2&before=${first.next}`);
  expect(second.entries[0]?.subject).toBe('user-1');
});

test('an app’s own administrator reads that app’s acts alone', async () => {
  const created = await adminRest(server)('POST', '/apps', { id: 'own', name: 'Own' });
  const { keys } = z
    .object({ keys: z.object({ admin: z.object({ value: z.string() }) }) })
    .parse(created.body);
  const own = restClient(server, { 'api-key': keys.admin.value });
  await own('POST', '/bans', { user: 'zoe' });
  const { entries } = Entries.parse((await own('GET', '/audit')).body);
  expect(entries.map(({ app, action, subject }) => [app, action, subject])).toEqual([
    ['own', 'admin.bans.create', 'zoe'],
  ]);
});
