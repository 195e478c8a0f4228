/** Lets a few do their work at a time; the others wait for their turn, first come, first served. */
export class Turns {
  #free: number;
  readonly #waiting: Array<() => void> = [];

  constructor(atATime: number) {
    this.#free = atATime;
  }

  /** Resolves or rejects as `work` does. */
  async take<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free += 1;
    }
  }
}
