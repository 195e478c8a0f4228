/** Between something that must never wait and a reader that may be slow: of each key only the newest item waits. */
export class NewestOfEach<Item> implements Disposable {
  readonly #signal: AbortSignal | undefined;
  readonly #onAbort = (): void => this.#wake();
  #waiting = new Map<string, Item>();
  #wake = (): void => {};

  /** @param signal ends the iteration. */
  constructor(signal: AbortSignal | undefined) {
    this.#signal = signal;
    signal?.addEventListener('abort', this.#onAbort);
  }

  /** There is newer news of the key than what waits. */
  put(key: string, item: Item): void {
    // Behind what waits of others: the order is that of the news that is told.
    this.#waiting.delete(key);
    this.#waiting.set(key, item);
    this.#wake();
  }

  /** For what was known before: news that waits is newer. */
  putUnlessNewer(key: string, item: Item): void {
    if (!this.#waiting.has(key)) this.put(key, item);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Item, void> {
    while (!this.#signal?.aborted) {
      for (const [key, item] of this.#waiting) {
        this.#waiting.delete(key);
        yield item;
        if (this.#signal?.aborted) return;
      }
      if (this.#waiting.size > 0) continue;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        if (this.#signal?.aborted) resolve();
      });
    }
  }

  [Symbol.dispose](): void {
    this.#signal?.removeEventListener('abort', this.#onAbort);
  }
}
