import type { Stats } from '../api/trpc.ts';

/** What happened per second, between two readings of the counters. */
export interface RateSample {
  readonly at: number;
  readonly published: number;
  readonly delivered: number;
  readonly signalled: number;
  readonly connections: number;
}

const MOST_SAMPLES = 90;

/**
 * Adds a reading to the history of rates; the oldest go. A counter that fell means that the server began anew: then
 * the rate is unknown and counts as what came since.
 */
export function withReading(history: readonly RateSample[], before: Stats | null, now: Stats): RateSample[] {
  if (before === null || now.at <= before.at) return [...history];
  const seconds = (now.at - before.at) / 1000;
  const rate = (counter: 'published' | 'delivered' | 'signalled') =>
    (now[counter] >= before[counter] ? now[counter] - before[counter] : now[counter]) / seconds;
  const sample = {
    at: now.at,
    published: rate('published'),
    delivered: rate('delivered'),
    signalled: rate('signalled'),
    connections: now.connections,
  };
  return [...history, sample].slice(-MOST_SAMPLES);
}
