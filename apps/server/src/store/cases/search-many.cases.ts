import { expect, test } from 'vitest';
import { ParleyError } from '../../core/errors/parley-error.ts';
import { Body } from '../../core/event/body.ts';
import type { FoundEvent } from '../../core/store/event-store.ts';
import { countingFrom, deletion, edit, offsetsOf, publish } from '../testing/entries.ts';
import { type StoreHabitat, storeBed } from './habitat.ts';
import { by, idsOf, type Query, search } from './search-queries.ts';

/** Looking through logs that are many or long: page by page, step by step. */
export function searchManyCases(habitat: StoreHabitat): void {
  test('pages of one order share nothing and leave nothing out, over more logs than one statement walks', async () => {
    await using bed = await storeBed(habitat);
    const batch = countingFrom(0, 900).map((nr) =>
      publish({ channel: `room-${(nr * 7) % 600}`, name: `${nr % 3}`, at: 5000 + Math.floor(nr / 2) }),
    );
    // One log holds old and new, and is in the way of none.
    batch.push(
      ...countingFrom(0, 300).map((nr) => publish({ channel: 'busy', at: 4990 + nr * 2, name: '3' })),
    );
    offsetsOf(await bed.store.events.append(batch));
    const wholeOf = async (query: Query): Promise<FoundEvent[]> => {
      const whole: FoundEvent[] = [];
      for (;;) {
        const page = await search(bed.store, { ...query, skip: whole.length });
        if (page.length === 0) return whole;
        whole.push(...page);
      }
    };
    for (const descending of [true, false]) {
      const found = await wholeOf({ order: [by('at', descending)] });
      expect(new Set(idsOf(found))).toEqual(new Set(idsOf(batch)));
      expect(found).toHaveLength(batch.length);
      const times = found.map(({ at }) => at);
      expect(times).toEqual([...times].sort((a, b) => (descending ? b - a : a - b)));
      const busy = found.filter(({ channel }) => channel === 'busy').map(({ position }) => position.offset);
      expect(busy).toEqual([...busy].sort((a, b) => (descending ? b - a : a - b)));
    }
    const named = await wholeOf({ name: '1', order: [by('channel')] });
    expect(named).toHaveLength(300);
    expect(new Set(named.map(({ name }) => name))).toEqual(new Set(['1']));
    expect(await search(bed.store, { skip: 1199, limit: 1000 })).toHaveLength(1);
    expect(await search(bed.store, { skip: -5, limit: 0 })).toHaveLength(1);
    for (const skip of [1200, 10_000, 1e15]) expect(await search(bed.store, { skip })).toEqual([]);
  });

  test('many strings that only look like what is asked are in nobody’s way', async () => {
    await using bed = await storeBed(habitat);
    const decoy = () => Body.ofTrustedJson('"\\u0061bd"');
    const wanted = [
      publish({ body: Body.ofTrustedJson('"\\u0061bc"') }),
      publish({ body: Body.ofText('abc') }),
    ];
    const decoys = (count: number) => countingFrom(0, count).map(() => publish({ body: decoy() }));
    await bed.store.events.append([...decoys(230), ...wanted, ...decoys(450)]);
    for (const descending of [true, false]) {
      const expected = descending ? [...wanted].reverse() : wanted;
      const query = { text: 'abc', order: [by('at', descending)] };
      expect(idsOf(await search(bed.store, query))).toEqual(idsOf(expected));
      expect(idsOf(await search(bed.store, { ...query, limit: 1 }))).toEqual(idsOf(expected.slice(0, 1)));
      expect(idsOf(await search(bed.store, { ...query, limit: 1, skip: 1 }))).toEqual(
        idsOf(expected.slice(1)),
      );
    }
    expect(idsOf(await search(bed.store, { text: 'abc', order: [by('id')] }))).toEqual(idsOf(wanted));
  });

  test('a log without its oldest events is searched from both ends', async () => {
    await using bed = await storeBed(habitat);
    const kept: string[] = [];
    for (const [channel, count] of [
      ['short', 20],
      ['long', 1200],
      ['emptied', 1100],
    ] as const) {
      const batch = countingFrom(1, count).map(() => publish({ channel }));
      await bed.store.events.append(batch);
      const keepNewest = channel === 'emptied' ? 0 : 5;
      await bed.store.events.retain({ appId: 'acme', channel, olderThan: null, keepNewest, limit: 2000 });
      if (keepNewest > 0) kept.push(...idsOf(batch.slice(-keepNewest)));
    }
    expect(idsOf(await search(bed.store, { order: [by('at')] }))).toEqual(kept);
    expect(idsOf(await search(bed.store))).toEqual([...kept].reverse());
    for (const order of [[by('at')], [by('at', true)]]) {
      expect(idsOf(await search(bed.store, { order, channel: 'long', limit: 2, skip: 3 }))).toHaveLength(2);
      expect(await search(bed.store, { order, channel: 'emptied' })).toEqual([]);
    }
    expect(await bed.store.events.erase('acme', 'short')).toBe(5);
    expect(idsOf(await search(bed.store, { order: [by('at')] }))).toEqual(kept.slice(5));
  });

  test('thousands of small logs are looked through in a few steps, whether what is asked is rare or common there', async () => {
    await using bed = await storeBed(habitat);
    const { events } = bed.store;
    // From the old end: many that match, then many that do not, so that what comes next is never as what came before.
    const common = countingFrom(0, 1000).map((nr) =>
      publish({ channel: `common-${nr}`, body: Body.ofTrustedJson('"\\u0061bc"') }),
    );
    const plain = countingFrom(0, 2000).map((nr) => publish({ channel: `plain-${nr}` }));
    const [edited, gone, rare] = [plain[100], plain[200], plain[1500]];
    if (!edited || !gone || !rare) throw new Error('There are as many.');
    const last = publish({ channel: rare.channel, body: Body.ofText('rare') });
    await events.append([...common, ...plain, last]);
    await events.append([
      edit(edited.id, 'rare', { channel: edited.channel }),
      edit(gone.id, 'rare', { channel: gone.channel }),
      deletion(gone.id, { channel: gone.channel }),
    ]);
    let steps = 0;
    const counted = async (query: Query): Promise<string[]> => {
      steps = 0;
      const beforeStep = (): void => {
        steps += 1;
      };
      return idsOf(await search(bed.store, { ...query, beforeStep }));
    };
    for (const descending of [true, false]) {
      const order = [by('at', descending)];
      const inOrder = (entries: readonly { id: string }[]) =>
        idsOf(descending ? [...entries].reverse() : entries);
      expect(await counted({ text: 'rare', order })).toEqual(inOrder([edited, last]));
      expect(steps).toBeLessThan(25);
      expect(await counted({ name: 'absent', order })).toEqual([]);
      expect(steps).toBeLessThan(12);
      const wanted = inOrder(common);
      expect(await counted({ text: 'abc', order })).toEqual(wanted.slice(0, 100));
      expect(await counted({ text: 'abc', order, skip: 950 })).toEqual(wanted.slice(950));
      expect(await counted({ order, limit: 10, channel: last.channel, text: 'rare' })).toEqual([last.id]);
      await counted({ order, limit: 10 });
      expect(steps).toBeLessThan(4);
    }
  });

  test('a search takes steps, and ends by what is thrown between them', async () => {
    await using bed = await storeBed(habitat);
    const refusal = new ParleyError('bad_request', 'Enough.');
    await bed.store.events.append(countingFrom(0, 230).map(() => publish({ body: Body.ofText('other') })));
    let steps = 0;
    const beforeStep = (): void => {
      steps += 1;
      if (steps === 3) throw refusal;
    };
    const logs = countingFrom(0, 120).map((n) => publish({ channel: `log-${n}` }));
    await bed.store.events.append(logs);
    await expect(search(bed.store, { text: 'absent', beforeStep })).rejects.toBe(refusal);
    expect(steps).toBe(3);
    expect(await search(bed.store, { channel: 'log-1', beforeStep }), 'one step is enough').toHaveLength(1);
  });
}
