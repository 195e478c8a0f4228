/** What a reader of a bounded queue takes: an item, and how many before it were left out. */
export interface Taken<Item> {
  readonly item: Item;
  readonly skipped: number;
}

/** A queue between something that must never wait and a reader that may be slow: beyond its bound it counts. */
export interface BoundedQueue<Item> extends Disposable, AsyncIterable<Taken<Item>> {
  push(item: Item): void;
}

/** @param signal ends the iteration. */
export function boundedQueue<Item>(limit: number, signal: AbortSignal | undefined): BoundedQueue<Item> {
  let items: Array<Taken<Item>> = [];
  let skipped = 0;
  let wake = (): void => {};
  const onAbort = (): void => wake();
  signal?.addEventListener('abort', onAbort);

  async function* iterate(): AsyncGenerator<Taken<Item>, void> {
    while (!signal?.aborted) {
      const batch = items;
      items = [];
      yield* batch;
      if (items.length > 0) continue;
      await new Promise<void>((resolve) => {
        wake = resolve;
        if (signal?.aborted) resolve();
      });
    }
  }

  return {
    push(item) {
      if (items.length >= limit) {
        skipped += 1;
        return;
      }
      items.push({ item, skipped });
      skipped = 0;
      wake();
    },
    [Symbol.asyncIterator]: iterate,
    [Symbol.dispose]: () => signal?.removeEventListener('abort', onAbort),
  };
}
