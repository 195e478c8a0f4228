/** How long a benchmark may take in all; the first round is always measured. */
export class TimeBudget {
  readonly #startedAt = performance.now();
  readonly #seconds: number;
  #roundAt: number | null = null;

  constructor(seconds: number) {
    this.#seconds = seconds;
  }

  /** A round begins. */
  begin(): void {
    this.#roundAt = performance.now();
  }

  /** Whether another round, as long as the last one, ends in time. */
  hasRoomForAnother(): boolean {
    const now = performance.now();
    const lastMs = this.#roundAt === null ? 0 : now - this.#roundAt;
    return now + lastMs - this.#startedAt <= this.#seconds * 1000 || this.#roundAt === null;
  }
}
