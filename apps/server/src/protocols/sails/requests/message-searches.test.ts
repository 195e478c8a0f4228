import { expect, test } from 'vitest';
import type { EventSearch, FoundEvent } from '../../../core/store/event-store.ts';
import { MessageSearches } from './message-searches.ts';

const search = (appId: string): EventSearch => ({ appId, order: [], skip: 0, limit: 10 });
const stays = () => true;

/** A store whose searches begin at once, and end when the test says so. */
function bed() {
  let now = 0;
  const begun: Array<{ readonly search: EventSearch; end(): void; step(): void }> = [];
  const events = {
    search: (asked: EventSearch) =>
      new Promise<FoundEvent[]>((resolve, reject) => {
        const step = (): void => {
          try {
            asked.beforeStep?.();
          } catch (thrown) {
            reject(thrown);
          }
        };
        begun.push({ search: asked, end: () => resolve([]), step });
        step();
      }),
  };
  const clock = { now: () => now, monotonic: () => now };
  const wait = (ms: number): void => {
    now += ms;
  };
  return { searches: new MessageSearches(events, clock), begun, wait };
}

test('an app searches twice at a time, whoever waits; another app does not wait for it', async () => {
  const { searches, begun } = bed();
  const asked = [1, 2, 3].map(() => searches.find(search('a'), stays));
  const other = searches.find(search('b'), stays);
  expect(begun.map(({ search: { appId } }) => appId)).toEqual(['a', 'a', 'b']);
  begun[0]?.end();
  await asked[0];
  await Promise.resolve();
  expect(begun.map(({ search: { appId } }) => appId)).toEqual(['a', 'a', 'b', 'a']);
  for (const { end } of begun) end();
  expect(await Promise.all([...asked, other])).toEqual([[], [], [], []]);
});

test('what is quick to find does not wait for what may not be there at all', async () => {
  const { searches, begun } = bed();
  const wide = [1, 2, 3].map(() => searches.find({ ...search('a'), text: 'rare' }, stays));
  const quick = [search('a'), { ...search('a'), channel: 'one', text: 'rare' }];
  const found = quick.map((asked) => searches.find(asked, stays));
  expect(begun.map(({ search: asked }) => asked.channel ?? asked.text)).toEqual([
    ...['rare', 'rare'],
    ...[undefined, 'one'],
  ]);
  for (const { end } of begun) end();
  await Promise.all([...wide.slice(0, 2), ...found]);
  await expect.poll(() => begun.length).toBe(5);
  begun[4]?.end();
  expect(await wide[2]).toEqual([]);
});

test('of those who wait there is an end, and later there is room again', async () => {
  const { searches, begun } = bed();
  const asked = Array.from({ length: 258 }, () => searches.find(search('a'), stays));
  await expect(searches.find(search('a'), stays)).rejects.toMatchObject({
    code: 'rate_limited',
    retryAfterMs: 1000,
  });
  for (const one of asked) {
    for (const { end } of begun) end();
    await one;
  }
  const later = searches.find(search('a'), stays);
  begun.at(-1)?.end();
  expect(await later).toEqual([]);
});

test('what takes too long is refused, counted from when it began', async () => {
  const { searches, begun, wait } = bed();
  const asked = [1, 2, 3].map(() => searches.find(search('a'), stays));
  wait(10_000);
  for (const { step } of begun) step();
  begun[0]?.end();
  await asked[0];
  await expect.poll(() => begun.length).toBe(3);
  wait(1);
  for (const { step } of begun) step();
  await expect(asked[1]).rejects.toMatchObject({ word: 'E_LIMIT' });
  begun[2]?.end();
  expect(await asked[2]).toEqual([]);
});

test('whoever went away while waiting costs nothing any more', async () => {
  const { searches, begun } = bed();
  let isThere = true;
  const asked = [1, 2].map(() => searches.find(search('a'), stays));
  const gone = searches.find(search('a'), () => isThere);
  isThere = false;
  for (const { end } of begun) end();
  await expect(gone).rejects.toMatchObject({ code: 'unavailable' });
  expect(begun).toHaveLength(2);
  await Promise.all(asked);
});
