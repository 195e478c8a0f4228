import { expect, test } from 'vitest';
import { Body } from '../../core/event/body.ts';
import type { AppendEntry, StoredEvent } from '../../core/store/event-store.ts';
import type { Store } from '../../core/store/store.ts';
import { countingFrom, duplicateOf, offsetsOf, positionOf, publish, statusesOf } from '../testing/entries.ts';
import { type StoreHabitat, storeBed } from './habitat.ts';

export function appendCases(habitat: StoreHabitat): void {
  test('offsets count up by one in the order of the batch, per channel, from 1', async () => {
    await using bed = await storeBed(habitat);
    const { events } = bed.store;
    const batch = ['a', 'b', 'a', 'a', 'b'].map((channel) => publish({ channel }));
    expect(offsetsOf(await events.append(batch))).toEqual([1, 1, 2, 3, 2]);
    expect(offsetsOf(await events.append([publish({ channel: 'b' }), publish({ channel: 'a' })]))).toEqual([
      3, 4,
    ]);
    expect(await events.head('acme', 'a')).toMatchObject({ offset: 4 });
    const page = await events.readAfter('acme', 'a', 0, 100);
    expect(page?.events.map((event) => event.position.offset)).toEqual([1, 2, 3, 4]);
    expect(page?.events.slice(0, 3).map((event) => event.id)).toEqual([
      batch[0]?.id,
      batch[2]?.id,
      batch[3]?.id,
    ]);
  });

  test('1000 publishes by two nodes at once to 10 channels leave no hole and no offset twice', async () => {
    await using bed = await storeBed(habitat);
    const other = await bed.openNode();
    const appendAll = async (
      store: Store,
      batches: number,
    ): Promise<Array<{ entry: AppendEntry; offset: number }>> => {
      const placed: Array<{ entry: AppendEntry; offset: number }> = [];
      for (let nr = 0; nr < batches; nr += 1) {
        const batch = countingFrom(0, 50).map((n) => publish({ channel: `room-${(n * 7 + nr) % 10}` }));
        const offsets = offsetsOf(await store.events.append(batch));
        placed.push(...batch.map((entry, index) => ({ entry, offset: offsets[index] ?? Number.NaN })));
      }
      return placed;
    };
    const placed = (await Promise.all([appendAll(bed.store, 10), appendAll(other, 10)])).flat();
    expect(placed).toHaveLength(1000);
    for (const nr of countingFrom(0, 10)) {
      const mine = placed.filter(({ entry }) => entry.channel === `room-${nr}`);
      const page = await bed.store.events.readAfter('acme', `room-${nr}`, 0, 1000);
      expect(page?.events.map((event) => event.position.offset)).toEqual(countingFrom(1, mine.length));
      expect(page?.head.offset).toBe(mine.length);
      const idAt = new Map(page?.events.map((event) => [event.position.offset, event.id]));
      for (const { entry, offset } of mine) expect(idAt.get(offset)).toBe(entry.id);
      expect(new Set(page?.events.map((event) => event.position.epoch)).size).toBe(1);
    }
  });

  test('a user that was proved and one that merely says to be it are two senders, and stay told apart', async () => {
    await using bed = await storeBed(habitat);
    const { events } = bed.store;
    const clientId = 'first';
    const proved = publish({ userId: 'ann', clientId });
    const claimed = publish({ userId: 'ann', clientId, claimed: true });
    expect(statusesOf(await events.append([proved, claimed]))).toEqual(['stored', 'stored']);
    const again = await events.append([publish({ userId: 'ann', clientId, claimed: true })]);
    expect(duplicateOf(again[0])).toMatchObject({ id: claimed.id, userId: 'ann', claimed: true });
    const page = await events.readAfter('acme', 'room', 0, 10);
    expect(page?.events.map(({ id, userId, claimed: is }) => [id, userId, is])).toEqual([
      [proved.id, 'ann', undefined],
      [claimed.id, 'ann', true],
    ]);
    expect(await events.findByClientId('acme', 'room', 'ann', clientId)).toMatchObject({ id: proved.id });
    const long = publish({ userId: 'x'.repeat(255), claimed: true });
    expect(statusesOf(await events.append([long]))).toEqual(['failed']);
  });

  test('one client id published by two nodes at once is stored once, and everyone gets the first answer', async () => {
    await using bed = await storeBed(habitat);
    const other = await bed.openNode();
    const stored: string[] = [];
    const answered = new Set<string>();
    for (const round of countingFrom(1, 15)) {
      const clientIds = countingFrom(0, 20).map((n) => `client-${round}-${n}`);
      const results = await Promise.all(
        [bed.store, other, bed.store, other].map((store) =>
          store.events.append(clientIds.map((clientId) => publish({ clientId }))),
        ),
      );
      for (const outcomes of results) {
        for (const [nth, outcome] of outcomes.entries()) {
          const clientId = clientIds[nth] ?? '';
          if (outcome.status === 'stored') {
            stored.push(clientId);
            answered.add(`${clientId}@${outcome.position.offset}`);
          } else {
            answered.add(`${clientId}@${duplicateOf(outcome).position.offset}`);
            expect(duplicateOf(outcome).clientId).toBe(clientId);
          }
        }
      }
    }
    expect(stored).toHaveLength(300);
    expect(new Set(stored).size).toBe(300);
    expect(answered.size).toBe(300);
    const page = await bed.store.events.readAfter('acme', 'room', 0, 1000);
    expect(page?.events.map((event) => event.position.offset)).toEqual(countingFrom(1, 300));
  });

  test('a retry gets the stored event, wherever in a batch it comes, and takes no offset', async () => {
    await using bed = await storeBed(habitat);
    const { events } = bed.store;
    const first = publish({ clientId: 'c1', body: Body.ofText('first') });
    expect(offsetsOf(await events.append([first]))).toEqual([1]);
    const outcomes = await events.append([
      publish(),
      publish({ clientId: 'c1', body: Body.ofText('second') }),
      publish({ clientId: 'c2' }),
      publish({ clientId: 'c2', body: Body.ofText('again in this batch') }),
      publish(),
    ]);
    expect(statusesOf(outcomes)).toEqual(['stored', 'duplicate', 'stored', 'duplicate', 'stored']);
    const known: StoredEvent = duplicateOf(outcomes[1]);
    expect(known).toMatchObject({ id: first.id, position: { offset: 1 }, at: first.at, userId: 'ann' });
    expect(known.body?.text).toBe('first');
    expect(positionOf(outcomes[2]).offset).toBe(3);
    expect(duplicateOf(outcomes[3]).position).toEqual(positionOf(outcomes[2]));
    expect(await events.head('acme', 'room')).toMatchObject({ offset: 4 });
  });

  test('a client id belongs to its app, channel and user, and nobody is a user of its own', async () => {
    await using bed = await storeBed(habitat);
    const outcomes = await bed.store.events.append([
      publish({ clientId: 'same' }),
      publish({ clientId: 'same', userId: 'bob' }),
      publish({ clientId: 'same', userId: null }),
      publish({ clientId: 'same', channel: 'other' }),
      publish({ clientId: 'same', appId: 'ACME' }),
      publish({ clientId: 'SAME' }),
      publish({ clientId: 'same', userId: null }),
    ]);
    expect(statusesOf(outcomes)).toEqual([...new Array(6).fill('stored'), 'duplicate']);
  });

  test('an event written twice under one id, as after a lost answer, is there once', async () => {
    await using bed = await storeBed(habitat);
    const entry = publish();
    const [first] = await bed.store.events.append([entry]);
    const again = await bed.store.events.append([publish(), entry, publish()]);
    expect(statusesOf(again)).toEqual(['stored', 'duplicate', 'stored']);
    expect(duplicateOf(again[1]).position).toEqual(positionOf(first));
    const elsewhere = await bed.store.events.append([{ ...entry, channel: 'elsewhere' }, publish()]);
    expect(statusesOf(elsewhere)).toEqual(['failed', 'stored']);
    expect(await bed.store.events.head('acme', 'elsewhere')).toBeNull();
  });

  test('what cannot be stored fails alone, whatever its fault', async () => {
    await using bed = await storeBed(habitat);
    const bad = [
      publish({ appId: 'no such app' }),
      publish({ channel: 'nul\0' }),
      publish({ channel: 'half \ud83d a pair' }),
      publish({ channel: 'x'.repeat(256) }),
      publish({ userId: 'x'.repeat(256) }),
      publish({ clientId: 'x'.repeat(129) }),
      publish({ name: 'nul\0' }),
      publish({ id: 'x'.repeat(25) }),
      publish({ at: Number.NaN }),
      publish({ at: 1.5 }),
      publish({ body: null }),
    ];
    const batch = bad.flatMap((entry) => [publish(), entry]);
    const outcomes = await bed.store.events.append(batch);
    expect(statusesOf(outcomes)).toEqual(bad.flatMap(() => ['stored', 'failed']));
    expect(offsetsOf(outcomes.filter((outcome) => outcome.status === 'stored'))).toEqual(
      countingFrom(1, bad.length),
    );
    expect(await bed.store.events.head('acme', 'room')).toMatchObject({ offset: bad.length });
    for (const entry of bad) {
      expect(await bed.store.events.find(entry.appId, entry.channel, entry.id)).toBeNull();
      const page = await bed.store.events.readAfter(entry.appId, entry.channel, 0, 10);
      expect(page?.events.some((event) => event.id === entry.id) ?? false).toBe(false);
    }
  });

  test('when the first of two with one client id cannot be stored, the second is', async () => {
    await using bed = await storeBed(habitat);
    const outcomes = await bed.store.events.append([
      publish({ kind: 'edit', clientId: 'c', target: 'f'.repeat(24) }),
      publish({ clientId: 'c' }),
    ]);
    expect(statusesOf(outcomes)).toEqual(['no_target', 'stored']);
  });

  test('an empty batch is an empty answer', async () => {
    await using bed = await storeBed(habitat);
    expect(await bed.store.events.append([])).toEqual([]);
  });

  test('a batch to 500 new channels at once, from two nodes, gives each its own log', async () => {
    await using bed = await storeBed(habitat);
    const other = await bed.openNode();
    const names = countingFrom(0, 500).map((n) => `wide-${n}`);
    const [one, two] = await Promise.all([
      bed.store.events.append(names.map((channel) => publish({ channel }))),
      other.events.append([...names].reverse().map((channel) => publish({ channel }))),
    ]);
    const offsets = [...offsetsOf(one), ...offsetsOf(two)];
    expect(offsets.filter((offset) => offset === 1)).toHaveLength(500);
    expect(offsets.filter((offset) => offset === 2)).toHaveLength(500);
    const epochs = new Map(one.map((outcome, nth) => [names[nth], positionOf(outcome).epoch]));
    for (const [nth, outcome] of two.entries()) {
      expect(positionOf(outcome).epoch).toBe(epochs.get(names[499 - nth]));
    }
  });
}
