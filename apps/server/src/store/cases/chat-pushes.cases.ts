import { expect, test } from 'vitest';
import type { PushSubscriptionRecord } from '../../core/store/chat/push-store.ts';
import { countingFrom } from '../testing/entries.ts';
import { userRecord } from './chat-users.cases.ts';
import { type StoreHabitat, storeBed } from './habitat.ts';

const subscription = (fields: Partial<PushSubscriptionRecord> = {}): PushSubscriptionRecord => ({
  id: '1'.repeat(24),
  appId: 'acme',
  userId: 'ann',
  deviceId: 'laptop',
  platform: 'web',
  endpoint: `https://push.example.com/${'x'.repeat(1900)}`,
  keyAuth: 'auth',
  keyP256dh: 'p256dh',
  token: null,
  createdAt: 5,
  updatedAt: 5,
  ...fields,
});

const byToken = { endpoint: null, keyAuth: null, keyP256dh: null, token: 't'.repeat(2000) } as const;

/** Where devices are reached. */
export function chatPushesCases(habitat: StoreHabitat): void {
  test('a device that subscribes anew keeps its id and the time of its first, and nothing of what it was', async () => {
    await using bed = await bedWithUsers(habitat);
    const { pushes } = bed.store.chat;
    const odd = { deviceId: 'nul \0 and half \ud83d' };
    expect(await pushes.put(subscription(odd))).toEqual(subscription(odd));
    const anew = subscription({
      ...odd,
      ...byToken,
      id: '2'.repeat(24),
      platform: 'ios',
      createdAt: 9,
      updatedAt: 9,
    });
    const kept = { ...anew, id: '1'.repeat(24), createdAt: 5 };
    expect(await pushes.put(anew)).toEqual(kept);
    expect(await pushes.find(kept.id)).toEqual(kept);
    expect(await pushes.find(anew.id)).toBeNull();
    const ids = countingFrom(10, 8).map((nr) => `${nr}`.padStart(24, '0'));
    const twice = await Promise.all(ids.map((id) => pushes.put(subscription({ id, deviceId: 'twice' }))));
    expect(new Set(twice.map(({ id }) => id)).size).toBe(1);
    await expect(pushes.put(subscription({ userId: 'nobody', id: '3' }))).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  test('those of some users are listed, the newest first, of no other user, device or app', async () => {
    await using bed = await bedWithUsers(habitat);
    const { pushes } = bed.store.chat;
    const put = (nr: number, fields: Partial<PushSubscriptionRecord>) =>
      pushes.put(
        subscription({
          id: String(nr).repeat(24),
          createdAt: nr,
          endpoint: `https://push.example.com/${nr}`,
          ...fields,
        }),
      );
    expect(await pushes.isUsedBy('acme')).toBe(false);
    await put(1, {});
    await put(2, { userId: 'bob', ...byToken, platform: 'android' });
    await put(3, { deviceId: 'Laptop' });
    await put(4, { appId: 'ACME' });
    await put(5, { userId: 'Ann' });
    const listed = async (...userIds: string[]) =>
      (await pushes.listOf('acme', userIds)).map(({ id }) => Number(id[0]));
    expect(await listed('ann', 'bob', 'nobody')).toEqual([3, 2, 1]);
    expect(await listed()).toEqual([]);
    expect([await pushes.isUsedBy('acme'), await pushes.isUsedBy('gone')]).toEqual([true, false]);
    expect(await pushes.deleteOf('acme', 'ann', 'laptop')).toBe(true);
    expect(await pushes.deleteOf('acme', 'ann', 'laptop')).toBe(false);
    await pushes.delete(['2'.repeat(24), 'f'.repeat(24)]);
    await pushes.delete([]);
    expect(await listed('ann', 'bob')).toEqual([3]);
    // With the user goes all of it.
    await bed.store.chat.users.delete('acme', 'ann');
    expect(await listed('ann')).toEqual([]);
    expect(await pushes.isUsedBy('ACME')).toBe(true);
  });

  test('a device that another user takes over is the first one’s no more, in that app', async () => {
    await using bed = await bedWithUsers(habitat);
    const { pushes } = bed.store.chat;
    const theirs = await pushes.put(subscription({ appId: 'ACME' }));
    await pushes.put(subscription({ id: '2'.repeat(24) }));
    const taken = await pushes.put(subscription({ id: '4'.repeat(24), userId: 'bob', deviceId: 'd' }));
    expect(await pushes.listOf('acme', ['ann', 'bob'])).toEqual([taken]);
    expect(await pushes.find(theirs.id)).toEqual(theirs);
  });

  test('one that a service knows no more is removed, unless the device subscribed anew since', async () => {
    await using bed = await bedWithUsers(habitat);
    const { pushes } = bed.store.chat;
    const before = await pushes.put(subscription());
    const after = await pushes.put(subscription({ updatedAt: 6 }));
    expect(await pushes.deleteIfUnchanged(before)).toBe(false);
    expect(await pushes.find(after.id)).toEqual(after);
    expect(await pushes.deleteIfUnchanged(after)).toBe(true);
    expect(await pushes.find(after.id)).toBeNull();
  });
}

async function bedWithUsers(habitat: StoreHabitat) {
  const bed = await storeBed(habitat);
  for (const id of ['ann', 'Ann', 'bob']) await bed.store.chat.users.create(userRecord({ id }));
  await bed.store.chat.users.create(userRecord({ appId: 'ACME' }));
  return bed;
}
