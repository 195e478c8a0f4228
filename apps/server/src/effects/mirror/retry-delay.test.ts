import { expect, test } from 'vitest';
import { retryDelay } from './retry-delay.ts';

const always = (value: number) => ({ float: () => value, bytes: (count: number) => Buffer.alloc(count) });

test('waits double from half a second to half a minute, and stay there', () => {
  const longest = [1, 2, 3, 4, 5, 6, 7, 8, 5000].map((failures) => retryDelay(failures, always(1)));
  expect(longest).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
});

test('chance takes up to half of a wait away', () => {
  expect(retryDelay(3, always(0))).toBe(1000);
  expect(retryDelay(3, always(0.5))).toBe(1500);
});
