import type { ParleyError } from '../errors/parley-error.ts';

const FIRST_MS = 500;
const CEILING_MS = 30_000;
/** Even the luckiest draw waits this long: many clients lose the same server in the same millisecond. */
const FLOOR_MS = 100;
/** A hint is obeyed up to here; a client that asks once an hour harms nobody. */
const LONGEST_HINT_MS = 3_600_000;

/**
 * Full jitter: a draw between the floor and a bound that doubles with each attempt, so that clients which lost their
 * server together do not come back together.
 *
 * @param attempt how many tries failed before this one; 0 for the first.
 * @param chance a draw from [0, 1).
 */
export function backoff(attempt: number, chance: number): number {
  const bound = Math.min(CEILING_MS, FIRST_MS * 2 ** Math.min(attempt, 10));
  return Math.max(FLOOR_MS, Math.round(chance * bound));
}

/**
 * How long to wait before the next try. A server's hint is waited out in full, and then a little jitter, except that
 * "at once" means at once, the first time: a server that keeps saying so and keeps closing is met with backoff.
 */
export function retryDelay(error: ParleyError, attempt: number, chance: number): number {
  if (saysAtOnce(error)) return attempt === 0 ? 0 : backoff(attempt, chance);
  if (error.retryAfterMs === undefined) return backoff(attempt, chance);
  return Math.min(LONGEST_HINT_MS, error.retryAfterMs) + backoff(attempt, chance);
}

/** How long the server forbids any try, whatever wakes the client meanwhile. */
export function hintedDelay(error: ParleyError): number {
  return Math.min(LONGEST_HINT_MS, error.retryAfterMs ?? 0);
}

function saysAtOnce(error: ParleyError): boolean {
  if (error.retryAfterMs !== undefined) return error.retryAfterMs === 0;
  return error.code === 'slow_consumer' || error.code === 'token_expired';
}
