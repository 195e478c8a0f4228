import { expect, test } from 'vitest';
import { retryAfter } from './retry-after.ts';

const now = Date.UTC(2026, 0, 1);

test.each([
  ['120', 120_000],
  [' 0 ', 0],
  ['Thu, 01 Jan 2026 00:00:30 GMT', 30_000],
  ['Wed, 31 Dec 2025 00:00:00 GMT', 0],
  ['99999999999999999999', 86_400_000],
])('%j asks for a pause of %d ms', (header, waitMs) => {
  expect(retryAfter(header, now)).toBe(waitMs);
});

test.each([undefined, '', 'soon', '-5s'])('%j asks for nothing', (header) => {
  expect(retryAfter(header, now)).toBeNull();
});
