import { SignJWT } from 'jose';
import { expect, test } from 'vitest';
import { simulatedRuntime } from '../../runtime/simulated-runtime.ts';
import { AccessTokens } from './access-tokens.ts';
import { appKey } from './app-key.ts';

const MASTER = Buffer.alloc(32, 7);
const HOUR_MS = 3_600_000;
const runtime = simulatedRuntime();
const tokens = new AccessTokens(runtime, MASTER);
const user = { id: 'ann', login: 'Ann' };
const device = {
  id: 'd'.repeat(24),
  userId: 'ann',
  deviceId: 'browser',
  createdAt: 0,
  expiresAt: runtime.clock.now() + 24 * HOUR_MS,
};
const issue = (forMs = HOUR_MS) => tokens.issue('acme', user, { device, rotatedAt: null, forMs });

function claimsOf(token: string): unknown {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
}

test('an access token tells who it is of, also to clients that only decode it', async () => {
  const { token, expiresAt } = await issue();
  const now = runtime.clock.now();
  expect(claimsOf(token)).toEqual({
    sub: 'ann',
    _id: 'ann',
    native_id: 'ann',
    login: 'Ann',
    type: 'access',
    app: 'acme',
    did: device.id,
    device_id: 'browser',
    jti: expect.stringMatching(/^[\w-]{16}$/),
    iat: now / 1000,
    exp: now / 1000 + 3600,
  });
  expect(expiresAt).toBe(now + HOUR_MS);
  expect(await tokens.check('acme', token)).toEqual({
    userId: 'ann',
    signInId: device.id,
    rotatedAt: null,
    expiresAt,
  });
  const beside = await tokens.issue('acme', user, { device, rotatedAt: 5, forMs: HOUR_MS });
  expect(await tokens.check('acme', beside.token)).toMatchObject({ rotatedAt: 5 });
});

test('two tokens of one second differ', async () => {
  expect((await issue()).token).not.toBe((await issue()).token);
});

test('a token holds no longer than the sign-in it is of', async () => {
  expect((await issue(1000 * HOUR_MS)).expiresAt).toBe(device.expiresAt);
});

test('a token ends to the second', async () => {
  const then = simulatedRuntime();
  const moving = new AccessTokens(then, MASTER);
  const { token } = await moving.issue('acme', user, { device, rotatedAt: null, forMs: 60_000 });
  then.advance(59_000);
  expect(await moving.check('acme', token)).toMatchObject({ userId: 'ann' });
  then.advance(1000);
  await expect(moving.check('acme', token)).rejects.toMatchObject({ code: 'token_expired' });
});

test('what another app, another server or somebody else signed is refused', async () => {
  const { token } = await issue();
  const [head = '', claims = '', seal = ''] = token.split('.');
  const key = appKey(MASTER, 'access token', 'acme');
  const signed = (header: { alg: string; kid?: string }, payload: Record<string, unknown>) =>
    new SignJWT(payload).setProtectedHeader(header).setExpirationTime('1h').sign(key);
  const whole = { sub: 'ann', type: 'access', did: device.id };
  const none = Buffer.from(JSON.stringify({ alg: 'none', kid: 'parley' })).toString('base64url');
  const mallory = Buffer.from(JSON.stringify({ ...whole, sub: 'mallory', exp: 9e9 })).toString('base64url');
  const refused = {
    'of another app': (await tokens.issue('other', user, { device, rotatedAt: null, forMs: HOUR_MS })).token,
    'of another server': (
      await new AccessTokens(runtime, Buffer.alloc(32, 8)).issue('acme', user, {
        device,
        rotatedAt: null,
        forMs: HOUR_MS,
      })
    ).token,
    unsigned: `${none}.${claims}.`,
    'unsigned, with a seal': `${none}.${claims}.${seal}`,
    'with other claims': `${head}.${mallory}.${seal}`,
    'of another key': await signed({ alg: 'HS256', kid: 'other' }, whole),
    'of no key': await signed({ alg: 'HS256' }, whole),
    'of another algorithm': await signed({ alg: 'HS512', kid: 'parley' }, whole),
    'of another kind': await signed({ alg: 'HS256', kid: 'parley' }, { ...whole, type: 'refresh' }),
    'of no sign-in': await signed({ alg: 'HS256', kid: 'parley' }, { sub: 'ann', type: 'access' }),
    'no token at all': 'nonsense',
    empty: '',
  };
  for (const [name, one] of Object.entries(refused)) {
    await expect(tokens.check('acme', one), name).rejects.toMatchObject({ code: 'unauthenticated' });
  }
  expect(await tokens.check('acme', await signed({ alg: 'HS256', kid: 'parley' }, whole))).toBeTruthy();
});
