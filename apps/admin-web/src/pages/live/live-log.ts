import type { LiveItem, TraceItem } from '../../api/trpc.ts';

/** A line of the log. `seq` counts up by one over all lines this page ever had. */
export interface LiveLine {
  readonly seq: number;
  readonly item: TraceItem;
}

export interface LiveView {
  /** Newest first. */
  readonly lines: readonly LiveLine[];
  readonly paused: boolean;
  /** Lines that came since the pause. */
  readonly waiting: number;
  /** What the server left out because it came faster than this page took it. */
  readonly skipped: number;
}

/** More would help nobody read, and a tab left open over night must not grow. */
export const MOST_LINES = 1000;

const EMPTY: LiveView = { lines: [], paused: false, waiting: 0, skipped: 0 };

/**
 * The live log of one page: the newest lines, however fast they come. What arrives is gathered and shown once per
 * turn of `schedule`, so that the page draws as often as the screen, not as often as the server speaks.
 */
export class LiveLog {
  readonly #schedule: (show: () => void) => void;
  readonly #listeners = new Set<() => void>();
  #view = EMPTY;
  /** Came and not shown yet, oldest first; never more than can be shown. */
  #incoming: LiveLine[] = [];
  #skipped = 0;
  #seq = 0;
  #arrivedSincePause = 0;
  #scheduled = false;

  /** @param schedule runs its argument soon: `requestAnimationFrame`, or anything in a test */
  constructor(schedule: (show: () => void) => void) {
    this.#schedule = schedule;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly view = (): LiveView => this.#view;

  push(arrived: LiveItem): void {
    if (arrived.type === 'skipped') {
      this.#skipped += arrived.count;
    } else {
      this.#seq += 1;
      this.#arrivedSincePause += 1;
      this.#incoming.push({ seq: this.#seq, item: arrived.item });
      if (this.#incoming.length >= 2 * MOST_LINES) this.#incoming = this.#incoming.slice(-MOST_LINES);
    }
    this.#showSoon();
  }

  setPaused(paused: boolean): void {
    if (paused === this.#view.paused) return;
    this.#show();
    this.#arrivedSincePause = 0;
    this.#change({ ...this.#view, paused, waiting: 0 });
    this.#show();
  }

  clear(): void {
    this.#incoming = [];
    this.#skipped = 0;
    this.#arrivedSincePause = 0;
    this.#change({ ...EMPTY, paused: this.#view.paused });
  }

  #showSoon(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.#schedule(() => {
      this.#scheduled = false;
      this.#show();
    });
  }

  #show(): void {
    const { lines, paused } = this.#view;
    if (paused) {
      this.#change({ ...this.#view, waiting: this.#arrivedSincePause, skipped: this.#skipped });
      return;
    }
    const arrived = this.#incoming.reverse();
    this.#incoming = [];
    const shown = arrived.length === 0 ? lines : [...arrived, ...lines].slice(0, MOST_LINES);
    this.#change({ lines: shown, paused, waiting: 0, skipped: this.#skipped });
  }

  #change(view: LiveView): void {
    this.#view = view;
    for (const listener of this.#listeners) listener();
  }
}
