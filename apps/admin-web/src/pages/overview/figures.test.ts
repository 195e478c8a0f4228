import { expect, test } from 'vitest';
import { counted, rated, sized } from './figures.ts';

test('a small rate keeps one decimal and a large one none', () => {
  expect(rated(3.46)).toBe('3.5');
  expect(rated(1234.6)).toBe('1,235');
});

test('a size is told in the largest unit that leaves at least one', () => {
  expect(sized(999)).toBe('999 B');
  expect(sized(1_500_000)).toBe('1.5 MB');
});

test('a count has its thousands apart', () => {
  expect(counted(1_234_567)).toBe('1,234,567');
});
