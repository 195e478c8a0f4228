/** Tells the time. Everything that asks for it gets it from here, so that a test can move it. */
export interface Clock {
  /** Wall clock: milliseconds since 1970-01-01 UTC. May jump. */
  now(): number;
  /** Milliseconds since an arbitrary start. Never goes back; for measuring spans. */
  monotonic(): number;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
};
