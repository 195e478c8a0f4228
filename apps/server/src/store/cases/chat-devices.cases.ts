import { expect, test } from 'vitest';
import type { DeviceRecord } from '../../core/store/chat/device-store.ts';
import { countingFrom } from '../testing/entries.ts';
import { userRecord } from './chat-users.cases.ts';
import { type StoreHabitat, storeBed } from './habitat.ts';

const device = (nr: number, fields: Partial<DeviceRecord> = {}): DeviceRecord => ({
  id: nr.toString(16).padStart(24, '0'),
  appId: 'acme',
  userId: 'ann',
  deviceId: `browser \0${nr}`,
  refreshHash: `${nr}`.padStart(64, 'a'),
  previousHash: null,
  createdAt: 5,
  rotatedAt: 1_764_000_000_000 - nr,
  answeredAt: null,
  expiresAt: 1_764_000_000_000 + nr,
  ...fields,
});

export function chatDevicesCases(habitat: StoreHabitat): void {
  test('devices are listed from the least recently rotated, and deleted one by one, or by time', async () => {
    await using bed = await storeBed(habitat);
    const { users, devices } = bed.store.chat;
    await users.create(userRecord());
    await users.create(userRecord({ id: 'bob' }));
    for (const nr of [1, 2, 3]) await devices.create(device(nr));
    await devices.create(device(4, { userId: 'bob' }));
    expect(await devices.listOf('acme', 'ann')).toEqual([device(3), device(2), device(1)]);
    expect(await devices.find(device(2).id)).toEqual(device(2));
    expect(await devices.delete([device(2).id, 'f'.repeat(24)])).toBe(1);
    expect(await devices.delete([])).toBe(0);
    expect(await devices.find(device(2).id)).toBeNull();
    expect(await devices.removeExpired(device(3).expiresAt, 1)).toBe(1);
    expect(await devices.find(device(1).id)).toBeNull();
    expect(await devices.removeExpired(device(3).expiresAt, 10)).toBe(1);
    expect(await devices.removeExpired(device(3).expiresAt, 10)).toBe(0);
    expect(await devices.find(device(4).id)).not.toBeNull();
    await expect(devices.create(device(5, { userId: 'nobody' }))).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  test('of several who rotate one device at once, exactly one does', async () => {
    await using bed = await storeBed(habitat);
    const other = await bed.openNode();
    const { users, devices } = bed.store.chat;
    await users.create(userRecord());
    await devices.create(device(1));
    const rotated = await Promise.all(
      countingFrom(1, 8).map((nr) =>
        (nr % 2 === 0 ? devices : other.chat.devices).rotate(device(1).id, device(1).refreshHash, {
          refreshHash: `${nr}`.padStart(64, 'b'),
          previousHash: device(1).refreshHash,
          rotatedAt: nr,
          expiresAt: 100 + nr,
        }),
      ),
    );
    const winner = rotated.indexOf(true) + 1;
    expect(rotated.filter(Boolean)).toHaveLength(1);
    expect(await devices.find(device(1).id)).toEqual(
      device(1, {
        refreshHash: `${winner}`.padStart(64, 'b'),
        previousHash: device(1).refreshHash,
        rotatedAt: winner,
        expiresAt: 100 + winner,
      }),
    );
    const next = { refreshHash: 'c'.repeat(64), previousHash: null, rotatedAt: 9, expiresAt: 9 };
    expect(await devices.rotate('f'.repeat(24), next.refreshHash, next)).toBe(false);
  });

  test('that a client has the token it was given is noted until the next one, and not for one before', async () => {
    await using bed = await storeBed(habitat);
    const { users, devices } = bed.store.chat;
    await users.create(userRecord());
    await devices.create(device(1));
    await devices.noteAnswered(device(1).id, device(1).rotatedAt - 1, 7);
    expect(await devices.find(device(1).id)).toEqual(device(1));
    await devices.noteAnswered(device(1).id, device(1).rotatedAt, 7);
    expect(await devices.find(device(1).id)).toEqual(device(1, { answeredAt: 7 }));
    const next = { refreshHash: 'c'.repeat(64), previousHash: null, rotatedAt: 9, expiresAt: 9 };
    expect(await devices.rotate(device(1).id, device(1).refreshHash, next)).toBe(true);
    expect(await devices.find(device(1).id)).toEqual(device(1, next));
  });

  test('with a user go its devices, and with an app its users', async () => {
    await using bed = await storeBed(habitat);
    const { users, devices } = bed.store.chat;
    await users.create(userRecord());
    await users.create(userRecord({ id: 'bob' }));
    await devices.create(device(1));
    await devices.create(device(2, { userId: 'bob' }));
    await users.delete('acme', 'ann');
    expect(await users.find('acme', 'ann')).toBeNull();
    expect(await devices.find(device(1).id)).toBeNull();
    expect(await devices.find(device(2).id)).toEqual(device(2, { userId: 'bob' }));
    await users.delete('acme', 'ann');
    await bed.store.apps.deleteApp('acme');
    expect(await users.find('acme', 'bob')).toBeNull();
    expect(await devices.find(device(2).id)).toBeNull();
  });
}
