import { expect, test } from 'vitest';
import type { Store } from '../../core/store/store.ts';
import { effect, idsOf } from '../testing/effects.ts';
import { countingFrom, deletion, edit, offsetsOf, publish, statusesOf } from '../testing/entries.ts';
import { type StoreHabitat, storeBed } from './habitat.ts';

/** Effects are there if and only if the event that they go with was stored. */
export function appendEffectsCases(habitat: StoreHabitat): void {
  const queuedIn = async (store: Store): Promise<string[]> =>
    idsOf(await store.effects.pending('webhook', 'acme', 10_000));

  test('effects are queued with the event that they go with', async () => {
    await using bed = await storeBed(habitat);
    const [one, two, three] = [effect({ payload: 'nul \0' }), effect({ lane: 'other' }), effect()];
    const outcomes = await bed.store.events.append([
      publish({ effects: [one, two] }),
      publish(),
      publish({ effects: [three] }),
    ]);
    expect(offsetsOf(outcomes)).toEqual([1, 2, 3]);
    expect(await queuedIn(bed.store)).toEqual(idsOf([one, two, three]));
    const { createdAt } = one;
    const asQueued = { state: 'pending', dueAt: createdAt, attempts: 0, changedAt: createdAt };
    expect(await bed.store.effects.find(one.id)).toEqual({ ...one, ...asQueued });
  });

  test('a duplicate adds none, whether it is known from before or from this batch', async () => {
    await using bed = await storeBed(habitat);
    const { events } = bed.store;
    const [first, second] = [effect(), effect()];
    await events.append([publish({ clientId: 'c1', effects: [first] })]);
    const outcomes = await events.append([
      publish({ clientId: 'c1', effects: [effect()] }),
      publish({ clientId: 'c2', effects: [second] }),
      publish({ clientId: 'c2', effects: [effect()] }),
    ]);
    expect(statusesOf(outcomes)).toEqual(['duplicate', 'stored', 'duplicate']);
    expect(await queuedIn(bed.store)).toEqual(idsOf([first, second]));
  });

  test('an event written twice under one id, as after a lost answer, has its effects once', async () => {
    await using bed = await storeBed(habitat);
    const entry = publish({ effects: [effect()] });
    await bed.store.events.append([entry]);
    expect(statusesOf(await bed.store.events.append([entry, publish()]))).toEqual(['duplicate', 'stored']);
    expect(await queuedIn(bed.store)).toEqual(idsOf(entry.effects));
  });

  test('an entry that cannot be stored leaves none, and others of its batch keep theirs', async () => {
    await using bed = await storeBed(habitat);
    const kept = countingFrom(0, 7).map(() => effect());
    const taken = effect();
    await bed.store.effects.add([taken]);
    const bad = [
      publish({ appId: 'no such app', effects: [effect()] }),
      publish({ channel: 'nul\0', effects: [effect()] }),
      publish({ body: null, effects: [effect()] }),
      publish({ effects: [effect(), effect({ lane: 'x'.repeat(256) })] }),
      publish({ effects: [effect(), effect({ appId: 'no such app' })] }),
      publish({ effects: [effect(), taken] }),
      edit('f'.repeat(24), 'of nothing', { effects: [effect()] }),
    ];
    const batch = bad.flatMap((entry, nr) => [publish({ effects: kept.slice(nr, nr + 1) }), entry]);
    const outcomes = await bed.store.events.append(batch);
    const refused = [...new Array(6).fill('failed'), 'no_target'];
    expect(statusesOf(outcomes)).toEqual(refused.flatMap((status) => ['stored', status]));
    expect((await queuedIn(bed.store)).sort()).toEqual(idsOf([...kept, taken]));
    for (const entry of bad) {
      expect(await bed.store.events.find(entry.appId, entry.channel, entry.id)).toBeNull();
    }
  });

  test('a batch that fails as a whole leaves none', async () => {
    await using bed = await storeBed(habitat);
    const { store, link } = await bed.openCuttable();
    await store.events.append([publish()]);
    const batch = countingFrom(0, 500).map(() => publish({ effects: [effect()] }));
    await link.cut();
    await expect(store.events.append(batch)).rejects.toMatchObject({ code: 'unavailable' });
    expect(await queuedIn(bed.store)).toEqual([]);
  });

  test('a connection lost in the middle leaves events and effects together or neither', async () => {
    await using bed = await storeBed(habitat);
    const { store, link } = await bed.openCuttable();
    for (const round of countingFrom(1, 5)) {
      const batch = countingFrom(0, 100).map(() => publish({ effects: [effect()] }));
      const writing = store.events.append(batch).catch(() => null);
      for (const _ of countingFrom(1, round * 3)) await new Promise((resolve) => setImmediate(resolve));
      await link.cut();
      await writing;
      await link.mend();
      // The database goes on with a statement that it had when the connection broke, and may commit between two looks.
      const queuedBefore = new Set(await queuedIn(bed.store));
      const found = await Promise.all(batch.map(({ id }) => bed.store.events.find('acme', 'room', id)));
      const queuedAfter = new Set(await queuedIn(bed.store));
      for (const [nr, { effects }] of batch.entries()) {
        if (idsOf(effects).some((id) => queuedBefore.has(id))) expect(found[nr]).not.toBeNull();
        if (found[nr] !== null) expect(idsOf(effects).filter((id) => !queuedAfter.has(id))).toEqual([]);
      }
    }
  });

  test('edits, deletions and publishes of one batch each bring theirs', async () => {
    await using bed = await storeBed(habitat);
    const stored = publish({ clientId: 'known' });
    await bed.store.events.append([stored]);
    const fresh = publish({ effects: [effect()] });
    const batch = [
      fresh,
      edit(stored.id, 'new', { effects: [effect()] }),
      deletion(stored.id, { effects: [effect()] }),
      edit(fresh.id, 'newer', { effects: [effect(), effect()] }),
      deletion(stored.id, { effects: [effect()] }),
      publish({ clientId: 'known', effects: [effect()] }),
    ];
    const outcomes = await bed.store.events.append(batch);
    expect(statusesOf(outcomes)).toEqual(['stored', 'stored', 'stored', 'stored', 'no_target', 'duplicate']);
    expect(await queuedIn(bed.store)).toEqual(idsOf(batch.slice(0, 4).flatMap(({ effects }) => effects)));
  });

  test('thousands at once, and large ones, are all there', async () => {
    await using bed = await storeBed(habitat);
    const batch = countingFrom(0, 2000).map((nr) =>
      publish({ channel: `room-${nr % 50}`, effects: [effect(), effect()] }),
    );
    expect(offsetsOf(await bed.store.events.append(batch))).toHaveLength(2000);
    const large = countingFrom(0, 12).map(() => publish({ effects: [effect({ payload: 'x'.repeat(1e6) })] }));
    expect(offsetsOf(await bed.store.events.append(large))).toHaveLength(12);
    expect(await queuedIn(bed.store)).toEqual(idsOf([...batch, ...large].flatMap(({ effects }) => effects)));
  });

  test('two nodes that race with the same client ids queue the effects of the one that won', async () => {
    await using bed = await storeBed(habitat);
    const other = await bed.openNode();
    const won: string[] = [];
    for (const round of countingFrom(1, 10)) {
      const batches = [bed.store, other].map((store) => ({
        store,
        batch: countingFrom(0, 20).map((nr) => publish({ clientId: `${round}-${nr}`, effects: [effect()] })),
      }));
      const results = await Promise.all(batches.map(({ store, batch }) => store.events.append(batch)));
      for (const [nr, outcomes] of results.entries()) {
        for (const [nth, { status }] of outcomes.entries()) {
          if (status === 'stored') won.push(...idsOf(batches[nr]?.batch[nth]?.effects ?? []));
        }
      }
    }
    expect(won).toHaveLength(200);
    expect(await queuedIn(bed.store)).toEqual(won.sort());
  });
}
