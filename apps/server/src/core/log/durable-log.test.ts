import { expect, test } from 'vitest';
import { simulatedRuntime } from '../../runtime/simulated-runtime.ts';
import { noEffects } from '../effects/effects.ts';
import { Body } from '../event/body.ts';
import type { EventStore, HistoryQuery, StoredEvent } from '../store/event-store.ts';
import { DurableLog } from './durable-log.ts';

/**
 * A store with so many publishes of so many bytes; one is added between a look at the head and one at the events. Those
 * that `isHers` does not name are for nobody but Bob.
 */
function logOf(count: number, bytes: number, isHers: (offset: number) => boolean = () => true) {
  const body = Body.ofText('x'.repeat(bytes));
  const stored = (offset: number): StoredEvent => {
    const position = { epoch: 'e', offset };
    const gone = { deletedAt: null, edit: null, target: null, clientId: null, userId: null };
    const readership = isHers(offset) ? {} : { readership: { only: new Set(['bob']), except: NOBODY } };
    return { id: `${offset}`, kind: 'publish', position, name: 'm', body, at: 0, ...gone, ...readership };
  };
  const events = Array.from({ length: count }, (_, index) => stored(index + 1));
  let read = 0;
  const never = () => Promise.reject(new Error('not part of this'));
  const store: EventStore = {
    async head() {
      const offset = events.length;
      events.push(stored(offset + 1));
      return { epoch: 'e', offset };
    },
    async history({ before = Number.POSITIVE_INFINITY, after = 0, order, skip = 0, limit }: HistoryQuery) {
      const range = events.filter(({ position: { offset } }) => offset > after && offset < before);
      const page = (order === 'newest' ? range.reverse() : range).slice(skip, skip + limit);
      read += page.length;
      return page;
    },
    append: never,
    readAfter: never,
    find: never,
    findByClientId: never,
    findPublished: never,
    search: never,
    listChannels: never,
    retain: never,
    erase: never,
  };
  const log = new DurableLog(store, simulatedRuntime(), noEffects);
  return { log, read: () => read };
}

const NOBODY: ReadonlySet<string> = new Set();
const HERS = { includeDeleted: false, sight: { provedUserId: 'ann' } } as const;

const offsets = (events: readonly StoredEvent[]) => events.map(({ position }) => position.offset);
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

test('a page of history ends where the channel stood, also while more is published', async () => {
  const { log } = logOf(3, 1);
  const page = await log.history('a', 'x', {
    order: 'newest',
    limit: 10,
    includeDeleted: false,
    sight: 'all',
  });
  expect([page.head.offset, offsets(page.events)]).toEqual([3, [3, 2, 1]]);
});

test('a page as long as was asked for is put together of slices, in either order', async () => {
  const { log } = logOf(450, 1);
  const oldest = await log.history('a', 'x', {
    order: 'oldest',
    limit: 430,
    includeDeleted: false,
    sight: 'all',
  });
  expect(offsets(oldest.events)).toEqual(upTo(430));
  const newest = await log.history('a', 'x', {
    order: 'newest',
    limit: 430,
    includeDeleted: false,
    sight: 'all',
  });
  expect(offsets(newest.events)).toEqual(upTo(newest.head.offset).reverse().slice(0, 430));
});

test('a page of large events is short rather than large, and no more than a slice is read in vain', async () => {
  const { log, read } = logOf(1000, 65_536);
  const { events } = await log.history('a', 'x', {
    order: 'oldest',
    limit: 1000,
    includeDeleted: false,
    sight: 'all',
  });
  expect(offsets(events)).toEqual(upTo(64));
  expect(read()).toBe(100);
});

test('an event that is larger than a page may be makes a page of its own', async () => {
  const { log } = logOf(3, 5_000_000);
  const { events } = await log.history('a', 'x', {
    order: 'oldest',
    limit: 2,
    includeDeleted: false,
    sight: 'all',
  });
  expect(offsets(events)).toEqual([1]);
});

test('a page of what is for a reader is as full as any, in either order, and pages and skipping count nothing else', async () => {
  const { log } = logOf(1200, 1, (offset) => offset % 10 === 0);
  const oldest = await log.history('a', 'x', { order: 'oldest', limit: 25, ...HERS });
  const hers = Array.from({ length: 120 }, (_, index) => 10 * (index + 1));
  expect(offsets(oldest.events)).toEqual(hers.slice(0, 25));
  const newest = await log.history('a', 'x', { order: 'newest', limit: 25, skip: 30, ...HERS });
  expect(offsets(newest.events)).toEqual([...hers].reverse().slice(30, 55));
  const before = newest.events.at(-1)?.position.offset ?? 0;
  const next = await log.history('a', 'x', { order: 'newest', limit: 25, before, ...HERS });
  expect(offsets(next.events)).toEqual([...hers].reverse().slice(55, 80));
  expect([oldest.lookedUpTo, newest.lookedUpTo, next.lookedUpTo]).toEqual([undefined, undefined, undefined]);
});

test('the last event that is for a reader is found behind many that are not', async () => {
  const { log, read } = logOf(3000, 1, (offset) => offset === 500);
  const { events } = await log.history('a', 'x', { order: 'newest', limit: 1, ...HERS });
  expect(offsets(events)).toEqual([500]);
  expect(read()).toBeLessThan(2700);
});

test('where very many events in a row are not for a reader, a page ends and says how far it looked', async () => {
  const { log, read } = logOf(25_000, 1, (offset) => offset <= 3);
  const found: number[] = [];
  let pages = 0;
  for (let before: number | undefined; pages < 10; ) {
    const range = before === undefined ? {} : { before };
    const page = await log.history('a', 'x', { order: 'newest', limit: 5, ...range, ...HERS });
    pages += 1;
    found.push(...offsets(page.events));
    before = page.lookedUpTo?.offset;
    if (before === undefined) break;
    expect(read()).toBeLessThan(pages * 10_200);
  }
  expect([pages, found]).toEqual([3, [3, 2, 1]]);
});

test('who may read everything, and who may read all there is, has no more read for it than it asked for', async () => {
  const { log, read } = logOf(500, 1);
  await log.history('a', 'x', { order: 'newest', limit: 10, skip: 100, includeDeleted: false, sight: 'all' });
  expect(read()).toBe(10);
  await log.history('a', 'x', { order: 'newest', limit: 10, ...HERS });
  expect(read()).toBe(20);
});
