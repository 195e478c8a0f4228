import { expect, test } from 'vitest';
import { NewestOfEach } from './newest-of-each.ts';

async function take<Item>(items: AsyncIterable<Item>, count: number): Promise<Item[]> {
  const taken: Item[] = [];
  for await (const item of items) {
    taken.push(item);
    if (taken.length === count) break;
  }
  return taken;
}

test('a slow reader gets the newest of each key, in the order of what it gets', async () => {
  using news = new NewestOfEach<number>(undefined);
  for (const [key, item] of [
    ['a', 1],
    ['b', 2],
    ['a', 3],
  ] as const)
    news.put(key, item);
  expect(await take(news, 2)).toEqual([2, 3]);
});

test('what was known before gives way to news that waits', async () => {
  using news = new NewestOfEach<number>(undefined);
  news.put('a', 2);
  news.putUnlessNewer('a', 1);
  news.putUnlessNewer('b', 1);
  expect(await take(news, 2)).toEqual([2, 1]);
});

test('a reader that waits is woken by news, and ended by the signal', async () => {
  const ended = new AbortController();
  using news = new NewestOfEach<number>(ended.signal);
  const reading = take(news, 2);
  await Promise.resolve();
  news.put('a', 1);
  await Promise.resolve();
  ended.abort();
  expect((await reading).length).toBeLessThan(2);
  expect(await take(news, 1)).toEqual([]);
});
