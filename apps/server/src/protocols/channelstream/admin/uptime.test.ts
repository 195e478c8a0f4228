import { expect, test } from 'vitest';
import { uptime } from './uptime.ts';

test.each([
  [0, '0:00:00'],
  [59_999, '0:00:59'],
  [3_723_000, '1:02:03'],
  [86_399_000, '23:59:59'],
  [93_784_000, '1 day, 2:03:04'],
  [10 * 86_400_000, '10 days, 0:00:00'],
  [-5, '0:00:00'],
])('%i ms are %s', (ms, expected) => {
  expect(uptime(ms)).toBe(expected);
});
