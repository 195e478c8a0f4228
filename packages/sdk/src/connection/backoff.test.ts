import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ParleyError } from '../errors/parley-error.ts';
import { backoff, retryDelay } from './backoff.ts';

const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const refusal = (code: string, retryAfterMs?: number) =>
  new ParleyError({ code, message: code, retry: 'reconnect', fix: '', retryAfterMs });

test('a retry is never immediate, never later than 30 s, and its bound doubles', () => {
  fc.assert(
    fc.property(fc.nat(1000), chance, (attempt, draw) => {
      const delay = backoff(attempt, draw);
      expect(delay).toBeGreaterThanOrEqual(100);
      expect(delay).toBeLessThanOrEqual(Math.min(30_000, 500 * 2 ** attempt));
    }),
  );
});

test('the draw decides within the whole span, so clients that lost their server together spread out', () => {
  expect(backoff(6, 0)).toBe(100);
  expect(backoff(6, 0.5)).toBe(15_000);
  expect(backoff(6, 0.999999)).toBe(30_000);
});

test('a hint of the server is waited out in full', () => {
  fc.assert(
    fc.property(fc.nat(60_000), fc.nat(20), chance, (hint, attempt, draw) => {
      expect(retryDelay(refusal('draining', hint + 1), attempt, draw)).toBeGreaterThan(hint);
    }),
  );
});

test('a server that says "at once" is believed the first time only', () => {
  expect(retryDelay(refusal('slow_consumer'), 0, 0.9)).toBe(0);
  expect(retryDelay(refusal('draining', 0), 0, 0.9)).toBe(0);
  expect(retryDelay(refusal('slow_consumer'), 1, 0)).toBeGreaterThan(0);
});
