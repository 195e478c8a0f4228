import { expect, test } from 'vitest';
import { climb, rateOf, rungAt } from './climb.ts';

async function search(start: number, truth: number): Promise<{ found: number | null; tried: number[] }> {
  const tried: number[] = [];
  const found = await climb({
    start,
    lowest: 2,
    highest: 30,
    holds: async (rung) => {
      tried.push(rung);
      return rung <= truth;
    },
  });
  return { found, tried };
}

test('climbs to the last rung that holds', async () => {
  expect(await search(5, 8)).toEqual({ found: 8, tried: [5, 6, 7, 8, 9] });
});

test('descends when the first rung fails, and tries nothing above it', async () => {
  expect(await search(8, 5)).toEqual({ found: 5, tried: [8, 7, 6, 5] });
});

test('says so when nothing holds', async () => {
  expect(await search(5, 1)).toEqual({ found: null, tried: [5, 4, 3, 2] });
});

test('stops at the highest rung', async () => {
  expect((await search(28, 99)).found).toBe(30);
});

test('a rung is the same however it was reached', () => {
  for (const rung of [10, 21, 32, 43]) expect(rungAt(rateOf(rung))).toBe(rung);
  expect(rateOf(rungAt(100_000))).toBeLessThanOrEqual(100_000);
});
