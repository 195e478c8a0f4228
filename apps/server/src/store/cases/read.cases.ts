import { expect, test } from 'vitest';
import { countingFrom, deletion, edit, offsetsOf, publish } from '../testing/entries.ts';
import { type StoreHabitat, storeBed } from './habitat.ts';

export function readCases(habitat: StoreHabitat): void {
  test('a channel that never held an event has no head, no log, no history and is not listed', async () => {
    await using bed = await storeBed(habitat);
    const { events } = bed.store;
    for (const channel of ['room', 'nul\0', 'half \ud83d', 'x'.repeat(5000), '']) {
      expect(await events.head('acme', channel)).toBeNull();
      expect(await events.readAfter('acme', channel, 0, 10)).toBeNull();
      expect(await events.history({ appId: 'acme', channel, order: 'newest', limit: 10 })).toEqual([]);
      expect(await events.find('acme', channel, 'f'.repeat(24))).toBeNull();
      expect(await events.erase('acme', channel)).toBe(0);
      expect(await events.retain({ appId: 'acme', channel, olderThan: 9e15, keepNewest: 0, limit: 10 })).toBe(
        0,
      );
    }
    expect(await events.listChannels('acme', { limit: 10 })).toEqual([]);
  });

  test('an event is found by its sender and the id that the sender gave it, and by nobody else', async () => {
    await using bed = await storeBed(habitat);
    const { events } = bed.store;
    const named = publish({ userId: 'ann', clientId: 'c1' });
    const nameless = publish({ userId: null, clientId: 'c1' });
    await events.append([named, nameless]);
    const idOf = async (userId: string | null, clientId: string, channel = 'room') =>
      (await events.findByClientId('acme', channel, userId, clientId))?.id;
    expect(await idOf('ann', 'c1')).toBe(named.id);
    expect(await idOf(null, 'c1')).toBe(nameless.id);
    expect(await idOf('bob', 'c1')).toBeUndefined();
    expect(await idOf('ann', 'c2')).toBeUndefined();
    expect(await idOf('ann', 'c1', 'elsewhere')).toBeUndefined();
    expect(await idOf('ann', 'nul\0')).toBeUndefined();
  });

  test('reading after a position gives what follows, at most so many, and the head', async () => {
    await using bed = await storeBed(habitat);
    const { events } = bed.store;
    await events.append(countingFrom(1, 10).map(() => publish()));
    const offsets = async (after: number, limit: number) =>
      (await events.readAfter('acme', 'room', after, limit))?.events.map((event) => event.position.offset);
    expect(await offsets(0, 3)).toEqual([1, 2, 3]);
    expect(await offsets(3, 3)).toEqual([4, 5, 6]);
    expect(await offsets(8, 100)).toEqual([9, 10]);
    expect(await offsets(10, 100)).toEqual([]);
    expect(await offsets(999, 100)).toEqual([]);
    expect((await events.readAfter('acme', 'room', 10, 1))?.head).toEqual(await events.head('acme', 'room'));
  });

  test('history pages in both directions, over publishes only', async () => {
    await using bed = await storeBed(habitat);
    const { events } = bed.store;
    const messages = countingFrom(1, 6).map(() => publish());
    await events.append(messages);
    await events.append([edit(messages[1]?.id ?? '', 'x'), deletion(messages[2]?.id ?? '')]);
    await events.append([publish()]);
    const offsets = async (query: object) =>
      (await events.history({ appId: 'acme', channel: 'room', order: 'newest', limit: 100, ...query })).map(
        (event) => event.position.offset,
      );
    expect(await offsets({})).toEqual([9, 6, 5, 4, 2, 1]);
    expect(await offsets({ order: 'oldest' })).toEqual([1, 2, 4, 5, 6, 9]);
    expect(await offsets({ limit: 2 })).toEqual([9, 6]);
    expect(await offsets({ limit: 2, before: 6 })).toEqual([5, 4]);
    expect(await offsets({ order: 'oldest', after: 2, limit: 2 })).toEqual([4, 5]);
    expect(await offsets({ after: 2, before: 6 })).toEqual([5, 4]);
    expect(await offsets({ skip: 2, limit: 2 })).toEqual([5, 4]);
    expect(await offsets({ order: 'oldest', skip: 5 })).toEqual([9]);
    expect(await offsets({ skip: 6 })).toEqual([]);
    expect(await offsets({ includeDeleted: true, before: 5 })).toEqual([4, 3, 2, 1]);
  });

  test('an event is found by its id in its own channel only', async () => {
    await using bed = await storeBed(habitat);
    const message = publish({ userId: null, clientId: 'c', name: 'Preis €' });
    const [outcome] = await bed.store.events.append([message, publish({ channel: 'other' })]);
    const found = await bed.store.events.find('acme', 'room', message.id);
    expect(found).toMatchObject({
      id: message.id,
      kind: 'publish',
      position: outcome?.status === 'stored' ? outcome.position : null,
      name: 'Preis €',
      at: message.at,
      userId: null,
      clientId: 'c',
      target: null,
      deletedAt: null,
      edit: null,
    });
    expect(await bed.store.events.find('acme', 'other', message.id)).toBeNull();
    expect(await bed.store.events.find('acme', 'room', 'nul\0')).toBeNull();
  });

  test('channels are listed by name in pages, and a prefix is taken literally', async () => {
    await using bed = await storeBed(habitat);
    const { events } = bed.store;
    const names = ['a%b', 'a%c', 'a_b', 'axb', 'a!b', 'a\\b', 'A%b', 'Z', 'z', 'é', '😀', '￿'];
    await events.append(names.map((channel) => publish({ channel, at: 5 })));
    await events.append([publish({ channel: 'z', at: 9 }), publish({ channel: 'z', at: 7 })]);
    await events.append([publish({ appId: 'ACME', channel: 'foreign' })]);
    const byCodePoint = [...names].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    const all = await events.listChannels('acme', { limit: 100 });
    expect(all.map(({ channel }) => channel)).toEqual(byCodePoint);
    expect(all.find(({ channel }) => channel === 'z')).toMatchObject({
      createdAt: 5,
      lastEventAt: 9,
      head: { offset: 3 },
    });
    const paged: string[] = [];
    for (;;) {
      const last = paged.at(-1);
      const page = await events.listChannels('acme', {
        limit: 5,
        ...(last === undefined ? {} : { afterName: last }),
      });
      if (page.length === 0) break;
      paged.push(...page.map(({ channel }) => channel));
    }
    expect(paged).toEqual(byCodePoint);
    const prefixed = async (prefix: string) =>
      (await events.listChannels('acme', { prefix, limit: 100 })).map(({ channel }) => channel);
    expect(await prefixed('a%')).toEqual(['a%b', 'a%c']);
    expect(await prefixed('a_')).toEqual(['a_b']);
    expect(await prefixed('a!')).toEqual(['a!b']);
    expect(await prefixed('a\\')).toEqual(['a\\b']);
    expect(await prefixed('A')).toEqual(['A%b']);
    expect(await prefixed('nul\0')).toEqual([]);
  });

  test('a reader never meets a hole while two nodes append', async () => {
    await using bed = await storeBed(habitat);
    const other = await bed.openNode();
    let appending = true;
    const append = async (events: typeof other.events): Promise<void> => {
      for (const _ of countingFrom(1, 20)) {
        offsetsOf(await events.append(countingFrom(1, 10).map(() => publish())));
      }
    };
    const read = async (): Promise<number> => {
      let seen = 0;
      for (let last = false; !last; ) {
        last = !appending;
        const page = await bed.store.events.readAfter('acme', 'room', seen, 1000);
        const offsets = page?.events.map((event) => event.position.offset) ?? [];
        expect(offsets).toEqual(countingFrom(seen + 1, offsets.length));
        expect(page?.head.offset ?? 0).toBe(seen + offsets.length);
        seen += offsets.length;
      }
      return seen;
    };
    const writing = Promise.all([append(bed.store.events), append(other.events)]).finally(() => {
      appending = false;
    });
    expect(await read()).toBe(400);
    await writing;
  });
}
