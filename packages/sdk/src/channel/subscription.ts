import type { ParleyError } from '../errors/parley-error.ts';
import { clientError } from '../errors/parley-error.ts';
import type { Start } from './channel-item.ts';

/**
 * One subscriber of a channel. Disposable, so `using` ends it with its block.
 */
export class Subscription<D> implements Disposable {
  /** Resolves when the subscription first stands; rejects if it ends before. */
  readonly ready: Promise<Start<D>>;
  #leave: (() => void) | null = null;
  #resolve: (start: Start<D>) => void = () => {};
  #reject: (error: ParleyError) => void = () => {};

  constructor() {
    this.ready = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    // Waiting for it is optional; `onEnd` tells the same.
    this.ready.catch(() => {});
  }

  /** @internal */
  attach(leave: () => void): void {
    this.#leave = leave;
  }

  /** @internal */
  started(start: Start<D>): void {
    this.#resolve(start);
  }

  /** @internal */
  ended(error: ParleyError): void {
    this.#reject(error);
    this.#leave = null;
  }

  /** Ends it; its handlers are not called again. The server's subscription ends with its last subscriber here. */
  unsubscribe(): void {
    this.#leave?.();
    this.#leave = null;
    this.#reject(clientError('aborted', 'The subscription was ended.'));
  }

  [Symbol.dispose](): void {
    this.unsubscribe();
  }
}
