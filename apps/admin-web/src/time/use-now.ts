import { useSyncExternalStore } from 'react';

/** One timer per interval for the whole page, running only while somebody looks. */
class Ticker {
  readonly #intervalMs: number;
  readonly #listeners = new Set<() => void>();
  #timer: ReturnType<typeof setInterval> | null = null;
  #now = Date.now();

  constructor(intervalMs: number) {
    this.#intervalMs = intervalMs;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    this.#timer ??= setInterval(() => this.#tick(), this.#intervalMs);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0 || this.#timer === null) return;
      clearInterval(this.#timer);
      this.#timer = null;
    };
  };

  readonly now = (): number => {
    // Nobody has been ticking: what is remembered may be long ago.
    if (this.#timer === null) this.#now = Math.max(this.#now, Date.now() - (Date.now() % this.#intervalMs));
    return this.#now;
  };

  #tick(): void {
    this.#now = Date.now();
    for (const listener of this.#listeners) listener();
  }
}

const tickers = new Map<number, Ticker>();

/**
 * The time, in ms since 1970, renewed at the interval.
 *
 * @param intervalMs how often
 */
export function useNow(intervalMs: number): number {
  const ticker = tickers.get(intervalMs) ?? new Ticker(intervalMs);
  tickers.set(intervalMs, ticker);
  return useSyncExternalStore(ticker.subscribe, ticker.now);
}
