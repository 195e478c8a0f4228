/** Counts, and wakes who waits for more. */
export class Meter {
  #count = 0;
  #waiting: Array<{ at: number; resolve: () => void }> = [];

  get count(): number {
    return this.#count;
  }

  add(): void {
    this.#count += 1;
    this.#waiting = this.#waiting.filter(({ at, resolve }) => {
      if (this.#count < at) return true;
      resolve();
      return false;
    });
  }

  /** Resolves when it was added to so many times from now. */
  more(count: number): Promise<void> {
    return new Promise((resolve) => this.#waiting.push({ at: this.#count + count, resolve }));
  }
}
