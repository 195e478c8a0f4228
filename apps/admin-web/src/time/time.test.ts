import { expect, test } from 'vitest';
import { lasting } from './lasting.ts';
import { relative } from './relative.ts';

const NOW = 1_700_000_000_000;

test('a length of time is told whole in the largest unit that can', () => {
  expect(lasting(86_400_000)).toBe('1 day');
  expect(lasting(5_400_000)).toBe('90 minutes');
  expect(lasting(1500)).toBe('1500 ms');
});

test('a moment is told relative to now, before and after', () => {
  expect(relative(NOW - 3 * 60_000, NOW)).toBe('3 min. ago');
  expect(relative(NOW + 2 * 86_400_000, NOW)).toBe('in 2 days');
});

test('a moment that a slow clock places a little in the future is just now', () => {
  expect(relative(NOW + 9000, NOW)).toBe('just now');
});
