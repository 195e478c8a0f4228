import type { Timers } from './timers.ts';

export interface RecurringWorkOptions {
  readonly timers: Timers;
  readonly everyMs: number;
  /** Does all of it once, and resolves with how much there was. It may look at {@link RecurringWork.isStopped} between its parts. */
  work(): Promise<number>;
  /** The work failed when its time had come. */
  onFailure(cause: unknown): void;
}

/** Work that is done again and again, never twice at a time. Disposing waits for what is under way. */
export class RecurringWork implements AsyncDisposable {
  readonly #work: () => Promise<number>;
  readonly #timer: Disposable;
  #running: Promise<unknown> | null = null;
  #isStopped = false;

  constructor({ timers, everyMs, work, onFailure }: RecurringWorkOptions) {
    this.#work = work;
    this.#timer = timers.every(everyMs, () => {
      this.run().catch(onFailure);
    });
  }

  /** Whether it was disposed of: what is under way should come to its end. */
  get isStopped(): boolean {
    return this.#isStopped;
  }

  /** Does it now, unless it is under way already. */
  async run(): Promise<number> {
    if (this.#running) return 0;
    const run = this.#work();
    this.#running = run.catch(() => undefined);
    try {
      return await run;
    } finally {
      this.#running = null;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isStopped = true;
    this.#timer[Symbol.dispose]();
    await this.#running;
  }
}
