import type { Timers } from '../runtime/timers.ts';

/** Something that gathers and wants to be told when the turn of the event loop is over. */
export interface Flushable {
  /** Must not throw. */
  flush(): void;
}

/** Outlets flushed before others get their turn: flushing thousands in one go would hold the loop for tens of ms. */
const SLICE = 500;

/** Flushes what was scheduled at the end of the turn: one timer for all, however many there are. */
export class FlushScheduler {
  readonly #timers: Timers;
  #waiting: Flushable[] = [];
  #armed = false;

  constructor(timers: Timers) {
    this.#timers = timers;
  }

  /** Flushes `flushable` at the end of this turn, or a few turns later when very many wait. */
  schedule(flushable: Flushable): void {
    this.#waiting.push(flushable);
    this.#arm();
  }

  #arm(): void {
    if (this.#armed) return;
    this.#armed = true;
    this.#timers.soon(this.#run);
  }

  readonly #run = (): void => {
    const due = this.#waiting;
    this.#waiting = due.length > SLICE ? due.splice(SLICE) : [];
    this.#armed = false;
    if (this.#waiting.length > 0) this.#arm();
    for (const flushable of due) flushable.flush();
  };
}
