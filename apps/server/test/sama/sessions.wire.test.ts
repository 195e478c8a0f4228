import { afterAll, beforeAll, expect, test } from 'vitest';
import { adminRest } from '../harness/rest-client.ts';
import { ADMIN_KEY, startTestServer, type TestServer } from '../harness/test-server.ts';
import { httpCall } from './http-call.ts';
import { connected, logIn, PASSWORD, person, register } from './people.ts';
import { SamaClient } from './sama-client.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});

afterAll(async () => {
  await server[Symbol.asyncDispose]();
});

const ISO = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
const OID = expect.stringMatching(/^[0-9a-f]{24}$/);
const UNAUTHORIZED = { status: 401, message: 'Unauthorized.' };
const EXPIRED = { status: 422, message: 'The token has expired.' };
const NO_DEVICE = { status: 422, message: "'device_id' is required." };
const NO_LOGIN = { status: 422, message: "The 'login' or 'password' field is missing." };
const TAKEN = {
  status: 422,
  message: 'The provided data is already associated with an existing user account.',
};
const ORG_NOT_FOUND = { status: 404, message: 'Organization not found' };

test('a user is created as the web client asks for it, and is not signed in by it', async () => {
  await using client = await SamaClient.open(server);
  const { user } = await client.ask('user_create', {
    organization_id: 'default',
    login: 'Ann',
    email: 'Ann',
    password: PASSWORD,
    phone: '+15550001',
    device_id: 7,
  });
  expect(user).toEqual({
    _id: OID,
    native_id: Object(user)._id,
    login: 'Ann',
    email: 'Ann',
    phone: '+15550001',
    recent_activity: expect.any(Number),
    created_at: ISO,
    updated_at: ISO,
  });
  expect(await client.refusal('user_edit')).toEqual(UNAUTHORIZED);
  const refused = (body: object) => client.refusal('user_create', body);
  expect(await refused({ login: 'ann', password: PASSWORD })).toEqual(TAKEN);
  expect(await refused({ login: 'ann2', password: PASSWORD, email: 'ANN' })).toEqual(TAKEN);
  expect(await refused({})).toEqual(NO_LOGIN);
  expect(await refused({ login: 'an', password: PASSWORD })).toEqual(NO_LOGIN);
  expect(await refused({ login: 'ann3', password: 'x'.repeat(41) })).toEqual(NO_LOGIN);
  expect(await refused({ organization_id: 'nowhere', login: 'a-b-c', password: PASSWORD })).toEqual(
    ORG_NOT_FOUND,
  );
  expect(await refused({ login: 'a-b-c', password: PASSWORD, foo: 1 })).toEqual({
    status: 422,
    message: '"foo" is not allowed',
  });
  // The first wrong field is told, in the order of the schema, and unknown keys come last.
  expect(await refused({ foo: 1, phone: 5, login: 'a-b-c' })).toEqual(NO_LOGIN);
  expect(await refused({ foo: 1, phone: 5, login: 'a-b-c', password: PASSWORD })).toEqual({
    status: 422,
    message: '"phone" is not valid',
  });
});

test('signing in over HTTP gives the user, a token the browser can read, and a cookie it cannot', async () => {
  const id = await register(server, 'http-user', { email: 'h@example.com' });
  const before = Date.now();
  const answer = await logIn(server, 'HTTP-user', { organization_id: 'default' });
  expect(answer.status).toBe(200);
  expect(answer.body).toEqual({
    user: expect.objectContaining({ _id: id, native_id: id, login: 'http-user', email: 'h@example.com' }),
    access_token: expect.any(String),
    expired_at: expect.any(Number),
  });
  expect(Number(answer.body.expired_at)).toBeGreaterThan(before + 10_000_000);
  const token = String(answer.body.access_token);
  const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
  expect(claims).toMatchObject({ _id: id, native_id: id, login: 'http-user', type: 'access' });
  expect(answer.headers.get('set-cookie')).toMatch(
    /^refresh_token=[^;]+; Max-Age=1209\d{3}; Path=\/; HttpOnly; SameSite=Lax$/,
  );
  await using client = await connected(server, { token, deviceId: 'd1' });
  expect((await client.ask('get_users_by_ids', { ids: [id] })).users).toHaveLength(1);
});

test('what is wrong with a sign-in is told as plain text', async () => {
  await register(server, 'texts');
  const refused = async (options: Parameters<typeof httpCall>[2]) => {
    const { status, text, headers } = await httpCall(server, '/login', options);
    expect(headers.get('content-type')).toBe('text/plain; charset=utf-8');
    return `${status} ${text}`;
  };
  const device = "422 'device_id' is required.";
  const wrong = '401 Incorrect username or password.';
  expect(await refused({})).toBe(device);
  expect(await refused({ body: 'no json' })).toBe(device);
  expect(await refused({ body: '[]' })).toBe(device);
  expect(await refused({ body: '{"device_id":"d1"}', headers: { 'content-type': 'text/plain' } })).toBe(
    device,
  );
  expect(await refused({ body: { login: 'texts', password: PASSWORD } })).toBe(device);
  const by = (login: string, password: string) => ({ body: { login, password, device_id: 'd1' } });
  expect(await refused(by('texts', 'wrong'))).toBe(wrong);
  expect(await refused(by('nobody', 'wrong'))).toBe(wrong);
  const nothing = '401 Missing authentication credentials.';
  expect(await refused({ body: { device_id: 'd1' } })).toBe(nothing);
  expect(await refused({ body: { device_id: 'd1', login: 'texts', password: '' } })).toBe(nothing);
  const expired = '422 The token has expired.';
  expect(await refused({ body: { device_id: 'd1' }, token: 'x.y.z' })).toBe(expired);
  expect(await refused({ body: { device_id: 'd1' }, cookie: 'forged' })).toBe(expired);
  expect(await refused({ body: { device_id: 'd1', organization_id: 'none' }, token: 'x' })).toBe(
    '404 Organization not found',
  );
  const tooMuch = await httpCall(server, '/login', { body: 'x'.repeat(70_000) });
  expect(tooMuch.status).toBe(413);
});

test('an access token or a refresh cookie signs in anew, of its own device alone, and the header wins', async () => {
  const ann = await person(server, 'renewing', 'browser');
  const body = { device_id: 'browser' };
  const byToken = await httpCall(server, '/login', { body, token: ann.token });
  expect(byToken.status).toBe(200);
  expect(byToken.cookie).not.toBe(ann.cookie);
  const byCookie = await httpCall(server, '/login', { body, cookie: byToken.cookie ?? '' });
  expect(byCookie).toMatchObject({ status: 200, body: { user: { _id: ann.id } } });
  const elsewhere = { device_id: 'other' };
  const cookie = byCookie.cookie ?? '';
  expect((await httpCall(server, '/login', { body: elsewhere, cookie })).text).toBe(EXPIRED.message);
  expect((await httpCall(server, '/login', { body: elsewhere, token: ann.token })).text).toBe(
    EXPIRED.message,
  );
  expect((await httpCall(server, '/login', { body, cookie, token: 'stale' })).text).toBe(EXPIRED.message);
  // None of that used the cookie up.
  expect((await httpCall(server, '/login', { body, cookie })).status).toBe(200);
});

test('a refresh cookie that was used before ends the sign-in it is of', async () => {
  const ann = await person(server, 'robbed');
  const body = { device_id: 'd1' };
  await using client = await connected(server, ann);
  let { cookie } = ann;
  for (let turn = 0; turn < 2; turn += 1) {
    cookie = (await httpCall(server, '/login', { body, cookie })).cookie ?? '';
  }
  expect((await httpCall(server, '/login', { body, cookie: ann.cookie })).text).toBe(EXPIRED.message);
  expect((await httpCall(server, '/login', { body, cookie })).text).toBe(EXPIRED.message);
  expect(await client.refusal('list_blocked_users')).toEqual(UNAUTHORIZED);
});

test('signing out needs both tokens, and takes the session from the sockets, which stay open', async () => {
  const ann = await person(server, 'leaving');
  const other = await person(server, 'staying');
  await using one = await connected(server, ann);
  await using two = await connected(server, ann);
  await using stranger = await connected(server, other);
  const refused = async (options: object) => {
    const { status, text } = await httpCall(server, '/logout', options);
    return `${status} ${text}`;
  };
  const { token, cookie } = ann;
  expect(await refused({})).toBe('401 Missing authentication credentials.');
  expect(await refused({ token: 'x', cookie })).toBe('401 Missing authentication credentials.');
  expect(await refused({ token })).toBe('422 Incorrect token.');
  expect(await refused({ token, cookie: other.cookie })).toBe('422 Incorrect token.');
  const answer = await httpCall(server, '/logout', { token, cookie });
  expect(answer).toMatchObject({ status: 200, body: { success: true }, cookie: '' });
  expect(answer.headers.get('set-cookie')).toContain('Max-Age=0');
  for (const client of [one, two]) {
    expect(await client.refusal('list_blocked_users')).toEqual(UNAUTHORIZED);
    expect(await client.refusal('connect', { token, device_id: 'd1' })).toEqual(EXPIRED);
  }
  expect((await stranger.ask('list_blocked_users')).users).toEqual([]);
});

test('a page on this machine may sign in with its cookie, a page from elsewhere may not', async () => {
  const preflight = (origin: string) =>
    httpCall(server, '/login', {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST' },
    });
  const origin = 'http://localhost:3000';
  const allowed = await preflight(origin);
  expect(allowed.status).toBe(204);
  expect(Object.fromEntries(allowed.headers)).toMatchObject({
    'access-control-allow-origin': origin,
    'access-control-allow-credentials': 'true',
    'access-control-allow-headers': 'Content-Type, Authorization, API-Key',
  });
  const answered = await httpCall(server, '/login', { headers: { origin } });
  expect(answered.headers.get('access-control-allow-origin')).toBe(origin);
  for (const strange of ['https://evil.example', 'null', 'http://localhost.evil.example']) {
    expect((await preflight(strange)).headers.get('access-control-allow-origin'), strange).toBeNull();
  }
  expect((await httpCall(server, '/logout', { method: 'OPTIONS' })).status).toBe(204);
  // Elsewhere on the server nothing has changed by that.
  const native = await httpCall(server, '/api/v1/apps', { method: 'GET', headers: { origin } });
  expect(native.headers.get('access-control-allow-origin')).toBeNull();
});

test('connect wants a token of that device; what it asks for is told in the order of its fields', async () => {
  const ann = await person(server, 'connecting');
  await using client = await SamaClient.open(server);
  const refused = (body: object) => client.refusal('connect', body);
  expect(await refused({ token: ann.token })).toEqual(NO_DEVICE);
  expect(await refused({ device_id: 'd1' })).toEqual(EXPIRED);
  expect(await refused({ token: ann.token, device_id: 'd2' })).toEqual(EXPIRED);
  expect(await refused({ token: ann.cookie, device_id: 'd1' })).toEqual(EXPIRED);
  expect(await refused({ token: `${ann.token}x`, device_id: 'd1' })).toEqual(EXPIRED);
  expect(await client.ask('connect', { token: ann.token, device_id: 'd1' })).toEqual({
    id: 'r6',
    success: true,
  });
});

test('the old way of signing in works on the socket, by password and by token alone', async () => {
  const id = await register(server, 'oldtimer');
  await using client = await SamaClient.open(server);
  const refused = (body: object) => client.refusal('user_login', body);
  expect(await refused({})).toEqual(NO_LOGIN);
  expect(await refused({ login: 'oldtimer' })).toEqual(NO_LOGIN);
  expect(await refused({ login: 'oldtimer', password: PASSWORD })).toEqual(NO_DEVICE);
  expect(await refused({ login: 'oldtimer', password: 'wrong', device_id: 'd' })).toEqual({
    status: 401,
    message: 'Incorrect username or password.',
  });
  const credentials = { login: 'OldTimer', password: PASSWORD, device_id: 5, whatever: true };
  const { user, token } = await client.ask('user_login', credentials);
  expect(user).toMatchObject({ _id: id, login: 'oldtimer' });
  await using later = await SamaClient.open(server);
  expect(await later.refusal('user_login', { token, login: 'x' })).toMatchObject({ status: 422 });
  expect(await later.refusal('user_login', { token: 'nonsense' })).toEqual(EXPIRED);
  expect(await later.ask('user_login', { token })).toEqual({ id: 'r3', user, token });
  expect(await later.ask('user_logout')).toMatchObject({ success: true });
  expect(await later.refusal('user_logout')).toEqual(UNAUTHORIZED);
  // It was the same sign-in.
  expect(await client.refusal('list_blocked_users')).toEqual(UNAUTHORIZED);
});

test('five sockets of one user with one device_id are all signed in, however they came', async () => {
  const ann = await person(server, 'fivefold');
  const sockets = await Promise.all([connected(server, ann), connected(server, ann), connected(server, ann)]);
  for (const _ of [1, 2]) {
    const client = await SamaClient.open(server);
    await client.ask('user_login', { login: 'fivefold', password: PASSWORD, device_id: 'd1' });
    sockets.push(client);
  }
  for (const client of sockets) expect((await client.ask('list_blocked_users')).users).toEqual([]);
  const { sessions } = server.running.core;
  expect([...sessions.ofUser('default', ann.id)]).toHaveLength(5);
  for (const client of sockets) await client[Symbol.asyncDispose]();
});

test('a new password ends the other sign-ins at once, and the old tokens with them', async () => {
  const ann = await person(server, 'renamed');
  const elsewhere = await logIn(server, 'renamed', { device_id: 'd2' });
  const token = String(elsewhere.body.access_token);
  await using here = await connected(server, ann);
  await using there = await connected(server, { token, deviceId: 'd2' });
  const wrong = { status: 401, message: 'The current password you entered is incorrect.' };
  expect(await here.refusal('user_edit', { new_password: 'another' })).toEqual(wrong);
  expect(await here.refusal('user_edit', { new_password: 'another', current_password: 'no-no' })).toEqual(
    wrong,
  );
  const { user } = await here.ask('user_edit', {
    new_password: 'another',
    current_password: PASSWORD,
    first_name: 'Ann',
    last_name: 'Lee',
    email: 'ann.lee@example.com',
    phone: '555123',
  });
  expect(user).toMatchObject({
    _id: ann.id,
    id: ann.id,
    first_name: 'Ann',
    last_name: 'Lee',
    email: 'ann.lee@example.com',
    phone: '555123',
  });
  expect(await there.refusal('list_blocked_users')).toEqual(UNAUTHORIZED);
  expect((await here.ask('list_blocked_users')).users).toEqual([]);
  expect(await there.refusal('connect', { token, device_id: 'd2' })).toEqual(EXPIRED);
  expect((await logIn(server, 'renamed')).status).toBe(401);
});

test('a user who is deleted is gone on every socket, whose connections stay', async () => {
  const ann = await person(server, 'deleted');
  await using one = await connected(server, ann);
  await using two = await connected(server, ann);
  expect(await one.ask('user_delete')).toMatchObject({ success: true });
  for (const client of [one, two]) {
    expect(await client.refusal('list_blocked_users')).toEqual(UNAUTHORIZED);
    expect(await client.refusal('connect', { token: ann.token, device_id: 'd1' })).toEqual(EXPIRED);
  }
  expect((await logIn(server, 'deleted')).text).toBe('Incorrect username or password.');
  expect((await httpCall(server, '/login', { body: { device_id: 'd1' }, cookie: ann.cookie })).status).toBe(
    422,
  );
});

test('who is signed out by force keeps the socket; who is banned does not', async () => {
  const ann = await person(server, 'banned');
  await using client = await connected(server, ann);
  await adminRest(server)('POST', '/bans', { user: ann.id });
  expect(await client.closed).toBe(1008);
});

test('backends make organizations, whose users are their own', async () => {
  const admin = { headers: { 'admin-api-key': ADMIN_KEY } };
  const path = '/admin/organization';
  expect((await httpCall(server, path, { body: { name: 'acme' } })).text).toBe('Unauthorized.');
  const wrongKey = { headers: { 'admin-api-key': 'ak_wrong' }, body: { name: 'acme' } };
  expect((await httpCall(server, path, wrongKey)).status).toBe(401);
  const created = await httpCall(server, path, { ...admin, body: { name: 'acme' } });
  expect(created.body).toEqual({
    organization: { _id: OID, name: 'acme', created_at: ISO, updated_at: ISO },
  });
  const organization_id = Object(created.body.organization)._id;
  const there = await register(server, 'twin', { organization_id });
  const here = await register(server, 'twin');
  expect(there).not.toBe(here);
  const answer = await logIn(server, 'twin', { organization_id });
  expect(answer.body.user).toMatchObject({ _id: there });
  await using client = await connected(server, {
    token: String(answer.body.access_token),
    deviceId: 'd1',
  });
  expect((await client.ask('get_users_by_ids', { ids: [here, there] })).users).toMatchObject([
    { _id: there },
  ]);
  const online = { ...admin, body: { organizationId: organization_id } };
  expect((await httpCall(server, '/admin/activity/online', online)).body).toEqual({ users: [there] });
  const stats = await httpCall(server, '/admin/server-stats', { ...admin, method: 'GET' });
  expect(stats.body).toMatchObject({ uptime: expect.any(Number), online_users: expect.any(Number) });
  const { value } = await server.running.core.apps.createKey(organization_id, 'admin');
  const foreign = { headers: { 'admin-api-key': value }, body: { organizationId: 'default' } };
  expect((await httpCall(server, '/admin/activity/online', foreign)).text).toBe('Organization not found');
  expect((await httpCall(server, path, { ...foreign, body: { name: 'x' } })).status).toBe(403);
});

test('the health of the server can be asked for', async () => {
  const { status, body } = await httpCall(server, '/health', { method: 'GET' });
  expect({ status, body }).toEqual({ status: 200, body: { status: 'ok', hostname: expect.any(String) } });
});
