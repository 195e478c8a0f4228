interface Flush {
  readonly newest: string;
  resolve(): void;
  reject(reason: Error): void;
}

/** Who waits for rows to be written: each for all up to a row. */
export class Flushes {
  readonly #waiting = new Set<Flush>();

  get areAwaited(): boolean {
    return this.#waiting.size > 0;
  }

  /** Resolves when neither the row with this id nor an older one waits any more. */
  until(newest: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.add({ newest, resolve, reject });
    });
  }

  /** Of the rows that wait, this is the oldest; null: none waits. */
  reached(oldest: string | null): void {
    for (const flush of this.#waiting) {
      if (oldest !== null && oldest <= flush.newest) continue;
      this.#waiting.delete(flush);
      flush.resolve();
    }
  }

  fail(reason: Error): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const flush of waiting) flush.reject(reason);
  }
}
