import { expect, test } from 'vitest';
import { countingFrom, edit, offsetsOf, positionOf, publish, statusesOf } from '../testing/entries.ts';
import { type StoreBed, type StoreHabitat, storeBed } from './habitat.ts';

export function retentionCases(habitat: StoreHabitat): void {
  const order = { appId: 'acme', channel: 'room', olderThan: null, keepNewest: null, limit: 1000 };
  const remaining = async (bed: StoreBed): Promise<number[] | undefined> =>
    (await bed.store.events.readAfter('acme', 'room', 0, 1000))?.events.map((event) => event.position.offset);

  test('retention by age removes the old end and stops at the first event that is young enough', async () => {
    await using bed = await storeBed(habitat);
    const { events } = bed.store;
    await events.append([10, 20, 30, 15, 40].map((at) => publish({ at })));
    expect(await events.retain({ ...order, olderThan: 10 })).toBe(0);
    expect(await events.retain({ ...order, olderThan: 25 })).toBe(2);
    expect(await remaining(bed)).toEqual([3, 4, 5]);
    expect(await events.retain({ ...order, olderThan: 31 })).toBe(2);
    expect(await remaining(bed)).toEqual([5]);
  });

  test('retention by count keeps the newest so many', async () => {
    await using bed = await storeBed(habitat);
    const { events } = bed.store;
    await events.append(countingFrom(1, 10).map(() => publish()));
    expect(await events.retain({ ...order, keepNewest: 10 })).toBe(0);
    expect(await events.retain({ ...order, keepNewest: 4 })).toBe(6);
    expect(await remaining(bed)).toEqual([7, 8, 9, 10]);
    expect(await events.retain({ ...order, keepNewest: 4 })).toBe(0);
  });

  test('by age and count together, what either names goes', async () => {
    await using bed = await storeBed(habitat);
    const { events } = bed.store;
    await events.append([10, 20, 30, 40, 50].map((at) => publish({ at })));
    expect(await events.retain({ ...order, olderThan: 15, keepNewest: 3 })).toBe(2);
    expect(await events.retain({ ...order, olderThan: 45, keepNewest: 3 })).toBe(2);
    expect(await remaining(bed)).toEqual([5]);
  });

  test('one call removes no more than its limit, and the next goes on', async () => {
    await using bed = await storeBed(habitat);
    const { events } = bed.store;
    await events.append(countingFrom(1, 10).map(() => publish({ at: 1 })));
    expect(await events.retain({ ...order, olderThan: 2, limit: 4 })).toBe(4);
    expect(await remaining(bed)).toEqual([5, 6, 7, 8, 9, 10]);
    expect(await events.retain({ ...order, keepNewest: 1, limit: 4 })).toBe(4);
    expect(await events.retain({ ...order, olderThan: 2, limit: 4 })).toBe(2);
    expect(await events.retain({ ...order, olderThan: 2, limit: 4 })).toBe(0);
  });

  test('a channel whose events are all gone still has its head, and goes on from there', async () => {
    await using bed = await storeBed(habitat);
    const { events } = bed.store;
    const outcomes = await events.append([publish({ at: 1 }), publish({ at: 1 })]);
    const head = positionOf(outcomes[1]);
    expect(await events.retain({ ...order, olderThan: 2 })).toBe(2);
    expect(await events.head('acme', 'room')).toEqual(head);
    expect(await events.readAfter('acme', 'room', 0, 10)).toEqual({ head, events: [] });
    expect(await events.listChannels('acme', { limit: 10 })).toMatchObject([{ channel: 'room', head }]);
    const [next] = await events.append([publish()]);
    expect(positionOf(next)).toEqual({ epoch: head.epoch, offset: 3 });
  });

  test('a publish that retention removed can no longer be changed', async () => {
    await using bed = await storeBed(habitat);
    const { events } = bed.store;
    const message = publish({ at: 1 });
    await events.append([message, publish({ at: 9 })]);
    await events.retain({ ...order, olderThan: 5 });
    expect(statusesOf(await events.append([edit(message.id, 'x')]))).toEqual(['no_target']);
  });

  test('an erased channel is as if it had never been, and an append starts a new epoch at 1', async () => {
    await using bed = await storeBed(habitat);
    const { events } = bed.store;
    const message = publish({ clientId: 'c' });
    const [before] = await events.append([message, publish(), publish({ channel: 'other' })]);
    expect(await events.erase('acme', 'room')).toBe(2);
    expect(await events.head('acme', 'room')).toBeNull();
    expect(await events.find('acme', 'room', message.id)).toBeNull();
    expect((await events.listChannels('acme', { limit: 10 })).map(({ channel }) => channel)).toEqual([
      'other',
    ]);
    const [after] = await events.append([publish({ clientId: 'c' })]);
    expect(positionOf(after).offset).toBe(1);
    expect(positionOf(after).epoch).not.toBe(positionOf(before).epoch);
    expect(await events.head('acme', 'other')).toMatchObject({ offset: 1 });
  });

  test('a large channel is erased while another node appends to it, and every epoch is without holes', async () => {
    await using bed = await storeBed(habitat);
    const other = await bed.openNode();
    await bed.store.events.append(countingFrom(1, 5000).map(() => publish()));
    const appending = (async () => {
      const positions = [];
      for (const _ of countingFrom(1, 30)) {
        positions.push(...(await other.events.append([publish(), publish()])).map(positionOf));
      }
      return positions;
    })();
    const removed = await bed.store.events.erase('acme', 'room');
    const positions = await appending;
    expect(removed).toBeGreaterThanOrEqual(5000);
    const first = positions[0]?.epoch;
    const later = positions.filter((position) => position.epoch !== first).map((position) => position.offset);
    expect(later).toEqual(countingFrom(1, later.length));
    const page = await bed.store.events.readAfter('acme', 'room', 0, 1000);
    const offsets = page?.events.map((event) => event.position.offset) ?? [];
    expect(offsets).toEqual(countingFrom(1, offsets.length));
    expect(page === null || page.head.offset === offsets.length).toBe(true);
    expect(offsetsOf(await bed.store.events.append([publish()]))).toEqual([offsets.length + 1]);
  });
}
