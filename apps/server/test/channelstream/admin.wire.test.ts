import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { Accounts } from '../../src/api/accounts/accounts.ts';
import { signIn } from '../harness/dashboard.ts';
import { movableRuntime } from '../harness/movable-runtime.ts';
import { PATIENCE } from '../harness/patience.ts';
import { restClient } from '../harness/rest-client.ts';
import { ADMIN_PASSWORD, startTestServer, type TestServer } from '../harness/test-server.ts';
import { answered, caller } from './http-caller.ts';
import { signedToken } from './http-token.ts';

const HOSTILE = `"><script>alert('x')</script>`;

const runtime = movableRuntime();
let server: TestServer;
/** The cookie of an operator. */
let cookie: string;
beforeAll(async () => {
  server = await startTestServer(
    { PARLEY_TRUST_PROXY: 'loopback', PARLEY_CHANNELSTREAM_CHECK_AGE: 'false' },
    { runtime },
  );
  await new Accounts(server.running.core.store.accounts, runtime).ensure('vera', 'only looking', 'viewer');
  ({ cookie } = await signIn(server));
  const call = caller(server);
  await call('POST', '/channel_config', {
    lobby: { store_history: true, history_size: 5 },
    [HOSTILE]: { store_history: true },
  });
  await call('POST', '/message', [
    { channel: 'lobby', user: 'bob', message: { text: HOSTILE } },
    { channel: 'lobby', user: 'bob', message: { text: 'for ann' }, pm_users: ['ann'] },
  ]);
});
afterAll(() => server[Symbol.asyncDispose]());

/** Nobody listens on the connection: it is kept from ending by being made again. */
beforeEach(async () => {
  await caller(server)('POST', '/connect', {
    username: 'ann',
    conn_id: ANN,
    channels: ['lobby', HOSTILE],
    user_state: { mood: 'good', salary: 1 },
    state_public_keys: ['mood'],
  });
});

const ANN = '11111111-2222-4333-8444-555555555555';

function get(path: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${server.url}${path}`, { headers, redirect: 'manual' });
}

function post(path: string, fields: Record<string, string>, headers: Record<string, string> = {}) {
  return fetch(`${server.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: new URLSearchParams(fields).toString(),
    redirect: 'manual',
  });
}

const ADMIN = { username: 'admin', password: ADMIN_PASSWORD };

test('whoever is not signed in is sent to the form, from the page and from its JSON, and learns nothing', async () => {
  for (const path of ['/admin', '/admin?channel=lobby', '/admin/admin.json']) {
    for (const headers of [{}, { cookie: 'parley_session=guess' }]) {
      const response = await get(path, headers);
      expect([response.status, response.headers.get('location')]).toEqual([302, '/admin/sign_in']);
      expect(await response.text()).toBe('');
    }
  }
  expect((await post('/admin/admin.json', {})).status).toBe(302);
  const form = await get('/admin/sign_in');
  expect(form.status).toBe(200);
  expect(await form.text()).toMatch(/name="username"[\s\S]*name="password"/);
});

test('the right password opens the page with the dashboard’s own cookie; signing out ends it on the server', async () => {
  const own = { origin: server.url };
  const signedIn = await post('/admin/sign_in', ADMIN, own);
  expect([signedIn.status, signedIn.headers.get('location')]).toEqual([302, '/admin']);
  const setCookie = signedIn.headers.get('set-cookie') ?? '';
  for (const flag of [/^parley_session=[\w-]{43};/, /; HttpOnly/i, /; SameSite=Strict/i, /; Path=\//i]) {
    expect(setCookie).toMatch(flag);
  }
  const session = { cookie: setCookie.split(';')[0] ?? '' };
  expect((await get('/admin', session)).status).toBe(200);
  expect(await restClient(server, session)('GET', '/session')).toMatchObject({ body: { kind: 'operator' } });
  const signedOut = await post('/admin/sign_out', {}, { ...own, ...session });
  expect([signedOut.status, signedOut.headers.get('location')]).toEqual([302, '/admin/sign_in']);
  expect(signedOut.headers.get('set-cookie')).toMatch(/^parley_session=;/);
  expect((await get('/admin', session)).status).toBe(302);
});

test('what is wrong shows the form again: without a cookie, not telling names from passwords, and never the text that came', async () => {
  const answers = await Promise.all(
    [
      { username: 'admin', password: 'wrong' },
      { username: HOSTILE, password: 'wrong' },
    ].map(async (fields) => {
      const response = await post('/admin/sign_in', fields);
      return [response.status, response.headers.get('set-cookie'), await response.text()];
    }),
  );
  expect(answers[0]).toEqual(answers[1]);
  expect(answers[0]).toEqual([200, null, expect.stringContaining('The name or the password is wrong.')]);
  for (const fields of [{}, { username: 'admin' }, { ...ADMIN, password: 'x'.repeat(501) }]) {
    const response = await post('/admin/sign_in', { ...fields });
    expect([response.status, response.headers.get('set-cookie')]).toEqual([200, null]);
  }
  expect((await post('/admin/sign_in', { ...ADMIN, more: 'x'.repeat(20_000) })).status).toBe(413);
  const binary = await fetch(`${server.url}/admin/sign_in`, {
    method: 'POST',
    body: Buffer.from([0xff, 0x25]),
  });
  expect(binary.status).toBe(200);
});

test('a page of another site signs nobody in or out', async () => {
  for (const origin of ['https://evil.test', 'null']) {
    const signedIn = await post('/admin/sign_in', ADMIN, { origin });
    expect([signedIn.status, signedIn.headers.get('set-cookie')]).toEqual([403, null]);
    expect((await post('/admin/sign_out', {}, { origin, cookie })).status).toBe(403);
  }
  expect((await get('/admin', { cookie })).status).toBe(200);
});

test('guessing at the form is throttled together with the dashboard’s', async () => {
  const from = { 'x-forwarded-for': '203.0.113.7' };
  const guess = { ...ADMIN, password: 'guess' };
  const statuses: number[] = [];
  // Ten may be tried at once, and another every six seconds, however long checking them takes.
  while (statuses.at(-1) !== 429 && statuses.length < 50) {
    await signIn(server, { name: 'admin', password: 'guess' }, from);
    statuses.push((await post('/admin/sign_in', guess, from)).status);
  }
  expect(statuses.length).toBeLessThan(50);
  const throttled = await post('/admin/sign_in', ADMIN, from);
  expect([throttled.status, throttled.headers.get('set-cookie')]).toEqual([429, null]);
  expect(Number(throttled.headers.get('retry-after'))).toBeGreaterThan(0);
  runtime.advance(6000);
  expect((await post('/admin/sign_in', ADMIN, from)).status).toBe(302);
});

test('admin.json tells field by field what the original tells', async () => {
  const { status, body, headers } = await answered(await get('/admin/admin.json', { cookie }));
  expect(status).toBe(200);
  expect(headers.get('cache-control')).toBe('no-store');
  expect(body).toEqual({
    remembered_user_count: 1,
    unique_user_count: 1,
    total_connections: 1,
    total_channels: 2,
    total_messages: expect.any(Number),
    total_unique_messages: 2,
    channels: { lobby: expect.anything(), [HOSTILE]: expect.anything() },
    users: [{ user: 'ann', uuid: expect.any(String), state: { mood: 'good' }, connections: [ANN] }],
    uptime: expect.stringMatching(/^\d+:\d\d:\d\d$/),
    version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
  });
  expect(body).toMatchObject({
    channels: {
      lobby: {
        uuid: expect.any(String),
        name: 'lobby',
        long_name: null,
        settings: { store_history: true, history_size: 5, notify_presence: false },
        history: [{ message: { text: HOSTILE } }, { message: { text: 'for ann' }, pm_users: ['ann'] }],
        last_active: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:]+\.\d{6}$/),
        total_connections: 1,
        total_users: 1,
        users: ['ann'],
      },
    },
  });
  const posted = await answered(await post('/admin/admin.json', {}, { cookie }));
  expect(posted).toMatchObject({ status: 200, body: { total_unique_messages: 2 } });
});

test('a signed call opens admin.json and the page without signing in, a signature that does not hold opens nothing', async () => {
  const signed = caller(server);
  expect(await signed('GET', '/admin/admin.json')).toMatchObject({
    status: 200,
    body: { users: [{ connections: [ANN] }] },
  });
  expect(await signed('GET', '/admin')).toMatchObject({ status: 200 });
  const query = new URLSearchParams({ secret: signedToken() });
  expect((await get(`/admin/admin.json?${query}`)).status).toBe(200);
  const forged = caller(server, () => signedToken({ secret: 'another' }));
  for (const path of ['/admin/admin.json', '/admin']) {
    expect(await forged('GET', path)).toMatchObject({ status: 401, body: { request: 'Bad Signature' } });
  }
});

test('who may only look does not learn the ids by which connections could be taken over', async () => {
  const { cookie: vera } = await signIn(server, { name: 'vera', password: 'only looking' });
  const { body } = await answered(await get('/admin/admin.json', { cookie: vera }));
  expect(body).toMatchObject({ users: [{ user: 'ann', connections: ['11111111…'] }] });
  expect(JSON.stringify(body)).not.toContain(ANN);
});

test('the page shows the numbers and the chosen channel, runs no script, and takes every name for text', async () => {
  const query = new URLSearchParams({ channel: HOSTILE, history: '1', users: '1' });
  const response = await get(`/admin?${query}`, { cookie });
  const page = await response.text();
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  const policy = response.headers.get('content-security-policy') ?? '';
  expect(policy).toMatch(/default-src 'none'/);
  expect(policy).not.toMatch(/script-src|unsafe/);
  const [, style = ''] = /<style>([\s\S]*)<\/style>/.exec(page) ?? [];
  expect(policy).toContain(`'sha256-${createHash('sha256').update(style).digest('base64')}'`);
  expect(page).not.toMatch(/<script/);
  expect(page).toContain('&#60;script&#62;');
  expect(page).toContain('<meta http-equiv="refresh" content="10">');
  for (const row of [
    'Uptime',
    'Users remembered',
    'Users connected',
    'Connections',
    'Messages since start',
  ]) {
    expect(page).toContain(`<th scope="row">${row}</th>`);
  }
  const lobby = await (await get('/admin?channel=lobby&history=1&users=1', { cookie })).text();
  expect(lobby).toContain('<th scope="row">history_size</th><td>5</td>');
  expect(lobby).toContain('for ann');
  expect(lobby).toContain('<li>ann</li>');
  expect(lobby).not.toMatch(/<script/);
  expect(await (await get('/admin?channel=lobby', { cookie })).text()).not.toContain('for ann');
  expect(await (await get('/admin?channel=nowhere', { cookie })).text()).toContain(
    'There is no such channel.',
  );
});

test('an app sees its own channels and users alone', async () => {
  const { core } = server.running;
  const other = await core.apps.create('other', 'Other', core.apps.get('default').settings);
  const { value: secret } = await core.apps.createKey(other.id, 'secret');
  const backend = caller(server, () => signedToken({ secret, value: 'other' }));
  await backend('POST', '/connect', { username: 'zoe', channels: ['theirs'] });
  const theirs = { users: [{ user: 'zoe' }], total_unique_messages: 0, total_channels: 1 };
  expect(await backend('GET', '/admin/admin.json?app=default')).toMatchObject({ body: theirs });
  expect(await answered(await get('/admin/admin.json?app=other', { cookie }))).toMatchObject({
    body: theirs,
  });
  expect(await answered(await get('/admin/admin.json', { cookie }))).toMatchObject({
    body: { users: [{ user: 'ann' }] },
  });
  const page = await (await get('/admin?app=other&channel=theirs', { cookie })).text();
  expect(page).toContain('Channelstream: other');
  expect(page).not.toContain('lobby');
  expect((await get('/admin/admin.json?app=none', { cookie })).status).toBe(404);
});

test('users who left are remembered, not counted as connected', async () => {
  await caller(server)('POST', '/disconnect', { conn_id: ANN });
  await vi.waitFor(async () => {
    const { body } = await answered(await get('/admin/admin.json', { cookie }));
    expect(body).toMatchObject({
      remembered_user_count: 1,
      unique_user_count: 0,
      total_connections: 0,
      users: [],
    });
  }, PATIENCE);
  expect(server.errors).toEqual([]);
});
