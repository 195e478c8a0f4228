import { expect, test } from 'vitest';
import { inSeconds, isoDate } from './iso-date.ts';

test('a moment in seconds is never in the future, and agrees with its date', () => {
  const at = 1_700_000_000_999;
  expect(inSeconds(at)).toBe(1_700_000_000);
  expect(inSeconds(at) * 1000).toBeLessThanOrEqual(Date.parse(isoDate(at)));
  expect(isoDate(at)).toBe('2023-11-14T22:13:20.999Z');
});
