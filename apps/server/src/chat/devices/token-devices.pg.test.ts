import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ChatBed, chatBed } from '../testing/chat-bed.ts';
import type { SignedIn } from './devices.ts';

const PASSWORD = 'correct horse battery';
const ORIGIN = { address: '192.0.2.1', deviceId: 'browser' };
let bed: ChatBed;
beforeAll(async () => {
  bed = await chatBed({ chat: { refreshTokenMs: 6 * 3_600_000 } });
});
afterAll(async () => {
  expect(bed.failures).toEqual([]);
  await bed[Symbol.asyncDispose]();
});

async function signedIn(login: string): Promise<SignedIn> {
  await bed.chat.users.register(bed.app, { login, password: PASSWORD }, ORIGIN.address);
  return bed.chat.devices.signIn(bed.app, login, PASSWORD, ORIGIN);
}

test('who holds a living access token gets the next tokens by it, as by a refresh token', async () => {
  const { app, runtime } = bed;
  const { devices } = bed.chat;
  const first = await signedIn('ann');
  runtime.advance(3_600_000);
  const renewed = await devices.renew(app, first.accessToken, 'browser');
  expect(renewed).toMatchObject({ device: { id: first.device.id }, user: first.user });
  expect(renewed.refreshToken).not.toBe(first.refreshToken);
  expect(renewed.expiresAt).toBe(first.expiresAt + 3_600_000);
  expect(await devices.verify(app, renewed.accessToken)).toMatchObject({
    identity: { principal: { userId: first.user.id, verified: true }, expiresAt: renewed.expiresAt },
    device: { deviceId: 'browser' },
  });
  await expect(devices.renew(app, first.accessToken, 'another')).rejects.toMatchObject({
    code: 'unauthenticated',
  });
  const atOnce = await Promise.all([1, 2, 3].map(() => devices.renew(app, renewed.accessToken, null)));
  expect(new Set(atOnce.map(({ refreshToken }) => refreshToken)).size).toBe(3);
  runtime.advance(2 * 3_600_000 + 1000);
  await expect(devices.renew(app, first.accessToken, null)).rejects.toMatchObject({ code: 'token_expired' });
});

test('a refresh token tells its sign-in while it holds, and for half a minute after', async () => {
  const { app, runtime } = bed;
  const { devices } = bed.chat;
  const first = await signedIn('bob');
  expect(await devices.ofRefreshToken(app, first.refreshToken ?? '')).toEqual(first.device);
  const next = await devices.refresh(app, first.refreshToken ?? '', null);
  await devices.verify(app, next.accessToken);
  runtime.advance(30_000);
  expect(await devices.ofRefreshToken(app, first.refreshToken ?? '')).toMatchObject({ id: first.device.id });
  runtime.advance(1);
  expect(await devices.ofRefreshToken(app, first.refreshToken ?? '')).toBeNull();
  expect(await devices.ofRefreshToken(app, 'nonsense')).toBeNull();
  expect(await devices.list(app, first.user.id), 'asking ends nothing').toHaveLength(1);
});

test('devices are ended by what they call themselves, one by one, or all but one', async () => {
  const { app } = bed;
  const { devices } = bed.chat;
  const { user } = await signedIn('cid');
  const others = await Promise.all(
    ['a', 'b', 'c'].map((deviceId) => devices.signIn(app, 'cid', PASSWORD, { ...ORIGIN, deviceId })),
  );
  const names = async () => (await devices.list(app, user.id)).map(({ deviceId }) => deviceId).sort();
  expect(await devices.end(app, user.id, { deviceId: 'browser' })).toBe(1);
  expect(await names()).toEqual(['a', 'b', 'c']);
  expect(await devices.end(app, user.id, { id: others[0]?.device.id ?? '' })).toBe(1);
  expect(await devices.end(app, 'somebody else', { id: others[1]?.device.id ?? '' })).toBe(0);
  expect(await devices.end(app, user.id, { exceptId: others[2]?.device.id ?? '' })).toBe(1);
  expect(await names()).toEqual(['c']);
});

test('no sign-in by the old password outlives a change of it, in whatever order they come', async () => {
  const { app } = bed;
  const { devices, users } = bed.chat;
  const { user } = await signedIn('dan');
  const caller = await bed.caller(user.id);
  for (let round = 0; round < 4; round += 1) {
    const [old, next] = [round, round + 1].map((nr) => (nr === 0 ? PASSWORD : `${PASSWORD} ${nr}`));
    const change = users.update(caller, { currentPassword: old, newPassword: next });
    await Promise.allSettled([
      change,
      ...['a', 'b', 'c'].map((deviceId) => devices.signIn(app, 'dan', old ?? '', { ...ORIGIN, deviceId })),
    ]);
    await change;
    expect(await devices.list(app, user.id)).toEqual([]);
  }
});

test('nobody signs in to a user who is deleted meanwhile', async () => {
  const { app } = bed;
  const { devices, users } = bed.chat;
  const { user } = await signedIn('eve');
  const [, attempt] = await Promise.allSettled([
    users.delete({ app, userId: user.id, sessionId: null }),
    devices.signIn(app, 'eve', PASSWORD, ORIGIN),
  ]);
  expect(attempt).toMatchObject({ reason: { reason: 'wrong_credentials' } });
  expect(await users.find(app, user.id)).toBeNull();
});

test('expired sign-ins are removed when somebody signs in', async () => {
  const { app, core, runtime } = bed;
  const { devices } = bed.chat;
  const old = await signedIn('fay');
  runtime.advance(app.settings.chat.refreshTokenMs);
  expect(await devices.list(app, old.user.id)).toEqual([]);
  await signedIn('gus');
  expect(await core.store.chat.devices.find(old.device.id)).toBeNull();
});
