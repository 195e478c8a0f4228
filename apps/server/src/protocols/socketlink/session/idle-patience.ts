import type { Patience } from '../../../wire/heartbeat.ts';

/** A client is pinged so long before it would be given up, as in the original. */
const PONG_WITHIN_MS = 16_000;

/** How long silent clients are waited for, by their app's idle timeout. Asked at every look at every connection. */
export class IdlePatience {
  readonly #known = new Map<number, Patience>();

  /** @param idleMs silence after which a client that answers no ping is gone; 0: never. */
  of(idleMs: number): Patience {
    if (idleMs === 0) return 'endless';
    const known = this.#known.get(idleMs);
    if (known) return known;
    const pongWithinMs = Math.min(PONG_WITHIN_MS, idleMs / 2);
    const patience = { pingAfterMs: idleMs - pongWithinMs, pongWithinMs };
    // Apps choose freely: only what they have now is worth keeping.
    if (this.#known.size >= MOST_KNOWN) this.#known.clear();
    this.#known.set(idleMs, patience);
    return patience;
  }
}

const MOST_KNOWN = 100;
