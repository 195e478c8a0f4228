import { LRUCache } from 'lru-cache';
import type { Clock } from '../../runtime/clock.ts';
import { ParleyError } from '../errors/parley-error.ts';

export interface AttemptBound {
  readonly most: number;
  /** How long attempts count, from the first of them (ms). */
  readonly windowMs: number;
  /** What who is refused is told. */
  readonly message: string;
}

/** An attempt under way. It counts until it is said what became of it. */
export interface Attempt {
  /** It goes on counting. */
  keep(): void;
  /** It was none: what it took is given back. */
  forgive(): void;
}

interface Window {
  kept: number;
  pending: number;
  /** ms of the monotonic clock; means nothing while none is kept. */
  endsAt: number;
}

const SOON_MS = 1000;

/**
 * Bounds attempts by key, such as failed sign-ins of an account. Whoever is still trying counts, so that many attempts at
 * once get no further than as many in turn. Only so many keys are held: those not tried for longest are forgotten.
 */
export class AttemptLimit {
  readonly #clock: Clock;
  readonly #windows: LRUCache<string, Window>;

  constructor(clock: Clock, mostKeys: number) {
    this.#clock = clock;
    this.#windows = new LRUCache({ max: mostKeys });
  }

  /** Throws `rate_limited` with a retry hint. */
  begin(key: string, { most, windowMs, message }: AttemptBound): Attempt {
    const now = this.#clock.monotonic();
    const window = this.#windows.get(key) ?? { kept: 0, pending: 0, endsAt: 0 };
    if (window.endsAt <= now) window.kept = 0;
    if (window.kept + window.pending >= most) {
      const retryAfterMs = window.kept >= most ? window.endsAt - now : SOON_MS;
      throw new ParleyError('rate_limited', message, { retryAfterMs });
    }
    window.pending += 1;
    this.#windows.set(key, window);
    return {
      keep: () => {
        window.pending -= 1;
        const at = this.#clock.monotonic();
        if (window.kept === 0 || window.endsAt <= at) {
          window.kept = 0;
          window.endsAt = at + windowMs;
        }
        window.kept += 1;
      },
      forgive: () => {
        window.pending -= 1;
      },
    };
  }
}
