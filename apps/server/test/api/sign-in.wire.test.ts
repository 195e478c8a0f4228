import { afterAll, beforeAll, expect, test } from 'vitest';
import { Accounts } from '../../src/api/accounts/accounts.ts';
import { httpClient } from '../harness/client.ts';
import { signIn } from '../harness/dashboard.ts';
import { movableRuntime } from '../harness/movable-runtime.ts';
import { rawSocket } from '../harness/raw-socket.ts';
import { refusalOf } from '../harness/refusal-of.ts';
import { adminRest, restClient } from '../harness/rest-client.ts';
import { startTestServer, type TestServer } from '../harness/test-server.ts';

const runtime = movableRuntime();
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({}, { runtime });
  const accounts = new Accounts(server.running.core.store.accounts, runtime);
  await accounts.ensure('vera', 'only looking', 'viewer');
});
afterAll(() => server[Symbol.asyncDispose]());

const CSRF = { 'x-parley-csrf': '1' };
const whoAmI = { id: 1, method: 'query', params: { path: 'session.whoAmI' } };

test('signing in sets a cookie that scripts cannot read and other sites cannot send', async () => {
  const { response, setCookie, cookie } = await signIn(server);
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ name: 'admin', role: 'operator' });
  expect(setCookie).toMatch(/^parley_session=[\w-]{43};/);
  for (const flag of [/; HttpOnly/i, /; SameSite=Strict/i, /; Path=\//i, /; Max-Age=43200/i]) {
    expect(setCookie).toMatch(flag);
  }
  expect(setCookie).not.toMatch(/; Secure/i);
  const session = await restClient(server, { cookie })('GET', '/session');
  expect(session).toMatchObject({ status: 200, body: { kind: 'operator', app: 'default' } });
});

test('behind TLS, or where configured, the cookie is for HTTPS only', async () => {
  await using secure = await startTestServer({ PARLEY_SECURE_COOKIES: 'true' });
  expect((await signIn(secure)).setCookie).toMatch(/; Secure/i);
  await using proxied = await startTestServer({ PARLEY_TRUST_PROXY: 'loopback' });
  const { setCookie } = await signIn(proxied, undefined, { 'x-forwarded-proto': 'https' });
  expect(setCookie).toMatch(/; Secure/i);
  const forged = await signIn(server, undefined, { 'x-forwarded-proto': 'https' });
  expect(forged.setCookie).not.toMatch(/; Secure/i);
});

test('a wrong name and a wrong password are answered alike', async () => {
  const answers = await Promise.all(
    [
      { name: 'admin', password: 'wrong password' },
      { name: 'nobody', password: 'wrong password' },
    ].map(async (credentials) => {
      const { response, setCookie } = await signIn(server, credentials);
      return [response.status, await response.text(), setCookie];
    }),
  );
  expect(answers[0]).toEqual(answers[1]);
  expect(answers[0]?.[0]).toBe(401);
});

test('a change by cookie counts only with the header that no other site can send; looking needs none', async () => {
  const { cookie } = await signIn(server);
  const publish = (headers: Record<string, string>) =>
    restClient(server, headers)('POST', '/channels/room:1/events', { name: 'm', data: 1 });
  expect(await publish({ cookie })).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
  expect(await publish({ cookie, ...CSRF })).toMatchObject({ status: 201 });
  expect(await restClient(server, { cookie })('GET', '/apps')).toMatchObject({ status: 200 });
  const { admin } = httpClient(server, { cookie });
  expect(await admin.apps.list.query()).toMatchObject({ apps: [{ id: 'default' }] });
  expect(await refusalOf(admin.messaging.set.mutate({ enabled: false }))).toMatchObject({
    code: 'unauthenticated',
  });
});

test('the cookie opens a WebSocket from the dashboard’s own page, and from no other', async () => {
  const { cookie } = await signIn(server);
  const own = { headers: { cookie, origin: server.url } };
  using page = await rawSocket(server, null, own);
  page.send(whoAmI);
  expect(await page.frames.until(() => true)).toMatchObject({
    result: { data: { json: { kind: 'operator' } } },
  });
  for (const headers of [
    { cookie, origin: 'https://evil.test' },
    { cookie, origin: 'null' },
  ]) {
    await expect(rawSocket(server, null, { headers })).rejects.toThrow('403');
  }
  using plain = await rawSocket(server, null, { headers: { cookie } });
  plain.send(whoAmI);
  expect(await plain.closed).toEqual({ code: 4001, reason: { code: 'unauthenticated' } });
});

test('an origin that may connect is still not the dashboard’s own page', async () => {
  await using open = await startTestServer({ PARLEY_ALLOWED_ORIGINS: '*' });
  const { cookie } = await signIn(open);
  using socket = await rawSocket(open, null, { headers: { cookie, origin: 'https://evil.test' } });
  socket.send(whoAmI);
  expect(await socket.closed).toEqual({ code: 4001, reason: { code: 'unauthenticated' } });
});

test('a viewer looks at everything and changes nothing', async () => {
  const { response, cookie } = await signIn(server, { name: 'vera', password: 'only looking' });
  expect(await response.json()).toEqual({ name: 'vera', role: 'viewer' });
  const vera = restClient(server, { cookie, ...CSRF });
  const rule = await adminRest(server)('PUT', '/rules', { pattern: 'viewed:*', rule: {} });
  const ruleId = typeof rule.body === 'object' && rule.body !== null && 'id' in rule.body ? rule.body.id : '';
  for (const path of [
    '/apps',
    '/apps/default/keys',
    '/rules',
    '/channels',
    '/channels/private-x',
    '/channels/private-x/history',
    '/channels/private-x/presence',
    '/connections',
    '/bans',
    '/messaging',
    '/stats',
    '/audit',
  ]) {
    expect(await vera('GET', path), path).toMatchObject({ status: 200 });
  }
  const id = '0123456789abcdef01234567';
  for (const [method, path, body] of [
    ['POST', '/channels/room:1/events', { name: 'm', data: 1 }],
    ['POST', '/channels/room:1/signals', { name: 'm', data: 1 }],
    ['PATCH', `/channels/room:1/events/${id}`, { data: 1 }],
    ['DELETE', `/channels/room:1/events/${id}`, undefined],
    ['POST', '/apps', { id: 'more', name: 'More' }],
    ['PATCH', '/apps/default', { name: 'Mine' }],
    ['DELETE', '/apps/default', undefined],
    ['POST', '/apps/default/keys', { kind: 'admin' }],
    ['POST', `/apps/default/keys/${id}/rotate`, {}],
    ['DELETE', `/apps/default/keys/${id}`, undefined],
    ['PUT', '/rules', { pattern: 'x', rule: {} }],
    ['DELETE', `/rules/${ruleId}`, undefined],
    ['DELETE', '/channels/room:1', undefined],
    ['DELETE', `/connections/${id}`, undefined],
    ['POST', '/bans', { user: 'ann' }],
    ['DELETE', '/bans?user=ann', undefined],
    ['POST', '/mutes', { user: 'ann' }],
    ['DELETE', '/mutes?user=ann', undefined],
    ['PUT', '/messaging', { enabled: false }],
  ] as const) {
    const answer = await vera(method, path, body);
    expect(answer, `${method} ${path}`).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  }
});

test('signing out ends the session on the server, not only in the browser', async () => {
  const { cookie } = await signIn(server);
  const browser = restClient(server, { cookie, ...CSRF });
  const out = await browser('POST', '/dashboard/sign-out');
  expect(out.status).toBe(200);
  expect(out.headers.get('set-cookie')).toMatch(/^parley_session=;/);
  expect(await browser('GET', '/session')).toMatchObject({ status: 401 });
});

test('a session ends by itself after twelve hours, and a live connection with it', async () => {
  const { cookie } = await signIn(server);
  using page = await rawSocket(server, null, { headers: { cookie, origin: server.url } });
  page.send(whoAmI);
  await page.frames.until(() => true);
  runtime.advance(12 * 3_600_000 + 1000);
  expect(await page.closed).toMatchObject({ code: 4001, reason: { code: 'unauthenticated' } });
  expect(await restClient(server, { cookie })('GET', '/session')).toMatchObject({ status: 401 });
});

test('guessing is throttled by address, with the time to wait; the right password is no way around it', async () => {
  await using own = await startTestServer({ PARLEY_TRUST_PROXY: 'loopback' }, { runtime });
  const from = (address: string, password: string) =>
    signIn(own, { name: 'admin', password }, { 'x-forwarded-for': address });
  for (let attempt = 0; attempt < 10; attempt++) {
    expect((await from('203.0.113.7', `guess ${attempt}`)).response.status).toBe(401);
  }
  const { response } = await from('203.0.113.7', 'correct horse battery');
  expect(response.status).toBe(429);
  expect(await response.json()).toMatchObject({ code: 'rate_limited', retryAfterMs: expect.any(Number) });
  expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await from('203.0.113.8', 'correct horse battery')).response.status).toBe(200);
  runtime.advance(6000);
  expect((await from('203.0.113.7', 'correct horse battery')).response.status).toBe(200);
});
