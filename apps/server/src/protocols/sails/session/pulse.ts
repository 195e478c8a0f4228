import type { Clock } from '../../../runtime/clock.ts';

const MOST_BEATS = 60;
const WITHIN_MS = 10_000;

/**
 * How often a client lets its heart beat. Clients of Engine.IO 3 ping, and each ping is answered by Engine.IO itself, beside the
 * outlet and its budget: one that pings without end and reads nothing would fill the memory, and needs no key for it.
 */
export class Pulse {
  readonly #clock: Clock;
  #since = 0;
  #beats = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Counts a beat. False: no client in earnest beats so fast. */
  isSteady(): boolean {
    const now = this.#clock.monotonic();
    if (this.#beats === 0 || now - this.#since > WITHIN_MS) {
      this.#since = now;
      this.#beats = 0;
    }
    this.#beats += 1;
    return this.#beats <= MOST_BEATS;
  }
}
