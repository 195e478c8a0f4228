import { expect, test } from 'vitest';
import { simulatedRuntime } from '../runtime/simulated-runtime.ts';
import { retryDelay } from './retry-delay.ts';

const BACKOFF = { firstMs: 1000, longestMs: 900_000 };

test('the longest pause doubles with each failure, up to its limit', () => {
  const chance = { ...simulatedRuntime().chance, float: () => 1 };
  const pauses = [1, 2, 3, 10, 11, 12, 5000].map((failures) => retryDelay(failures, chance, BACKOFF));
  expect(pauses).toEqual([1000, 2000, 4000, 512_000, 900_000, 900_000, 900_000]);
});

test('a pause is anything up to that, so that those who failed together do not come back together', () => {
  const { chance } = simulatedRuntime({ seed: 3 });
  const pauses = Array.from({ length: 1000 }, () => retryDelay(4, chance, BACKOFF));
  expect(Math.min(...pauses)).toBeLessThan(400);
  expect(Math.max(...pauses)).toBeGreaterThan(7600);
  expect(Math.max(...pauses)).toBeLessThanOrEqual(8000);
});
