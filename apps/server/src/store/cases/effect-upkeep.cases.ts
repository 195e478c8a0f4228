import { expect, test } from 'vitest';
import { attempt, change, effect, idsOf } from '../testing/effects.ts';
import { countingFrom } from '../testing/entries.ts';
import { type StoreHabitat, storeBed } from './habitat.ts';

/** What operators see of the queue, and how it is kept small. */
export function effectUpkeepCases(habitat: StoreHabitat): void {
  test('effects are listed from the newest, in pages, by state and target, and only those of the app', async () => {
    await using bed = await storeBed(habitat);
    const { effects } = bed.store;
    const queued = countingFrom(0, 30).map((nr) => effect({ target: nr % 3 === 0 ? 'e1' : 'e2' }));
    await effects.add([
      ...queued,
      effect({ appId: 'ACME', target: 'e3' }),
      effect({ kind: 'mirror', target: '' }),
    ]);
    await effects.settle(
      queued.flatMap((each, nr) => {
        if (nr % 5 === 0) return [];
        return [change(each, { state: nr % 2 === 0 ? 'done' : 'dead' })];
      }),
      [],
    );
    const expected = (keep: (nr: number) => boolean) => idsOf(queued.filter((_, nr) => keep(nr)).reverse());
    const query = { appId: 'acme', kind: 'webhook', limit: 100 } as const;
    const listed = async (fields: object) => idsOf(await effects.list({ ...query, ...fields }));
    expect(await listed({})).toEqual(expected(() => true));
    expect(await listed({ limit: 7 })).toEqual(expected((nr) => nr >= 23));
    expect(await listed({ limit: 7, beforeId: queued[23]?.id })).toEqual(
      expected((nr) => nr >= 16 && nr < 23),
    );
    expect(await listed({ state: 'pending' })).toEqual(expected((nr) => nr % 5 === 0));
    expect(await listed({ state: 'dead', target: 'e1' })).toEqual(
      expected((nr) => nr % 5 !== 0 && nr % 2 === 1 && nr % 3 === 0),
    );
    expect(await listed({ target: 'e2', limit: 4, beforeId: queued[10]?.id })).toEqual(
      expected((nr) => nr < 10 && nr % 3 !== 0).slice(0, 4),
    );
    expect(await listed({ target: 'e3' })).toEqual([]);
    expect(await listed({ target: 'nul \0' })).toEqual([]);
    expect(await effects.list({ appId: 'acme', kind: 'mirror', target: '', limit: 10 })).toHaveLength(1);
    expect(await effects.count('acme', 'webhook')).toEqual({ pending: 6, done: 12, dead: 12 });
    expect(await effects.count('nobody', 'webhook')).toEqual({ pending: 0, done: 0, dead: 0 });
  });

  test('only the dead of that app since then, and of that target if one is named, are brought back', async () => {
    await using bed = await storeBed(habitat);
    const { effects } = bed.store;
    const at = (createdAt: number, fields: object = {}) => effect({ createdAt, ...fields });
    const old = at(99);
    const mine = [at(100), at(101, { target: 'e2' })];
    const done = at(100);
    const waiting = at(100);
    const theirs = at(100, { appId: 'ACME' });
    await effects.add([old, ...mine, done, waiting, theirs]);
    const dead = [old, ...mine, theirs].map((each) => change(each, { state: 'dead', attempts: 12 }));
    const log = mine.map((each) => attempt(each, { status: 500 }));
    await effects.settle([...dead, change(done)], log);
    const order = { appId: 'acme', kind: 'webhook', since: 100, now: 7_000_000 } as const;
    expect(await effects.revive({ ...order, target: 'e2' })).toBe(1);
    expect(await effects.revive(order)).toBe(1);
    expect(await effects.revive(order)).toBe(0);
    for (const [nr, each] of mine.entries()) {
      expect(await effects.find(each.id)).toEqual({
        ...each,
        state: 'pending',
        dueAt: 7_000_000,
        attempts: 0,
        changedAt: 7_000_000,
      });
      expect(await effects.attemptsOf(each.id)).toEqual(log.slice(nr, nr + 1));
    }
    expect(await effects.find(waiting.id)).toMatchObject({ dueAt: 100 });
    const states = await Promise.all([old, theirs, done].map(({ id }) => effects.find(id)));
    expect(states.map((each) => each?.state)).toEqual(['dead', 'dead', 'done']);
  });

  test('2500 dead ones are brought back, each once', async () => {
    await using bed = await storeBed(habitat);
    const { effects } = bed.store;
    const queued = countingFrom(0, 2500).map(() => effect());
    await effects.add(queued);
    await effects.settle(
      queued.map((each) => change(each, { state: 'dead' })),
      [],
    );
    expect(await effects.revive({ appId: 'acme', kind: 'webhook', since: 0, now: 5 })).toBe(2500);
    expect(await effects.count('acme', 'webhook')).toEqual({ pending: 2500, done: 0, dead: 0 });
  });

  test('what is old is removed in slices with its attempts, the done by one age and the dead by another', async () => {
    await using bed = await storeBed(habitat);
    const { effects } = bed.store;
    const queued = countingFrom(0, 20).map(() => effect());
    await effects.add(queued);
    await effects.settle(
      queued
        .slice(0, 15)
        .map((each, nr) => change(each, { state: nr < 10 ? 'done' : 'dead', changedAt: nr })),
      queued.map((each) => attempt(each)),
    );
    const order = { doneBefore: 8, deadBefore: 12, limit: 3 };
    const removed: number[] = [];
    while (removed.at(-1) !== 0) removed.push(await effects.removeOld(order));
    expect(removed).toEqual([3, 3, 3, 1, 0]);
    const left = await effects.list({ appId: 'acme', kind: 'webhook', limit: 100 });
    expect(idsOf(left)).toEqual(idsOf([...queued.slice(8, 10), ...queued.slice(12)].reverse()));
    for (const each of queued) {
      const kept = left.some(({ id }) => id === each.id);
      expect(await effects.attemptsOf(each.id)).toHaveLength(kept ? 1 : 0);
    }
  });

  test('a target that is no more is removed in slices, whatever the state, and nothing else', async () => {
    await using bed = await storeBed(habitat);
    const { effects } = bed.store;
    const gone = countingFrom(0, 5).map(() => effect());
    const kept = [effect({ target: 'e2' }), effect({ kind: 'mirror', target: '' })];
    const theirs = effect({ appId: 'ACME', kind: 'mirror', target: '' });
    await effects.add([...gone, ...kept, theirs]);
    const [done, dead] = gone;
    if (!done || !dead) expect.fail('nothing queued');
    await effects.settle([change(done), change(dead, { state: 'dead' })], [attempt(done)]);
    expect(await effects.removeTarget('webhook', 'ACME', 'e1', 100)).toBe(0);
    expect(await effects.removeTarget('webhook', 'acme', 'e1', 3)).toBe(3);
    expect(await effects.removeTarget('webhook', 'acme', 'e1', 3)).toBe(2);
    expect(await effects.removeTarget('webhook', 'acme', 'e1', 3)).toBe(0);
    expect(await effects.attemptsOf(done.id)).toEqual([]);
    expect(idsOf(await effects.pending('webhook', 'acme', 10))).toEqual(idsOf(kept.slice(0, 1)));
    expect(await effects.removeTarget('mirror', 'acme', '', 10)).toBe(1);
    expect(idsOf(await effects.pending('mirror', 'ACME', 10))).toEqual([theirs.id]);
  });

  test('removing effects takes their attempts along, and what is not there does not matter', async () => {
    await using bed = await storeBed(habitat);
    const { effects } = bed.store;
    const queued = countingFrom(0, 2500).map(() => effect());
    await effects.add(queued);
    await effects.settle(
      [],
      queued.map((each) => attempt(each)),
    );
    await effects.remove([...idsOf(queued.slice(1)), 'f'.repeat(24)]);
    await effects.remove([]);
    expect(idsOf(await effects.pending('webhook', 'acme', 10))).toEqual(idsOf(queued.slice(0, 1)));
    expect(await effects.attemptsOf(queued[1]?.id ?? '')).toEqual([]);
    expect(await effects.attemptsOf(queued[0]?.id ?? '')).toHaveLength(1);
  });
}
