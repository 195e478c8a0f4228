import type { Chance } from '../../runtime/chance.ts';

const FIRST_MS = 500;
const LONGEST_MS = 30_000;

/**
 * How long to wait after the n-th failure in a row (from 1), in ms: doubling from half a second to half a minute, and
 * anywhere in the upper half of that, so that the apps of one database do not all come back in the same moment.
 */
export function retryDelay(failures: number, chance: Chance): number {
  const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures - 1, 16));
  return Math.round(longest * (0.5 + chance.float() / 2));
}
