import type { Chance } from './chance.ts';
import type { Clock } from './clock.ts';

/** Makes identifiers. */
export interface Ids {
  /** A new id of 24 hex digits in ObjectId layout: seconds, a random part per process, a counter. Sorts by time. */
  next(): string;
}

const COUNTER_LIMIT = 0x1000000;

/** Ids in the layout of a MongoDB ObjectId, so that ids of protocols that use those are native ids. */
export function objectIds(clock: Clock, chance: Chance): Ids {
  const processPart = chance.bytes(5).toString('hex');
  let counter = chance.bytes(3).readUIntBE(0, 3);
  return {
    next() {
      counter = (counter + 1) % COUNTER_LIMIT;
      const seconds = Math.floor(clock.now() / 1000);
      return seconds.toString(16).padStart(8, '0') + processPart + counter.toString(16).padStart(6, '0');
    },
  };
}
