import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { PublicUser } from '../../src/api/chat/models/user.ts';
import { appToken } from '../harness/app-token.ts';
import { httpClient, stockClient } from '../harness/client.ts';
import { NativeLine } from '../harness/native-line.ts';
import { refusalOf } from '../harness/refusal-of.ts';
import { adminRest, clientHeaders, restClient } from '../harness/rest-client.ts';
import { ADMIN_KEY, APP_KEY, startTestServer, type TestServer } from '../harness/test-server.ts';
import { newApp } from '../hostile/two-apps.ts';
import { PASSWORD, type SignInCalls, signInCalls } from './sign-in-calls.ts';

const Found = z.strictObject({ users: z.array(PublicUser) });
let server: TestServer;
let chat: SignInCalls;
beforeAll(async () => {
  server = await startTestServer();
  chat = signInCalls(server);
});
afterAll(async () => {
  expect(server.errors).toEqual([]);
  await server[Symbol.asyncDispose]();
});

async function byBackendToken(user: string) {
  return restClient(server, clientHeaders(await appToken({ sub: user })));
}

test('whom the app’s token names is a user without registering, and tells of itself', async () => {
  const zoe = await byBackendToken('zoé 1');
  const { body: blank } = await zoe('GET', '/chat/me');
  expect(blank).toMatchObject({ id: 'zoé 1', login: null, email: null, firstName: null, lastSeenAt: null });
  const changed = await zoe('PATCH', '/chat/me', { firstName: 'Zoé', email: 'z@example.com', phone: '1 23' });
  expect(changed).toMatchObject({
    status: 200,
    body: { firstName: 'Zoé', email: 'z@example.com', phone: '123' },
  });
  const { updatedAt } = z.object({ updatedAt: z.number() }).parse(changed.body);
  expect(updatedAt).toBeGreaterThan(z.object({ updatedAt: z.number() }).parse(blank).updatedAt);
  const removed = await zoe('PATCH', '/chat/me', { email: null });
  expect(removed.body).toMatchObject({ firstName: 'Zoé', email: null, phone: '123' });
  const noPassword = { newPassword: 'a new password', currentPassword: '' };
  expect(await zoe('PATCH', '/chat/me', noPassword)).toMatchObject({ body: { reason: 'wrong_password' } });
  for (const wrong of [
    { firstName: '' },
    { firstName: 'x'.repeat(101) },
    { id: 'other' },
    { login: 'a\u0000b' },
  ]) {
    expect(await zoe('PATCH', '/chat/me', wrong), JSON.stringify(wrong)).toMatchObject({ status: 400 });
  }
  const many = await Promise.all(
    ['A', 'B', 'C', 'D'].map((lastName, nr) =>
      zoe('PATCH', '/chat/me', nr % 2 === 0 ? { lastName } : { firstName: lastName }),
    ),
  );
  expect(many.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  const { body } = await zoe('GET', '/chat/me');
  const { firstName, lastName } = z.object({ firstName: z.string(), lastName: z.string() }).parse(body);
  const bob = await byBackendToken('bob');
  const found = await bob('GET', `/chat/users?keyword=${encodeURIComponent(`${firstName}\n${lastName}`)}`);
  expect(Found.parse(found.body).users.map(({ id }) => id)).toEqual(['zoé 1']);
});

test('nobody chats who is anonymous, claims to be somebody, or is a backend that names nobody', async () => {
  expect(await chat.anonymous('GET', '/chat/me')).toMatchObject({ status: 401 });
  expect(await adminRest(server)('GET', '/chat/me')).toMatchObject({ status: 400 });
  const acting = (user: string) => restClient(server, { 'api-key': ADMIN_KEY, 'as-user': user });
  const named = Buffer.from('zoé 2').toString('latin1');
  expect(await acting(named)('GET', '/chat/me')).toMatchObject({ status: 200, body: { id: 'zoé 2' } });
  expect(await acting('x'.repeat(256))('GET', '/chat/me')).toMatchObject({ status: 400 });
  const pretending = { ...clientHeaders(await appToken({ sub: 'ann' })), 'as-user': 'bob' };
  expect(await restClient(server, pretending)('GET', '/chat/me')).toMatchObject({ body: { id: 'ann' } });
  await using backend = stockClient(server, { adminKey: ADMIN_KEY, asUser: 'zoe' });
  expect(await backend.client.chat.users.me.query()).toMatchObject({ id: 'zoe' });
  const before = await backend.client.session.whoAmI.query();
  expect(await backend.client.chat.users.deleteMe.mutate()).toEqual({});
  expect(await backend.client.session.whoAmI.query(), 'the backend stays connected').toEqual(before);
  await using nobody = stockClient(server, { adminKey: ADMIN_KEY, asUser: '' });
  expect(await refusalOf(nobody.client.chat.users.me.query())).toMatchObject({ code: 'bad_request' });
});

test('others are found and listed without their e-mails and phones, and oneself is not found', async () => {
  const admin = adminRest(server);
  const tell = (id: string, profile: object) => admin('PUT', `/chat/users/${id}`, profile);
  await tell('s1', { firstName: 'Search', lastName: 'Young', email: 's1@example.com', phone: '900' });
  await tell('s2', { firstName: 'Search', lastName: 'Abel' });
  await tell('s3', { firstName: 'Unsearchable' });
  await tell('s4', { firstName: '100%', lastName: 'Search_ed' });
  const other = await newApp(server, 'elsewhere');
  await other.rest('PUT', '/chat/users/s9', { firstName: 'Search' });

  const bob = httpClient(server, clientHeaders(await appToken({ sub: 's2' })));
  const search = async (keyword: string, more: { limit?: number; ignoreIds?: string[] } = {}) => {
    const { users } = await bob.chat.users.search.query({ keyword, ...more });
    return users.map(({ id }) => id);
  };
  expect(await search('SEARCH')).toEqual(['s3', 's1', 's4']);
  expect(await search('search', { limit: 1 })).toEqual(['s3']);
  expect(await search('search', { ignoreIds: ['s3', 's4'] })).toEqual(['s1']);
  expect(await search('%')).toEqual(['s4']);
  expect(await search('_')).toEqual(['s4']);
  expect(await search('s1@example.com')).toEqual([]);
  const { users } = await bob.chat.users.search.query({ keyword: 'search' });
  const [latest = 0] = users.map(({ updatedAt }) => updatedAt).sort((a, b) => b - a);
  expect((await bob.chat.users.search.query({ keyword: '', updatedAfter: latest })).users).toEqual([]);
  expect(JSON.stringify(users)).not.toMatch(/example\.com|900/);

  const rest = await byBackendToken('s2');
  const byIds = await rest('GET', '/chat/users-by-id?ids=s1&ids=nobody&ids=s9&ids=s2');
  expect(Found.parse(byIds.body).users.map(({ id }) => id)).toEqual(['s2', 's1']);
  const tooMany = Array.from({ length: 101 }, (_, nr) => `ids=${nr}`).join('&');
  expect(await rest('GET', `/chat/users-by-id?${tooMany}`)).toMatchObject({ status: 400 });
  expect(await rest('GET', '/chat/users-by-id')).toMatchObject({ status: 400 });
  expect(await rest('GET', '/chat/users?keyword=s&limit=101')).toMatchObject({ status: 400 });
});

test('a backend tells of its users, reads and deletes them; clients may not', async () => {
  const admin = adminRest(server);
  const told = await admin('PUT', '/chat/users/told', { firstName: 'Told', email: 'told@example.com' });
  expect(told).toMatchObject({ status: 200, body: { id: 'told', email: 'told@example.com' } });
  expect(await admin('PUT', '/chat/users/other', { email: 'TOLD@example.com' })).toMatchObject({
    status: 409,
    body: { reason: 'login_taken' },
  });
  expect(await admin('GET', '/chat/users/told')).toMatchObject({ body: told.body });
  const client = await byBackendToken('told');
  for (const method of ['PUT', 'GET', 'DELETE']) {
    const refused = await client(method, '/chat/users/told', method === 'PUT' ? {} : undefined);
    expect(refused, method).toMatchObject({ status: 403 });
  }
  expect(await admin('DELETE', '/chat/users/told')).toMatchObject({ status: 200 });
  expect(await admin('DELETE', '/chat/users/told')).toMatchObject({
    status: 404,
    body: { reason: 'user_not_found' },
  });
  expect(await admin('GET', '/chat/users/told')).toMatchObject({ status: 404 });
  expect(await client('GET', '/chat/me')).toMatchObject({ body: { id: 'told', firstName: null } });
});

test('a user who deletes itself is gone on every connection, and its blocks on both sides with it', async () => {
  const id = await chat.register('gone');
  const { accessToken, refreshToken } = await chat.login('gone');
  const gone = chat.as(accessToken);
  const ann = await byBackendToken('ann');
  await ann('POST', '/chat/blocks', { users: [id] });
  expect((await ann('GET', '/chat/blocks')).body).toEqual({ count: 1, users: [id] });
  const line = await NativeLine.open(server.wsUrl, { key: APP_KEY, token: accessToken });
  if (!line) throw new Error('no connection');
  await new Promise((resolve) => line.call('query', 'session.whoAmI', { json: null }, resolve));
  expect(await gone('DELETE', '/chat/me')).toMatchObject({ status: 200, body: {} });
  await line.closed;
  expect(line.closeReason).toContain('unauthenticated');
  expect(await gone('GET', '/chat/me')).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
  expect(await chat.tryRefresh(refreshToken)).toMatchObject({ status: 401 });
  expect(await chat.tryLogin('gone')).toMatchObject({ body: { reason: 'wrong_credentials' } });
  expect((await ann('GET', '/chat/blocks')).body).toEqual({ count: 0, users: [] });
  expect(await ann('GET', `/chat/users-by-id?ids=${id}`)).toMatchObject({ body: { users: [] } });
  expect(await chat.register('gone'), 'the login is free again').not.toBe(id);
  expect(await chat.tryLogin('gone', PASSWORD)).toMatchObject({ status: 200 });
});

test('an app that was deleted and made again has none of its users, though a token may still name them', async () => {
  const before = await newApp(server, 'phoenix');
  const as = (user: string, adminKey: string) => restClient(server, { 'api-key': adminKey, 'as-user': user });
  await as('ann', before.adminKey)('PATCH', '/chat/me', { firstName: 'Before' });
  await adminRest(server)('DELETE', '/apps/phoenix');
  const after = await newApp(server, 'phoenix');
  const { body } = await as('ann', after.adminKey)('GET', '/chat/me');
  expect(body).toMatchObject({ id: 'ann', firstName: null });
});
