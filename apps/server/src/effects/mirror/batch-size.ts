import type { EffectRecord } from '../../core/store/effect-store.ts';

/** Most payload in one batch, in characters: well below what any server takes in one statement. */
const BATCH_CHARACTERS = 1_048_576;
/** Most payload read from our own database at once. */
const READ_CHARACTERS = 2 * BATCH_CHARACTERS;
/** What rows left by an earlier run are taken to measure until the first of them were seen. */
const UNSEEN_CHARACTERS = 65_536;

/**
 * How many rows to take at a time. Bounded by the settings, by the memory that the largest rows need, and, after the
 * customer's database refused a batch, halved until the row it refuses stands alone.
 */
export class BatchSize {
  readonly #most: number;
  #largest = UNSEEN_CHARACTERS;
  #untilAccepted: number;

  constructor(most: number) {
    this.#most = most;
    this.#untilAccepted = most;
  }

  /** Rows to read next. */
  get limit(): number {
    const fitting = Math.floor(READ_CHARACTERS / Math.max(1, this.#largest));
    return Math.max(1, Math.min(this.#most, this.#untilAccepted, fitting));
  }

  /** A row was queued. */
  queued(characters: number): void {
    this.#largest = Math.max(this.#largest, characters);
  }

  /** Rows were read; returns those that go into one batch, at least one if there are any. */
  take(rows: readonly EffectRecord[], wereAll: boolean): readonly EffectRecord[] {
    const largest = Math.max(0, ...rows.map(({ payload }) => payload.length));
    // Forgets large rows by and by, or at once when no row is left that was not seen.
    this.#largest = Math.max(largest, wereAll ? 0 : Math.floor(this.#largest / 2));
    let characters = 0;
    const first = rows.findIndex(({ payload }, index) => {
      characters += payload.length;
      return index > 0 && characters > BATCH_CHARACTERS;
    });
    return first === -1 ? rows : rows.slice(0, first);
  }

  accepted(): void {
    this.#untilAccepted = Math.min(this.#most, this.#untilAccepted * 2);
  }

  /** A batch of so many rows was refused for the content of one or some of them. */
  refused(rows: number): void {
    this.#untilAccepted = Math.max(1, Math.floor(rows / 2));
  }
}
