import type { SubscribersHappening } from '../../../core/effects/happening.ts';
import type { Timers } from '../../../runtime/timers.ts';

/** Up to so many listeners, every change is told. */
const SMALL = 100;

/**
 * Tells how many listen to a channel: at every change while they are few, at most once in an interval when they are many,
 * the last number at its end.
 */
export class PacedCounts implements Disposable {
  readonly #timers: Timers;
  readonly #tell: (happening: SubscribersHappening) => void;
  /** Large channels that were told of a moment ago, and what they have come to since. */
  readonly #resting = new Map<string, { timer: Disposable; latest: SubscribersHappening | null }>();

  constructor(timers: Timers, tell: (happening: SubscribersHappening) => void) {
    this.#timers = timers;
    this.#tell = tell;
  }

  /** Their number changed. `intervalMs` holds if there are many. */
  changed(happening: SubscribersHappening, intervalMs: number): void {
    const key = keyOf(happening.appId, happening.channel);
    const resting = this.#resting.get(key);
    if (happening.subscribers <= SMALL) {
      this.#wake(key);
      this.#tell(happening);
    } else if (resting) {
      resting.latest = happening;
    } else {
      this.#tell(happening);
      this.#rest(key, intervalMs);
    }
  }

  forgetApp(appId: string): void {
    for (const key of [...this.#resting.keys()]) if (key.startsWith(keyOf(appId, ''))) this.#wake(key);
  }

  [Symbol.dispose](): void {
    for (const [key, { latest }] of [...this.#resting]) {
      this.#wake(key);
      if (latest) this.#tell(latest);
    }
  }

  #rest(key: string, forMs: number): void {
    const timer = this.#timers.after(forMs, () => {
      const latest = this.#resting.get(key)?.latest ?? null;
      this.#wake(key);
      if (latest) this.changed(latest, forMs);
    });
    this.#resting.set(key, { timer, latest: null });
  }

  #wake(key: string): void {
    this.#resting.get(key)?.timer[Symbol.dispose]();
    this.#resting.delete(key);
  }
}

function keyOf(appId: string, channel: string): string {
  return `${appId}\n${channel}`;
}
