import { expect, test } from 'vitest';
import { median, quantile } from './quantile.ts';

test('a quantile is one of the values, by the nearest rank', () => {
  const values = [30, 10, 20, 50, 40];
  expect([0, 0.2, 0.5, 0.99, 1].map((q) => quantile(values, q))).toEqual([10, 10, 30, 50, 50]);
});

test('the 99th percentile of a hundred values is the second largest', () => {
  expect(
    quantile(
      Array.from({ length: 100 }, (_, index) => index + 1),
      0.99,
    ),
  ).toBe(99);
});

test('the median of an even number of values lies between the two in the middle', () => {
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(median([9, 1, 5])).toBe(5);
});

test('nothing has no quantile', () => {
  expect(quantile([], 0.5)).toBeNaN();
  expect(median([])).toBeNaN();
});

test('values sort as numbers and stay where they were', () => {
  const values = [100, 9, 20];
  expect(median(values)).toBe(20);
  expect(values).toEqual([100, 9, 20]);
});
