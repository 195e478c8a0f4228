/** Lets what changes one thing happen one after the other; what changes other things does not wait for it. */
export class ChangeTurns {
  readonly #last = new Map<string, Promise<void>>();

  /** Whether work for this key is under way. */
  has(key: string): boolean {
    return this.#last.has(key);
  }

  /** Resolves or rejects as `work` does, which begins when all work that came before it for this key is over. */
  async take<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    const before = this.#last.get(key);
    let finish = (): void => {};
    const turn = new Promise<void>((resolve) => {
      finish = resolve;
    });
    this.#last.set(key, turn);
    try {
      await before;
      return await work();
    } finally {
      finish();
      if (this.#last.get(key) === turn) this.#last.delete(key);
    }
  }
}
