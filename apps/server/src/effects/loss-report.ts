import { ParleyError } from '../core/errors/parley-error.ts';
import type { Timers } from '../runtime/timers.ts';

const EVERY_MS = 10_000;

/** Tells of what had to be dropped: the first loss at once, then every ten seconds how many there were since. */
export class LossReport implements Disposable {
  readonly #timers: Timers;
  readonly #onFailure: (cause: unknown) => void;
  #count = 0;
  #cause: unknown;
  #timer: Disposable | null = null;

  constructor(timers: Timers, onFailure: (cause: unknown) => void) {
    this.#timers = timers;
    this.#onFailure = onFailure;
  }

  add(count: number, cause?: unknown): void {
    this.#count += count;
    this.#cause = cause;
    if (this.#timer === null) this.#tell();
  }

  [Symbol.dispose](): void {
    this.#timer?.[Symbol.dispose]();
    this.#timer = null;
    if (this.#count > 0) this.#report();
  }

  #tell(): void {
    if (this.#count > 0) this.#report();
    this.#timer = this.#timers.after(EVERY_MS, () => {
      this.#timer = null;
      if (this.#count > 0) this.#tell();
    });
  }

  #report(): void {
    const message = `Requests to webhooks were dropped: ${this.#count}. The database did not take them.`;
    const cause = this.#cause === undefined ? {} : { cause: this.#cause };
    this.#count = 0;
    this.#cause = undefined;
    this.#onFailure(new ParleyError('unavailable', message, cause));
  }
}
