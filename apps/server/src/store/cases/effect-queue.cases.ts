import { expect, test } from 'vitest';
import { attempt, change, effect, idsOf } from '../testing/effects.ts';
import { countingFrom } from '../testing/entries.ts';
import { type StoreHabitat, storeBed } from './habitat.ts';

/** What a queue of effects gives its workers, and what it takes from them. */
export function effectQueueCases(habitat: StoreHabitat): void {
  test('an effect waits as it was added, due at once and never tried', async () => {
    await using bed = await storeBed(habitat);
    const { effects } = bed.store;
    const added = effect();
    await effects.add([added]);
    const { createdAt } = added;
    const queued = { ...added, state: 'pending', dueAt: createdAt, attempts: 0, changedAt: createdAt };
    expect(await effects.find(added.id)).toEqual(queued);
    expect(await effects.find('f'.repeat(24))).toBeNull();
    expect(await effects.find('nul \0')).toBeNull();
    await effects.add([]);
  });

  test('payloads, lanes and answers come back as they were, whatever they hold and however long', async () => {
    await using bed = await storeBed(habitat);
    const { effects } = bed.store;
    const texts = [
      '',
      'nul \0 in the middle',
      'half \ud83d a pair',
      '\u0001 what quoted text begins with',
      '\u0001"quoted"',
      'quotes \' " ` \\ \\0 %_ ?? $1 :x 😀 漢',
      '"{\\"json\\": \\u0000}"',
      '漢'.repeat(400_000),
      '\0'.repeat(200_000),
    ];
    const queued = texts.map((payload) => effect({ payload, lane: '漢😀'.repeat(100) }));
    await effects.add(queued);
    const read = await effects.laneNext('webhook', 'e1', '漢😀'.repeat(100), 100);
    expect(read.map(({ payload }) => payload)).toEqual(texts);
    const [first] = queued;
    if (!first) expect.fail('nothing queued');
    const answers = texts.map((answer) => attempt(first, { answer: answer.slice(0, 1000), status: null }));
    await effects.settle([], answers);
    expect(await effects.attemptsOf(first.id)).toEqual(answers);
  });

  test('thirty payloads of a megabyte are added at once', async () => {
    await using bed = await storeBed(habitat);
    const many = countingFrom(0, 30).map((nr) => effect({ payload: String(nr % 10).repeat(1e6) }));
    await bed.store.effects.add(many);
    expect(idsOf(await bed.store.effects.pending('webhook', 'acme', 100))).toEqual(idsOf(many));
  });

  test('an add whose answer was lost can be repeated and adds nothing twice', async () => {
    await using bed = await storeBed(habitat);
    const { effects } = bed.store;
    const first = effect();
    await effects.add([first]);
    await effects.settle([change(first)], []);
    const second = effect();
    await effects.add([first, second]);
    expect(await effects.find(first.id)).toMatchObject({ state: 'done', payload: first.payload });
    expect(await effects.count('acme', 'webhook')).toEqual({ pending: 1, done: 1, dead: 0 });
  });

  test('what cannot be stored is refused with all that comes along, effects of apps that are gone are left out', async () => {
    await using bed = await storeBed(habitat);
    const { effects } = bed.store;
    const bad = [
      effect({ lane: 'x'.repeat(256) }),
      effect({ lane: 'nul\0' }),
      effect({ target: 'x'.repeat(25) }),
      effect({ event: 'x'.repeat(65) }),
      effect({ createdAt: 1.5 }),
    ];
    for (const refused of bad) {
      await expect(effects.add([effect(), refused])).rejects.toMatchObject({ code: 'bad_request' });
    }
    expect(await effects.count('acme', 'webhook')).toEqual({ pending: 0, done: 0, dead: 0 });
    const mine = [effect(), effect()];
    await effects.add([effect({ appId: 'gone' }), ...mine, effect({ appId: 'Acme' })]);
    await effects.add([effect({ appId: 'gone' })]);
    expect(idsOf(await effects.pending('webhook', 'acme', 10))).toEqual(idsOf(mine));
    expect(await effects.pending('webhook', 'gone', 10)).toEqual([]);
  });

  test('of each lane the oldest pending one is its head, exactly one, oldest first, due or not', async () => {
    await using bed = await storeBed(habitat);
    const { effects } = bed.store;
    const lanes = ['b', 'a', 'B', 'b ', 'a', 'b', 'c', 'a', 'b'];
    const queued = lanes.map((lane) => effect({ lane }));
    await effects.add(queued);
    await effects.add([effect({ target: 'e2' }), effect({ kind: 'mirror', target: 'e1' })]);
    const heads = async (limit: number) =>
      (await effects.laneHeads('webhook', 'e1', limit)).map(({ id, lane }) => [
        lane,
        idsOf(queued).indexOf(id),
      ]);
    expect(await heads(100)).toEqual([
      ['b', 0],
      ['a', 1],
      ['B', 2],
      ['b ', 3],
      ['c', 6],
    ]);
    expect(await heads(2)).toEqual([
      ['b', 0],
      ['a', 1],
    ]);
    const [b, a, , , nextA] = queued;
    if (!b || !a || !nextA) expect.fail('nothing queued');
    const later = change(b, { state: 'pending', dueAt: 9_999_999_999_999 });
    await effects.settle([later, change(a), change(nextA, { state: 'dead' })], []);
    expect(await heads(100)).toEqual([
      ['b', 0],
      ['B', 2],
      ['b ', 3],
      ['c', 6],
      ['a', 7],
    ]);
    expect(await effects.laneHeads('webhook', 'nobody', 10)).toEqual([]);
    expect(idsOf(await effects.laneHeads('mirror', 'e1', 10))).toHaveLength(1);
  });

  test('heads of an app are those of all targets of a kind, and of no other app', async () => {
    await using bed = await storeBed(habitat);
    const { effects } = bed.store;
    const queued = ['a', 'b', 'a', 'c', 'b'].map((lane) => effect({ kind: 'push', target: lane, lane }));
    await effects.add(queued);
    await effects.add([
      effect({ kind: 'push', target: 'd', lane: 'd', appId: 'ACME' }),
      effect({ lane: 'e' }),
    ]);
    const heads = async (limit: number) => idsOf(await effects.laneHeadsOfApp('push', 'acme', limit));
    const [a, b, nextA, c] = queued;
    if (!a || !b || !nextA || !c) expect.fail('nothing queued');
    expect(await heads(100)).toEqual(idsOf([a, b, c]));
    expect(await heads(1)).toEqual([a.id]);
    await effects.settle([change(a), change(b, { state: 'pending', dueAt: 9_999_999_999_999 })], []);
    expect(await heads(100)).toEqual(idsOf([b, nextA, c]));
    expect(await effects.laneHeadsOfApp('push', 'gone', 10)).toEqual([]);
  });

  test('heads are found behind thousands of one lane, and among thousands of lanes', async () => {
    await using bed = await storeBed(habitat);
    const { effects } = bed.store;
    const deep = countingFrom(0, 3000).map(() => effect({ lane: 'deep' }));
    const wide = countingFrom(0, 3000).map((nr) => effect({ lane: `wide-${nr % 1500}` }));
    await effects.add([...deep, ...wide]);
    const heads = await effects.laneHeads('webhook', 'e1', 1000);
    expect(idsOf(heads)).toEqual(idsOf([...deep.slice(0, 1), ...wide.slice(0, 999)]));
    const all = await effects.laneHeads('webhook', 'e1', 5000);
    expect(idsOf(all)).toEqual(idsOf([...deep.slice(0, 1), ...wide.slice(0, 1500)]));
  });

  test('a lane is read in the order of its ids, whatever the order it was added in', async () => {
    await using bed = await storeBed(habitat);
    const { effects } = bed.store;
    const queued = countingFrom(0, 20).map(() => effect());
    await effects.add([...queued].reverse());
    await effects.add([effect({ lane: 'Room' }), effect({ target: 'e2' }), effect({ kind: 'mirror' })]);
    expect(idsOf(await effects.laneNext('webhook', 'e1', 'room', 100))).toEqual(idsOf(queued));
    expect(idsOf(await effects.laneNext('webhook', 'e1', 'room', 5))).toEqual(idsOf(queued.slice(0, 5)));
    await effects.settle(
      queued.slice(0, 3).map((done) => change(done)),
      [],
    );
    expect(idsOf(await effects.laneNext('webhook', 'e1', 'room', 2))).toEqual(idsOf(queued.slice(3, 5)));
    expect(await effects.laneNext('webhook', 'e1', 'nul \0', 2)).toEqual([]);
  });

  test('what is pending in an app is read across its lanes and of no other app or kind', async () => {
    await using bed = await storeBed(habitat);
    const { effects } = bed.store;
    const mine = countingFrom(0, 10).map((nr) =>
      effect({ kind: 'mirror', target: '', lane: `room-${nr % 3}` }),
    );
    await effects.add([
      ...mine,
      effect(),
      ...countingFrom(0, 5).map(() => effect({ kind: 'mirror', target: '', appId: 'ACME' })),
    ]);
    expect(idsOf(await effects.pending('mirror', 'acme', 100))).toEqual(idsOf(mine));
    await effects.remove(idsOf(mine.slice(0, 4)));
    expect(idsOf(await effects.pending('mirror', 'acme', 3))).toEqual(idsOf(mine.slice(4, 7)));
    expect(await effects.pending('mirror', 'ACME', 100)).toHaveLength(5);
  });

  test('settling notes changes and attempts all or none', async () => {
    await using bed = await storeBed(habitat);
    const { effects } = bed.store;
    const [one, two] = [effect(), effect()];
    await effects.add([one, two]);
    const later = change(one, {
      state: 'pending',
      dueAt: 5_000_000_000_000,
      attempts: 3,
      changedAt: one.createdAt,
    });
    const failed = attempt(one, { status: null, answer: 'timed out after 5000 ms' });
    const broken = attempt(two, { durationMs: Number.NaN });
    await expect(effects.settle([later, change(two)], [failed, broken])).rejects.toThrow();
    expect(await effects.find(one.id)).toMatchObject({ state: 'pending', attempts: 0 });
    expect(await effects.attemptsOf(one.id)).toEqual([]);
    await effects.settle([later, change(two)], [failed, attempt(two)]);
    expect(await effects.find(one.id)).toEqual({ ...one, ...later });
    expect(await effects.find(two.id)).toEqual({ ...two, ...change(two) });
    expect(await effects.attemptsOf(one.id)).toEqual([failed]);
  });

  test('settling again, as after a lost answer, notes nothing twice, and what was removed is passed over', async () => {
    await using bed = await storeBed(habitat);
    const { effects } = bed.store;
    const [one, gone] = [effect(), effect()];
    await effects.add([one, gone]);
    await effects.remove([gone.id]);
    const noted = [attempt(one), attempt(one, { status: 503 }), attempt(gone)];
    await effects.settle([change(one), change(gone)], noted);
    await effects.settle([change(one), change(gone)], noted);
    expect(await effects.attemptsOf(one.id)).toEqual(noted.slice(0, 2));
    expect(await effects.attemptsOf(gone.id)).toEqual([]);
    expect(await effects.find(gone.id)).toBeNull();
    await effects.settle([], []);
  });

  test('many workers that settle overlapping effects at once do not fail each other', async () => {
    await using bed = await storeBed(habitat);
    const { effects } = bed.store;
    const other = await bed.openNode();
    const queued = countingFrom(0, 200).map(() => effect());
    await effects.add(queued);
    await Promise.all(
      countingFrom(0, 20).map((nr) => {
        const mine = nr % 2 === 0 ? queued : [...queued].reverse();
        return (nr % 3 === 0 ? other.effects : effects).settle(
          mine.map((each) => change(each, { attempts: nr })),
          mine.map((each) => attempt(each)),
        );
      }),
    );
    expect(await effects.count('acme', 'webhook')).toEqual({ pending: 0, done: 200, dead: 0 });
    expect(await effects.attemptsOf(queued[7]?.id ?? '')).toHaveLength(20);
  });
}
