import { expect, test } from 'vitest';
import { frameTime, readTime, wireTime } from './wire-time.ts';

test('the server’s own times are UTC without saying so, with microseconds', () => {
  expect(wireTime(Date.UTC(2026, 10, 20, 18, 55, 13, 367))).toBe('2026-11-20T18:55:13.367000');
  expect(wireTime(0)).toBe('1970-01-01T00:00:00.000000');
});

test.each([
  ['2026-11-20T18:55:13.367409', '2026-11-20T18:55:13.367409', '2026-11-20T18:55:13.367409'],
  ['2026-11-20 18:55', '2026-11-20T18:55:00', '2026-11-20T18:55:00'],
  ['2026-11-20T18:55:13Z', '2026-11-20T18:55:13+00:00', '2026-11-20T18:55:13Z'],
  ['2026-11-20T18:55:13.5+02:00', '2026-11-20T18:55:13.500000+02:00', '2026-11-20T18:55:13.500000+02:00'],
  ['2026-1-2T3:4:5.000000-0330', '2026-01-02T03:04:05-03:30', '2026-01-02T03:04:05-03:30'],
  ['2024-02-29T00:00:00.1234567890', '2024-02-29T00:00:00.123456', '2024-02-29T00:00:00.123456'],
])('%s comes back as %s, and stands in frames as %s', (given, answered, framed) => {
  expect(readTime(given)).toBe(answered);
  expect(frameTime(answered)).toBe(framed);
});

test.each([
  '',
  'now',
  '2026-11-20',
  '2026-02-30T00:00:00',
  '2026-13-01T00:00',
  '2026-11-20T25:00',
  '2026-11-20T10:00+25:00',
])('%j is no moment', (text) => {
  expect(readTime(text)).toBeNull();
});
