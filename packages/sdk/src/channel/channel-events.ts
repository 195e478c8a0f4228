import type { ChannelItem } from './channel-item.ts';
import type { ItemQueue } from './item-queue.ts';

/**
 * A channel as an async iterator. It listens from the moment it was made; leaving the `for await` loop ends it, as do
 * `await using` and `return()`.
 */
export class ChannelEvents<D> implements AsyncIterableIterator<ChannelItem<D>, undefined>, AsyncDisposable {
  readonly #queue: ItemQueue<D>;
  readonly #leave: () => void;

  /** @internal */
  constructor(queue: ItemQueue<D>, leave: () => void) {
    this.#queue = queue;
    this.#leave = leave;
  }

  /** @throws ParleyError when the server ended the subscription. A client that was closed ends it in peace. */
  next(): Promise<IteratorResult<ChannelItem<D>, undefined>> {
    return this.#queue.next();
  }

  async return(): Promise<IteratorResult<ChannelItem<D>, undefined>> {
    this.#leave();
    this.#queue.clear();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }
}
