import { setTimeout as wait } from 'node:timers/promises';
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

  /** Counts anew for some seconds, and how busy this process was meanwhile (0..1). */
  async over(seconds: number): Promise<IngestCount & { elapsedMs: number; generatorBusy: number }> {
    this.#delaysMs = [];
    this.#refused = 0;
    const startedAt = performance.now();
    const idleBefore = performance.eventLoopUtilization();
    await wait(seconds * 1000);
    const elapsedMs = performance.now() - startedAt;
    const { utilization } = performance.eventLoopUtilization(idleBefore);
    return { ...this.#result(), elapsedMs, generatorBusy: utilization };
  }

  #result(): IngestCount {
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
