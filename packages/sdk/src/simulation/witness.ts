import { expect } from 'vitest';
import type { Position } from '../feed/feed-item.ts';

/** What a witness looks at of an item, whatever its channel. */
export interface Witnessed {
  readonly type: string;
  readonly position?: Position;
  readonly recovery?: string;
}

/**
 * A subscriber that trusts nothing: every event must follow the one before, or a start or gap must have said where the
 * feed goes on.
 */
export class Witness {
  /** Offsets in the order in which they were seen. */
  readonly seen: number[] = [];
  gaps = 0;
  #at: number | null = null;

  readonly take = (item: Witnessed): void => {
    if (item.position === undefined) return;
    switch (item.type) {
      case 'start':
        // Only a gap may move a place once it is taken; the gap's own item follows.
        if (this.#at === null) this.#at = offsetOf(item.position);
        else if (item.recovery === 'gap') expect(offsetOf(item.position)).toBeGreaterThan(this.#at);
        else expect([item.recovery, offsetOf(item.position)]).toEqual(['resumed', this.#at]);
        break;
      case 'gap':
        this.gaps++;
        expect(offsetOf(item.position)).toBeGreaterThan(this.#at ?? -1);
        this.#at = offsetOf(item.position);
        break;
      case 'event': {
        const offset = offsetOf(item.position);
        expect(offset).toBe((this.#at ?? Number.NaN) + 1);
        this.#at = offset;
        this.seen.push(offset);
      }
    }
  };

  /** The offset it stands at; null before it was told. */
  get at(): number | null {
    return this.#at;
  }
}

function offsetOf(position: Position): number {
  return Number(position.split(':')[1]);
}
