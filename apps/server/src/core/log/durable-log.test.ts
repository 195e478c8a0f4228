import { expect, test } from 'vitest';
import { simulatedRuntime } from '../../runtime/simulated-runtime.ts';
import { noEffects } from '../effects/effects.ts';
import { Body } from '../event/body.ts';
import type { EventStore, HistoryQuery, StoredEvent } from '../store/event-store.ts';
import { DurableLog } from './durable-log.ts';

/** A store with so many publishes of so many bytes; `grow` adds one between a look at the head and one at the events. */
function logOf(count: number, bytes: number) {
  const body = Body.ofText('x'.repeat(bytes));
  const stored = (offset: number): StoredEvent => {
    const position = { epoch: 'e', offset };
    const gone = { deletedAt: null, edit: null, target: null, clientId: null, userId: null };
    return { id: `${offset}`, kind: 'publish', position, name: 'm', body, at: 0, ...gone };
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
    async history({ before = Number.POSITIVE_INFINITY, after = 0, order, limit }: HistoryQuery) {
      const range = events.filter(({ position: { offset } }) => offset > after && offset < before);
      const page = (order === 'newest' ? range.reverse() : range).slice(0, limit);
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
