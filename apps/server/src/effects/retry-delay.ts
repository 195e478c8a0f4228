import type { Chance } from '../runtime/chance.ts';

export interface Backoff {
  /** The longest first pause, in ms; it doubles with each failure. */
  readonly firstMs: number;
  readonly longestMs: number;
}

/**
 * How long to wait after so many failures in a row, in ms: exponential backoff with full jitter, that is anything up to
 * the doubled pause, so that those who failed together do not come back together.
 */
export function retryDelay(failures: number, chance: Chance, { firstMs, longestMs }: Backoff): number {
  const ceiling = Math.min(longestMs, firstMs * 2 ** Math.max(0, failures - 1));
  return Math.round(chance.float() * ceiling);
}
