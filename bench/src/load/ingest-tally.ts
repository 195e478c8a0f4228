import { quantile } from '../statistics/quantile.ts';

/** What is counted of acknowledged publishes. */
export interface IngestCount {
  readonly acknowledged: number;
  readonly refused: number;
  readonly lostClients: number;
  /** Publish to acknowledgement, in ms; null when nothing was acknowledged. */
  readonly p50: number | null;
  readonly p99: number | null;
}

/** Counts what the clients of one server experience. */
export class IngestTally {
  #delaysMs: number[] = [];
  #refused = 0;
  #lost = 0;

  acknowledged(delayMs: number): void {
    this.#delaysMs.push(delayMs);
  }

  refused(): void {
    this.#refused += 1;
  }

  lost(): void {
    this.#lost += 1;
  }

  reset(): void {
    this.#delaysMs = [];
    this.#refused = 0;
  }

  result(): IngestCount {
    const delays = this.#delaysMs;
    return {
      acknowledged: delays.length,
      refused: this.#refused,
      lostClients: this.#lost,
      p50: delays.length > 0 ? quantile(delays, 0.5) : null,
      p99: delays.length > 0 ? quantile(delays, 0.99) : null,
    };
  }
}
