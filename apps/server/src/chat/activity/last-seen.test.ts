import { expect, test } from 'vitest';
import { ParleyError } from '../../core/errors/parley-error.ts';
import type { Sighting } from '../../core/store/chat/activity-store.ts';
import { simulatedRuntime } from '../../runtime/simulated-runtime.ts';
import { LastSeen } from './last-seen.ts';

function open(options: { mostWaiting?: number } = {}) {
  const runtime = simulatedRuntime();
  const batches: Array<readonly Sighting[]> = [];
  const failures: unknown[] = [];
  const held: Array<(failure?: unknown) => void> = [];
  const store = {
    lastSeen: async () => new Map<string, number | null>(),
    noteSeen: (batch: readonly Sighting[]) =>
      new Promise<void>((resolve, reject) => {
        batches.push(batch);
        held.push((failure) => (failure === undefined ? resolve() : reject(failure)));
      }),
  };
  const lastSeen = new LastSeen({ store, runtime, onFailure: (cause) => failures.push(cause), ...options });
  return {
    runtime,
    batches,
    failures,
    lastSeen,
    note: (userId: string, at: number, appId = 'a') => lastSeen.note({ appId, userId, at }),
    /** Waits for the database to be asked, and answers for it. */
    async answer(failure?: unknown): Promise<void> {
      for (;;) {
        const next = held.shift();
        if (next) {
          next(failure);
          return;
        }
        await new Promise<void>((resolve) => setImmediate(resolve));
      }
    },
  };
}

const away = () => new ParleyError('unavailable', 'away');

test('thousands who leave at once are written one batch after the other', async () => {
  const { lastSeen, note, batches, answer } = open();
  for (let nr = 0; nr < 1200; nr += 1) note(`user-${nr}`, nr);
  const done = lastSeen.idle();
  for (const sofar of [1, 2, 3]) {
    await answer();
    expect(batches.length).toBeLessThanOrEqual(sofar + 1);
  }
  await done;
  expect(batches.map(({ length }) => length)).toEqual([500, 500, 200]);
});

test('of a user who leaves again before it is written only the newest time is, and it is known until then', async () => {
  const { lastSeen, note, batches, answer } = open();
  note('ann', 1);
  note('ann', 2, 'b');
  note('ann', 3);
  expect([lastSeen.waitingOf('a', 'ann'), lastSeen.waitingOf('b', 'ann')]).toEqual([3, 2]);
  const done = lastSeen.idle();
  await answer();
  await done;
  expect(batches).toEqual([
    [
      { appId: 'a', userId: 'ann', at: 3 },
      { appId: 'b', userId: 'ann', at: 2 },
    ],
  ]);
  expect(lastSeen.waitingOf('a', 'ann')).toBeNull();
});

test('who leaves again while it is being written is written once more', async () => {
  const { lastSeen, note, batches, answer } = open();
  note('ann', 1);
  await Promise.resolve();
  await Promise.resolve();
  expect(batches).toHaveLength(1);
  note('ann', 2);
  const done = lastSeen.idle();
  await answer();
  expect(lastSeen.waitingOf('a', 'ann')).toBe(2);
  await answer();
  await done;
  expect(batches.flat().map(({ at }) => at)).toEqual([1, 2]);
});

test('while the database is away nothing is lost, and that is told once', async () => {
  const { lastSeen, runtime, note, batches, failures, answer } = open();
  note('ann', 1);
  await answer(away());
  note('ann', 2);
  while (runtime.pendingTimers() === 0) await Promise.resolve();
  runtime.advance(60_000);
  await answer(away());
  while (runtime.pendingTimers() === 0) await Promise.resolve();
  expect(lastSeen.waitingOf('a', 'ann')).toBe(2);
  runtime.advance(60_000);
  const done = lastSeen.idle();
  await answer();
  await done;
  expect(failures).toHaveLength(1);
  expect(batches.map((batch) => batch.map(({ at }) => at))).toEqual([[1], [2], [2]]);
  expect(lastSeen.waitingOf('a', 'ann')).toBeNull();
});

test('closing writes what is left, and says what the database did not take', async () => {
  const first = open();
  first.note('ann', 1);
  const closed = first.lastSeen[Symbol.asyncDispose]();
  await first.answer();
  await closed;
  expect(first.batches).toHaveLength(1);

  const second = open();
  second.note('ann', 1);
  const closing = second.lastSeen[Symbol.asyncDispose]();
  await second.answer(away());
  await closing;
  expect(second.failures).toMatchObject([{ message: expect.stringContaining('1 users') }]);
  expect(second.runtime.pendingTimers()).toBe(0);
});

test('what finds no room is told of once, and not claimed to be known', async () => {
  const { lastSeen, note, failures, answer } = open({ mostWaiting: 1 });
  for (const user of ['ann', 'bob', 'cat']) note(user, 1);
  expect(failures).toHaveLength(1);
  expect([lastSeen.waitingOf('a', 'ann'), lastSeen.waitingOf('a', 'bob')]).toEqual([1, null]);
  const done = lastSeen.idle();
  await answer();
  await done;
});
