import { expect, test } from 'vitest';
import { simulatedRuntime } from '../../runtime/simulated-runtime.ts';
import type { ModerationStore, SanctionRecord } from '../store/moderation-store.ts';
import { Moderation } from './moderation.ts';

/** A store that keeps what it is given, as a database does over a restart. */
function memory(): ModerationStore & { rows: SanctionRecord[]; failing: boolean } {
  const same = (
    a: { kind: string; appId: string; userId: string; channel: string | null },
    b: typeof a,
  ): boolean => a.kind === b.kind && a.appId === b.appId && a.userId === b.userId && a.channel === b.channel;
  return {
    rows: [],
    failing: false,
    async listSanctions(now) {
      return this.rows.filter((row) => row.expiresAt === null || row.expiresAt > now);
    },
    async putSanctions(sanctions) {
      if (this.failing) throw new Error('database gone');
      this.rows = [...this.rows.filter((row) => !sanctions.some((added) => same(row, added))), ...sanctions];
    },
    async removeSanctions(match) {
      const before = this.rows.length;
      this.rows = this.rows.filter((row) => !match.some((key) => same(row, key)));
      return before - this.rows.length;
    },
    async removeExpired(now) {
      const before = this.rows.length;
      this.rows = this.rows.filter((row) => row.expiresAt === null || row.expiresAt > now);
      return before - this.rows.length;
    },
  };
}

async function open(store = memory()) {
  const runtime = simulatedRuntime();
  const moderation = await Moderation.load(store, runtime, () => {});
  const ban = (userId: string, channel: string | null, expiresAt: number | null = null) =>
    moderation.impose([
      { kind: 'ban', appId: 'a', userId, channel, reason: 'spam', author: 'op', expiresAt },
    ]);
  return { runtime, store, moderation, ban };
}

test('an app-wide ban holds on every channel; one on a channel only there; in no other app', async () => {
  const { moderation, ban } = await open();
  await ban('ann', null);
  await ban('bob', 'x');
  expect(() => moderation.requireNotBanned('a', 'ann', 'y')).toThrow('banned in this app: spam');
  expect(() => moderation.requireNotBanned('a', 'bob', 'x')).toThrow('banned on x');
  moderation.requireNotBanned('a', 'bob', 'y');
  moderation.requireNotBanned('b', 'ann', 'y');
  moderation.requireNotBanned('a', null, 'x');
});

test('a ban ends by itself at its expiry, says until when it holds, and is swept from the store', async () => {
  const { moderation, ban, runtime, store } = await open();
  await ban('ann', null, runtime.clock.now() + 90_000);
  expect(() => moderation.requireNotBanned('a', 'ann', null)).toThrow(
    expect.objectContaining({ code: 'banned', retryAfterMs: 90_000 }),
  );
  runtime.advance(90_000);
  moderation.requireNotBanned('a', 'ann', null);
  runtime.advance(60_000);
  await Promise.resolve();
  expect(store.rows).toEqual([]);
});

test('sanctions survive a restart, and lifting one is stored too', async () => {
  const { store, ban, moderation } = await open();
  await ban('ann', null);
  const again = await open(store);
  expect(again.moderation.find('ban', 'a', 'ann', 'x')).toMatchObject({ reason: 'spam', author: 'op' });
  expect(await moderation.lift([{ kind: 'ban', appId: 'a', userId: 'ann', channel: null }])).toBe(1);
  expect((await open(store)).moderation.find('ban', 'a', 'ann', 'x')).toBeNull();
});

test('a ban that could not be stored does not hold', async () => {
  const { store, ban, moderation } = await open();
  store.failing = true;
  await expect(ban('ann', null)).rejects.toThrow('database gone');
  moderation.requireNotBanned('a', 'ann', null);
});

test('a ban does not mute and a mute does not ban', async () => {
  const { moderation, ban } = await open();
  await ban('ann', null);
  moderation.requireNotMuted('a', 'ann', 'x');
  await moderation.impose([
    { kind: 'mute', appId: 'a', userId: 'bob', channel: 'x', reason: '', author: 'op', expiresAt: null },
  ]);
  moderation.requireNotBanned('a', 'bob', 'x');
  expect(() => moderation.requireNotMuted('a', 'bob', 'x')).toThrow('The user is muted on x');
});
