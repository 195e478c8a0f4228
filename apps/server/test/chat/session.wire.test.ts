import { decodeJwt, SignJWT } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stockClient } from '../harness/client.ts';
import { follow } from '../harness/follow.ts';
import { movableRuntime } from '../harness/movable-runtime.ts';
import { NativeLine } from '../harness/native-line.ts';
import { refusalOf } from '../harness/refusal-of.ts';
import { adminRest, clientHeaders, restClient } from '../harness/rest-client.ts';
import { APP_KEY, APP_SECRET, startTestServer, type TestServer } from '../harness/test-server.ts';
import { newApp } from '../hostile/two-apps.ts';
import { PASSWORD, type SignInCalls, signInCalls } from './sign-in-calls.ts';

const HOUR_MS = 3_600_000;
const runtime = movableRuntime();
let server: TestServer;
let chat: SignInCalls;
beforeAll(async () => {
  server = await startTestServer({}, { runtime });
  chat = signInCalls(server);
});
afterAll(async () => {
  expect(server.errors).toEqual([]);
  await server[Symbol.asyncDispose]();
});

test('a user registers, signs in, refreshes, looks at its devices and signs out', async () => {
  const made = await chat.anonymous('POST', '/chat/session/register', {
    login: 'Ann',
    password: PASSWORD,
    email: 'Ann@Example.com',
    phone: '+1 (555) 12-34',
  });
  expect(made).toMatchObject({
    status: 201,
    body: { login: 'Ann', email: 'Ann@Example.com', phone: '+15551234', firstName: null, avatar: null },
  });
  const first = await chat.login('aNN', PASSWORD, 'phone');
  expect(first.user).toEqual(made.body);
  expect(first.user.id).toMatch(/^[0-9a-f]{24}$/);
  expect(first.device).toMatchObject({ deviceId: 'phone' });
  expect(decodeJwt(first.accessToken)).toMatchObject({
    _id: first.user.id,
    native_id: first.user.id,
    device_id: 'phone',
  });
  const who = await chat.as(first.accessToken)('GET', '/session');
  expect(who.body).toMatchObject({ kind: 'user', user: first.user.id, expiresAt: first.expiresAt });

  const second = await chat.refresh(first.refreshToken);
  expect(second.device.id).toBe(first.device.id);
  expect(second.refreshToken).not.toBe(first.refreshToken);
  expect(second.accessToken).not.toBe(first.accessToken);
  const other = await chat.login('ann');
  const listed = await chat.as(second.accessToken)('GET', '/chat/session/devices');
  expect(listed.body).toEqual({
    devices: [
      { ...second.device, isCurrent: true },
      { ...other.device, isCurrent: false },
    ],
  });
  expect(await chat.as(second.accessToken)('POST', '/chat/session/logout')).toMatchObject({ status: 200 });
  for (const { accessToken } of [first, second]) {
    expect(await chat.as(accessToken)('GET', '/session')).toMatchObject({ status: 401 });
  }
  expect(await chat.tryRefresh(second.refreshToken)).toMatchObject({
    status: 401,
    body: { reason: 'refresh_token_invalid' },
  });
  expect(await chat.as(other.accessToken)('GET', '/chat/me')).toMatchObject({ body: made.body });
});

test('the same over tRPC, where a login is taken whatever its case, and a closed app lets nobody register', async () => {
  await using stock = stockClient(server, { key: APP_KEY });
  const { session } = stock.client.chat;
  const registration = { login: 'bob', password: PASSWORD, email: 'bob@example.com', phone: '5551' };
  await session.register.mutate(registration);
  const others = { login: 'other', email: 'other@example.com', phone: '5552' };
  for (const taken of [{ login: 'BOB' }, { email: 'BOB@example.com' }, { phone: '55-51' }]) {
    const again = { ...registration, ...others, ...taken };
    expect(await refusalOf(session.register.mutate(again))).toMatchObject({
      code: 'conflict',
      reason: 'login_taken',
    });
  }
  expect(await refusalOf(session.register.mutate({ login: 'x', password: 'short' }))).toMatchObject({
    code: 'bad_request',
  });
  const racing = await Promise.allSettled(
    ['raced', 'Raced', 'RACED'].map((login) => session.register.mutate({ login, password: PASSWORD })),
  );
  expect(racing.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);

  const { refreshToken } = await session.login.mutate({ login: 'bob', password: PASSWORD, deviceId: 'tab' });
  const wrongDevice = { refreshToken: refreshToken ?? '', deviceId: 'another' };
  expect(await refusalOf(session.refresh.mutate(wrongDevice))).toMatchObject({
    reason: 'refresh_token_invalid',
  });
  expect(await session.refresh.mutate({ refreshToken: refreshToken ?? '', deviceId: 'tab' })).toMatchObject({
    user: { login: 'bob' },
  });

  const rest = adminRest(server);
  await rest('PATCH', '/apps/default', { settings: { chat: { registration: false } } });
  expect(await refusalOf(session.register.mutate({ login: 'late', password: PASSWORD }))).toMatchObject({
    code: 'forbidden',
    reason: 'registration_closed',
  });
  await rest('PATCH', '/apps/default', { settings: { chat: { registration: true } } });
});

test('a wrong login and a wrong password are answered alike', async () => {
  await chat.register('cid');
  const wrong = await chat.tryLogin('cid', 'wrong');
  expect(wrong).toMatchObject({ status: 401, body: { reason: 'wrong_credentials' } });
  expect((await chat.tryLogin('no such login', PASSWORD)).body).toEqual(wrong.body);
  await adminRest(server)('PUT', '/chat/users/no-password', { firstName: 'No' });
  expect((await chat.tryLogin('no-password', PASSWORD)).body).toEqual(wrong.body);
});

test('tokens that do not hold are refused', async () => {
  await chat.register('dan');
  const { accessToken, refreshToken, device, user } = await chat.login('dan');
  const other = await newApp(server, 'neighbour');
  const whole = { sub: user.id, _id: user.id, type: 'access', did: device.id };
  const signedByApp = (kid: string) =>
    new SignJWT(whole)
      .setProtectedHeader({ alg: 'HS256', kid })
      .setExpirationTime('1h')
      .sign(Buffer.from(APP_SECRET));
  const none = Buffer.from(JSON.stringify({ alg: 'none', kid: 'parley' })).toString('base64url');
  const [head = '', claims = '', seal = ''] = accessToken.split('.');
  const refused = {
    'signed with the secret of the app': await signedByApp('parley'),
    unsigned: `${none}.${claims}.`,
    'tampered with': `${head}.${claims.slice(0, -2)}xx.${seal}`,
    'a refresh token': refreshToken ?? '',
  };
  for (const [name, token] of Object.entries(refused)) {
    const answer = await chat.as(token)('GET', '/session');
    expect(answer, name).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
  }
  const elsewhere = { 'x-parley-key': other.clientKey };
  const authorized = { ...elsewhere, authorization: `Bearer ${accessToken}` };
  expect(await restClient(server, authorized)('GET', '/session')).toMatchObject({ status: 401 });
  expect(
    await restClient(server, elsewhere)('POST', '/chat/session/refresh', { refreshToken }),
  ).toMatchObject({ status: 401, body: { reason: 'refresh_token_invalid' } });
  expect(await chat.tryRefresh(accessToken.slice(0, 200))).toMatchObject({ status: 401 });

  expect(await chat.as(accessToken)('GET', '/session')).toMatchObject({ status: 200 });
  runtime.advance(3 * HOUR_MS + 1000);
  expect(await chat.as(accessToken)('GET', '/session')).toMatchObject({
    status: 401,
    body: { code: 'token_expired' },
  });
  expect((await chat.refresh(refreshToken)).device.id).toBe(device.id);
  runtime.advance(15 * 24 * HOUR_MS);
  const { body: late } = await chat.tryRefresh(refreshToken);
  expect(late).toMatchObject({ reason: 'refresh_token_invalid' });
});

test('a refresh token works once; brought again it gets an access token for 30 s, and later ends the device', async () => {
  await chat.register('eve');
  const first = await chat.login('eve');
  const rotated = await Promise.all([1, 2, 3, 4].map(() => chat.refresh(first.refreshToken)));
  const fresh = rotated.flatMap(({ refreshToken }) => refreshToken ?? []);
  expect(fresh).toHaveLength(1);
  for (const { accessToken } of rotated) {
    expect(await chat.as(accessToken)('GET', '/session')).toMatchObject({ status: 200 });
  }
  const forged = `${first.device.id}.${'A'.repeat(43)}`;
  expect(await chat.tryRefresh(forged)).toMatchObject({ body: { reason: 'refresh_token_invalid' } });
  const second = await chat.refresh(fresh[0] ?? '');
  expect(await chat.as(second.accessToken)('GET', '/session')).toMatchObject({ status: 200 });

  runtime.advance(31_000);
  expect(await chat.tryRefresh(fresh[0] ?? '')).toMatchObject({ body: { reason: 'refresh_token_invalid' } });
  expect(await chat.tryRefresh(second.refreshToken)).toMatchObject({ status: 401 });
  expect(await chat.as(second.accessToken)('GET', '/session')).toMatchObject({
    status: 401,
    body: { code: 'unauthenticated' },
  });

  const third = await chat.refresh((await chat.login('eve')).refreshToken);
  const fourth = await chat.refresh(third.refreshToken);
  await chat.tryRefresh(third.refreshToken);
  expect(await chat.tryRefresh(fourth.refreshToken)).toMatchObject({ status: 200 });
});

test('a client whose answer was lost gets the next one by the token it has; nobody does once the answer is known to have come', async () => {
  await chat.register('lost');
  const first = await chat.login('lost');
  const lost = await chat.refresh(first.refreshToken);
  runtime.advance(31_000);
  const second = await chat.refresh(first.refreshToken);
  expect(second.refreshToken).not.toBeNull();
  // Who had the lost answer after all was stolen from, or has stolen it.
  expect(await chat.tryRefresh(lost.refreshToken)).toMatchObject({ status: 401 });
  expect(await chat.tryRefresh(second.refreshToken)).toMatchObject({ status: 401 });

  const again = await chat.login('lost');
  const come = await chat.refresh(again.refreshToken);
  expect(await chat.as(come.accessToken)('GET', '/session')).toMatchObject({ status: 200 });
  runtime.advance(31_000);
  expect(await chat.tryRefresh(again.refreshToken)).toMatchObject({ status: 401 });
  expect(await chat.tryRefresh(come.refreshToken)).toMatchObject({ status: 401 });
});

test('signing in again on a device replaces what it had, and a user has a hundred devices at most', async () => {
  const userId = await chat.register('fay');
  const before = await chat.login('fay', PASSWORD, 'laptop');
  const after = await chat.login('fay', PASSWORD, 'laptop');
  expect(after.accessToken).not.toBe(before.accessToken);
  expect(await chat.as(before.accessToken)('GET', '/session')).toMatchObject({ status: 401 });
  expect(await chat.tryRefresh(before.refreshToken)).toMatchObject({ status: 401 });

  const { devices } = server.running.core.store.chat;
  const now = runtime.clock.now();
  for (let nr = 0; nr < 99; nr += 1) {
    await devices.create({
      id: runtime.ids.next(),
      appId: 'default',
      userId,
      deviceId: `old ${nr}`,
      refreshHash: 'x',
      previousHash: null,
      createdAt: now,
      rotatedAt: nr === 50 ? now - 1_000_000 : now + nr,
      answeredAt: null,
      expiresAt: now + HOUR_MS,
    });
  }
  await chat.login('fay', PASSWORD, 'one more');
  const kept = await devices.listOf('default', userId);
  expect(kept).toHaveLength(100);
  expect(kept.map(({ deviceId }) => deviceId)).not.toContain('old 50');
  expect(kept.map(({ deviceId }) => deviceId)).toContain('laptop');
});

test('a native connection lives by the access token, goes on with a new one, and ends with its device', async () => {
  const userId = await chat.register('gus');
  const phone = await chat.login('gus', PASSWORD, 'phone');
  const laptop = await chat.login('gus', PASSWORD, 'laptop');
  await using reader = stockClient(server, { key: APP_KEY });
  using feed = await follow(reader.client, 'pub-gus');
  await using connected = stockClient(server, { key: APP_KEY, token: phone.accessToken });
  const { channels, session } = connected.client;
  await channels.publish.mutate({ channel: 'pub-gus', name: 'm', data: 'hello' });
  expect(await feed.event('hello')).toMatchObject({ user: userId });

  runtime.advance(2 * HOUR_MS);
  const next = await chat.refresh(phone.refreshToken);
  expect(await session.refresh.mutate({ token: next.accessToken })).toEqual({ expiresAt: next.expiresAt });
  const before = await session.whoAmI.query();
  runtime.advance(2 * HOUR_MS);
  expect(await session.whoAmI.query()).toEqual(before);

  const again = await chat.refresh(laptop.refreshToken);
  const line = await openLine(next.accessToken);
  using other = await openLine(again.accessToken);
  const ended = await chat.as(again.accessToken)('DELETE', `/chat/session/devices/${phone.device.id}`);
  expect(ended).toMatchObject({ status: 200 });
  await line.closed;
  expect(line.closeReason).toContain('unauthenticated');
  expect(await answerOf(other, 'session.whoAmI')).toMatchObject({ ok: true, data: { user: userId } });
  const twice = await chat.as(again.accessToken)('DELETE', `/chat/session/devices/${phone.device.id}`);
  expect(twice).toMatchObject({ status: 404 });
});

test('who signs out or deletes itself by a connection gets the answer before the connection ends', async () => {
  await chat.register('ivy');
  const [first, second] = [await chat.login('ivy', PASSWORD, 'a'), await chat.login('ivy', PASSWORD, 'b')];
  const line = await openLine(first.accessToken);
  const other = await openLine(second.accessToken);
  expect(await answerOf(line, 'chat.session.logout', 'mutation')).toEqual({ ok: true, data: {} });
  await line.closed;
  expect(await answerOf(other, 'chat.users.deleteMe', 'mutation')).toEqual({ ok: true, data: {} });
  await other.closed;
  expect(await chat.tryLogin('ivy')).toMatchObject({ status: 401 });
});

test('a new password needs the current one, and signs out every device but the one it was changed on', async () => {
  await chat.register('hal');
  const own = await chat.login('hal', PASSWORD, 'own');
  const other = await chat.login('hal', PASSWORD, 'other');
  using here = await openLine(own.accessToken);
  const there = await openLine(other.accessToken);
  const change = (fields: object) => chat.as(own.accessToken)('PATCH', '/chat/me', fields);
  for (const currentPassword of [undefined, 'wrong']) {
    const refused = await change({ newPassword: 'another password', currentPassword });
    expect(refused).toMatchObject({ status: 401, body: { reason: 'wrong_password' } });
  }
  expect(await change({ newPassword: 'another password', currentPassword: PASSWORD })).toMatchObject({
    status: 200,
    body: { login: 'hal' },
  });
  await there.closed;
  expect(there.closeReason).toContain('unauthenticated');
  expect(await chat.as(other.accessToken)('GET', '/session')).toMatchObject({ status: 401 });
  expect(await chat.tryRefresh(other.refreshToken)).toMatchObject({ status: 401 });
  expect(await answerOf(here, 'session.whoAmI')).toMatchObject({ ok: true });
  expect(await chat.tryRefresh(own.refreshToken)).toMatchObject({ status: 200 });
  expect(await chat.tryLogin('hal')).toMatchObject({ status: 401 });
  expect(await chat.tryLogin('hal', 'another password')).toMatchObject({ status: 200 });
});

test('wrong passwords are refused after so many, also at once and also the right one then; right ones do not count', async () => {
  const settings = { failedLoginsPerAccount: 3, failedLoginsPerAddress: 8, failedLoginWindowMs: 60_000 };
  await adminRest(server)('PATCH', '/apps/default', { settings: { chat: settings } });
  runtime.advance(24 * HOUR_MS);
  await chat.register('ida');
  for (let nr = 0; nr < 10; nr += 1) expect(await chat.tryLogin('ida')).toMatchObject({ status: 200 });
  const { accessToken } = await chat.login('IDA');
  const burst = await Promise.all([1, 2, 3, 4, 5, 6].map((nr) => chat.tryLogin('ida', `wrong ${nr}`)));
  expect(burst.filter(({ status }) => status === 401)).toHaveLength(3);
  expect(burst.filter(({ status }) => status === 429)).toHaveLength(3);
  const right = await chat.tryLogin('Ida');
  expect(right).toMatchObject({ status: 429, body: { code: 'rate_limited' } });
  expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(50);
  const change = { newPassword: 'another password', currentPassword: PASSWORD };
  expect(await chat.as(accessToken)('PATCH', '/chat/me', change)).toMatchObject({ status: 429 });

  for (let nr = 0; nr < 3; nr += 1) {
    expect(await chat.tryLogin('nobody')).toMatchObject({ status: 401 });
  }
  expect(await chat.tryLogin('nobody')).toMatchObject({ status: 429 });
  for (const login of ['x', 'y']) expect(await chat.tryLogin(login)).toMatchObject({ status: 401 });
  await chat.register('joe');
  expect(await chat.tryLogin('joe'), 'the address has failed eight times').toMatchObject({ status: 429 });
  runtime.advance(61_000);
  expect(await chat.tryLogin('joe')).toMatchObject({ status: 200 });
  for (let nr = 0; nr < 3; nr += 1) {
    const wrong = { ...change, currentPassword: 'wrong' };
    const { accessToken: token } = await chat.login('ida');
    expect(await chat.as(token)('PATCH', '/chat/me', wrong)).toMatchObject({ status: 401 });
  }
  expect(await chat.tryLogin('ida')).toMatchObject({ status: 429 });
});

test('one address registers so many users in an hour', async () => {
  await adminRest(server)('PATCH', '/apps/default', { settings: { chat: { registrationsPerAddress: 2 } } });
  runtime.advance(HOUR_MS);
  const register = (login: string) =>
    chat.anonymous('POST', '/chat/session/register', { login, password: PASSWORD });
  expect(await register('kim')).toMatchObject({ status: 201 });
  expect(await register('kim')).toMatchObject({ status: 409 });
  expect(await register('lea')).toMatchObject({ status: 429, body: { code: 'rate_limited' } });
  runtime.advance(HOUR_MS);
  expect(await register('lea')).toMatchObject({ status: 201 });
});

test('what is signed in stays so over a restart, and tokens of the app’s backend have no device', async () => {
  const signedIn = await chat.login('gus', PASSWORD, 'phone');
  const backend = await restClient(server, clientHeaders(await backendToken('zoe')))(
    'POST',
    '/chat/session/logout',
  );
  expect(backend).toMatchObject({ status: 400 });
  server = await server.restart();
  chat = signInCalls(server);
  expect(await chat.as(signedIn.accessToken)('GET', '/chat/me')).toMatchObject({ body: signedIn.user });
  expect((await chat.refresh(signedIn.refreshToken)).user).toEqual(signedIn.user);
});

async function openLine(token: string): Promise<NativeLine> {
  const line = await NativeLine.open(server.wsUrl, { key: APP_KEY, token });
  if (!line) throw new Error('no connection');
  expect(await answerOf(line, 'session.whoAmI')).toMatchObject({ ok: true });
  return line;
}

function answerOf(line: NativeLine, path: string, type: 'query' | 'mutation' = 'query'): Promise<unknown> {
  return new Promise((resolve) => line.call(type, path, { json: null }, resolve));
}

function backendToken(sub: string): Promise<string> {
  return new SignJWT({ sub })
    .setProtectedHeader({ alg: 'HS256' })
    .setExpirationTime(Math.floor(runtime.clock.now() / 1000) + 3600)
    .sign(Buffer.from(APP_SECRET));
}
