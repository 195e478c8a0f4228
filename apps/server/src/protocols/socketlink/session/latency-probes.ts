import type { App } from '../../../core/apps/app.ts';
import type { AppStats } from '../../../core/stats/app-stats.ts';
import type { Clock } from '../../../runtime/clock.ts';

const PROBE_EVERY_MS = 10_000;
/** The weight of the newest answer in the average, as in the original. */
const ALPHA = 0.05;

/**
 * How long clients take to answer, there and back: now and then one that just sent a message is asked. The time is taken by
 * this server's clock and only for an answer that was asked for, once, and in time: what clients say has no weight.
 */
export class LatencyProbes {
  readonly #clock: Clock;
  readonly #lastAt = new WeakMap<App, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The time of a probe that is to be sent now (ms, monotonic); null: not yet. */
  begin(app: App): number | null {
    const now = this.#clock.monotonic();
    const last = this.#lastAt.get(app);
    if (last !== undefined && now - last < PROBE_EVERY_MS) return null;
    this.#lastAt.set(app, now);
    return now;
  }

  /** The answer to the probe of `sentAt` came. One that is later than the next probe counts for nothing. */
  end(sentAt: number, stats: AppStats): void {
    const tookMs = this.#clock.monotonic() - sentAt;
    if (tookMs > PROBE_EVERY_MS) return;
    stats.latencyMs = stats.latencyMs === 0 ? tookMs : stats.latencyMs + ALPHA * (tookMs - stats.latencyMs);
  }
}
