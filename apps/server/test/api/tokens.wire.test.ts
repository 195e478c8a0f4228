import { createHmac } from 'node:crypto';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { appToken } from '../harness/app-token.ts';
import { movableRuntime } from '../harness/movable-runtime.ts';
import { rawSocket } from '../harness/raw-socket.ts';
import { adminRest, clientHeaders, restClient } from '../harness/rest-client.ts';
import { APP_KEY, APP_SECRET, startTestServer, type TestServer } from '../harness/test-server.ts';

const runtime = movableRuntime();
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({}, { runtime });
});
afterAll(() => server[Symbol.asyncDispose]());

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const soon = () => Math.floor(runtime.clock.now() / 1000) + 3600;

/** A token put together by hand, signed by HMAC unless told otherwise. */
function handmade(header: object, claims: object, sign = (text: string) => hmac(text)): string {
  const text = `${encode(header)}.${encode(claims)}`;
  return `${text}.${sign(text)}`;
}

function hmac(text: string, secret = APP_SECRET): string {
  return createHmac('sha256', secret).update(text).digest('base64url');
}

const whoAmI = (token: string) => restClient(server, clientHeaders(token))('GET', '/session');

test('a token of the app’s backend says who the client is and what it may do', async () => {
  const token = await appToken({ sub: 'ann', channels: { 'private-*': ['subscribe', 'history'] } });
  const { status, body } = await whoAmI(token);
  expect(status).toBe(200);
  expect(body).toEqual({
    app: 'default',
    kind: 'user',
    user: 'ann',
    session: null,
    grants: [{ pattern: 'private-*', rights: ['subscribe', 'history'] }],
    expiresAt: expect.any(Number),
  });
});

test('the client key alone makes an anonymous client, in the header or in the query', async () => {
  const anonymous = { kind: 'anonymous', user: null, grants: [], expiresAt: null };
  expect(await restClient(server, clientHeaders())('GET', '/session')).toMatchObject({
    status: 200,
    body: anonymous,
  });
  expect(await restClient(server, {})('GET', `/session?key=${APP_KEY}`)).toMatchObject({ body: anonymous });
  const token = await appToken({ sub: 'ann' });
  const byQuery = await restClient(server, {})('GET', `/session?key=${APP_KEY}&token=${token}`);
  expect(byQuery).toMatchObject({ status: 200, body: { user: 'ann' } });
});

test('whoever names no key is told what is missing', async () => {
  const { status, body, headers } = await restClient(server, {})('GET', '/session');
  expect([status, body]).toEqual([401, expect.objectContaining({ code: 'unauthenticated' })]);
  expect(headers.get('www-authenticate')).toContain('Bearer');
  const token = await appToken({ sub: 'ann' });
  const noKey = await restClient(server, { authorization: `Bearer ${token}` })('GET', '/session');
  expect(noKey).toMatchObject({ status: 401, body: { message: expect.stringContaining('client key') } });
});

const refused: ReadonlyArray<[name: string, token: () => string | Promise<string>]> = [
  ['signed with another secret', () => appToken({ sub: 'ann' }, { secret: 'x'.repeat(40) })],
  ['unsigned (alg none)', () => handmade({ alg: 'none' }, { sub: 'ann', exp: soon() }, () => '')],
  ['of alg none with a signature', () => handmade({ alg: 'none' }, { sub: 'ann', exp: soon() })],
  ['of alg None in other letters', () => handmade({ alg: 'NoNe' }, { sub: 'ann', exp: soon() })],
  [
    'HS512',
    () =>
      new SignJWT({ sub: 'ann' })
        .setProtectedHeader({ alg: 'HS512' })
        .setExpirationTime('1h')
        .sign(Buffer.from(APP_SECRET)),
  ],
  ['whose header has no alg', () => handmade({}, { sub: 'ann', exp: soon() })],
  ['whose alg is no text', () => handmade({ alg: 5 }, { sub: 'ann', exp: soon() })],
  [
    'with an extension marked critical',
    () => handmade({ alg: 'HS256', crit: ['x'], x: 1 }, { sub: 'ann', exp: soon() }),
  ],
  ['RS256 without a JWKS URL', () => handmade({ alg: 'RS256' }, { sub: 'ann', exp: soon() })],
  ['without an expiry', () => handmade({ alg: 'HS256' }, { sub: 'ann' })],
  ['whose expiry is no number', () => handmade({ alg: 'HS256' }, { sub: 'ann', exp: 'tomorrow' })],
  ['not valid yet', () => handmade({ alg: 'HS256' }, { sub: 'ann', exp: soon(), nbf: soon() - 60 })],
  ['of an empty user', () => handmade({ alg: 'HS256' }, { sub: '', exp: soon() })],
  ['of a user that is no text', () => handmade({ alg: 'HS256' }, { sub: 5, exp: soon() })],
  ['of a user with a line feed', () => handmade({ alg: 'HS256' }, { sub: 'a\nb', exp: soon() })],
  [
    'with an unknown right',
    () => handmade({ alg: 'HS256' }, { sub: 'ann', exp: soon(), channels: { a: ['own'] } }),
  ],
  [
    'with a thousand and one channels',
    () => handmade({ alg: 'HS256' }, { exp: soon(), channels: Array(1001).fill('a') }),
  ],
  ['whose claims are a list', () => handmade({ alg: 'HS256' }, [])],
  ['that is no token', () => 'nonsense'],
  ['with a part too many', async () => `${await appToken({ sub: 'ann' })}.x`],
  [
    'with a changed claim',
    async () => {
      const [header, , signature] = (await appToken({ sub: 'ann' })).split('.');
      return `${header}.${encode({ sub: 'bob', exp: soon() })}.${signature}`;
    },
  ],
];

test.each(refused)('a token %s is refused, without a word about secrets', async (_name, token) => {
  const { status, body } = await whoAmI(await token());
  expect([status, body]).toEqual([401, expect.objectContaining({ code: 'unauthenticated', retry: 'never' })]);
  expect(JSON.stringify(body)).not.toContain(APP_SECRET);
});

test('a token longer than sixteen thousand characters is refused', async () => {
  using socket = await rawSocket(server, { key: APP_KEY, token: `a.${'b'.repeat(20_000)}.c` });
  expect(await socket.closed).toEqual({ code: 4001, reason: { code: 'unauthenticated' } });
});

test('an expired token is refused with the advice to fetch another', async () => {
  const token = handmade({ alg: 'HS256' }, { sub: 'ann', exp: soon() - 3600 - 60 });
  const { status, body } = await whoAmI(token);
  expect([status, body]).toEqual([401, expect.objectContaining({ code: 'token_expired', retry: 'refresh' })]);
  using socket = await rawSocket(server, { key: APP_KEY, token });
  expect(await socket.closed).toEqual({ code: 4009, reason: { code: 'token_expired' } });
});

test('a live connection ends when its token does', async () => {
  const token = handmade({ alg: 'HS256' }, { sub: 'ann', exp: soon() });
  using socket = await rawSocket(server, { key: APP_KEY, token });
  socket.send({ id: 1, method: 'query', params: { path: 'session.whoAmI' } });
  await socket.frames.until(() => true);
  runtime.advance(3_600_000 + 2000);
  expect(await socket.closed).toEqual({ code: 4009, reason: { code: 'token_expired' } });
});

test('issuer and audience count once they are set, and at once', async () => {
  const rest = adminRest(server);
  const sign = (claims: object) => handmade({ alg: 'HS256' }, { sub: 'ann', exp: soon(), ...claims });
  await rest('PATCH', '/apps/default', {
    settings: { jwtIssuer: 'https://acme.test', jwtAudience: 'parley' },
  });
  const right = { iss: 'https://acme.test', aud: ['other', 'parley'] };
  expect(await whoAmI(sign(right))).toMatchObject({ status: 200 });
  for (const wrong of [
    {},
    { ...right, iss: 'https://evil.test' },
    { ...right, aud: 'other' },
    { iss: right.iss },
  ]) {
    expect(await whoAmI(sign(wrong))).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
  }
  await rest('PATCH', '/apps/default', { settings: { jwtIssuer: null, jwtAudience: null } });
  expect(await whoAmI(sign({}))).toMatchObject({ status: 200 });
});
