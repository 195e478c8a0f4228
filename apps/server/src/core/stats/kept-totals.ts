import type { Runtime } from '../../runtime/runtime.ts';
import type { CounterStore } from '../store/counter-store.ts';
import type { AppStats, Stats } from './app-stats.ts';

/** Counters that go on where they were when the server starts again. The others begin anew. */
export const KEPT_TOTALS = [
  'messagesDelivered',
  'bytesDelivered',
  'dropped',
  'callsAnswered',
  'callsFailed',
  'handshakesRefused',
  'roomMessagesStored',
  'mirrorBatches',
  'webhooksDelivered',
  'webhooksFailed',
] as const satisfies ReadonlyArray<keyof AppStats>;

type KeptTotal = (typeof KEPT_TOTALS)[number];

export interface KeptTotalsOptions {
  readonly stats: Stats;
  readonly counters: CounterStore;
  readonly runtime: Runtime;
  /** Totals could not be stored. Told once, until they are again. */
  onFailure(cause: unknown): void;
}

const STORE_EVERY_MS = 5000;

/**
 * Keeps totals over restarts. What was counted is added to the database every few seconds and at the end, so that
 * counting itself costs nothing; a process that is killed loses what it counted in the last few seconds. While the
 * database is away nothing is lost: what could not be added is added with the rest, later.
 */
export class KeptTotals implements AsyncDisposable {
  readonly #options: KeptTotalsOptions;
  /** What the database knows of. By the counters themselves, so that nothing of an app deleted counts for its successor. */
  readonly #stored = new WeakMap<AppStats, ReadonlyMap<KeptTotal, number>>();
  readonly #timer: Disposable;
  #storing: Promise<void> = Promise.resolve();
  #isFailing = false;

  private constructor(options: KeptTotalsOptions) {
    this.#options = options;
    this.#timer = options.runtime.timers.every(STORE_EVERY_MS, () => {
      void this.store();
    });
  }

  /** Adds the totals of earlier runs to the counters, and keeps them from then on. */
  static async open(options: KeptTotalsOptions): Promise<KeptTotals> {
    const totals = new KeptTotals(options);
    try {
      await totals.#load();
      return totals;
    } catch (error) {
      totals.#timer[Symbol.dispose]();
      throw error;
    }
  }

  /** Stores what was counted since the last time. Never rejects. */
  store(): Promise<void> {
    this.#storing = this.#storing.then(() => this.#storeNow());
    return this.#storing;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#timer[Symbol.dispose]();
    await this.store();
  }

  async #load(): Promise<void> {
    const kept = new Map<AppStats, Map<KeptTotal, number>>();
    for (const { appId, name, value } of await this.#options.counters.list()) {
      const total = KEPT_TOTALS.find((known) => known === name);
      if (total === undefined) continue;
      const stats = this.#options.stats.of(appId);
      stats[total] += value;
      kept.set(stats, (kept.get(stats) ?? new Map()).set(total, value));
    }
    for (const [stats, totals] of kept) this.#stored.set(stats, totals);
  }

  async #storeNow(): Promise<void> {
    const { stats, counters, onFailure } = this.#options;
    const counted = [...stats.all()].map(([appId, now]) => ({ appId, now, totals: totalsOf(now) }));
    const increments = counted.flatMap(({ appId, now, totals }) =>
      KEPT_TOTALS.flatMap((name) => {
        const by = (totals.get(name) ?? 0) - (this.#stored.get(now)?.get(name) ?? 0);
        return by === 0 ? [] : [{ appId, name, by }];
      }),
    );
    if (increments.length === 0) return;
    try {
      await counters.add(increments);
      this.#isFailing = false;
    } catch (cause) {
      if (!this.#isFailing) onFailure(cause);
      this.#isFailing = true;
      return;
    }
    for (const { now, totals } of counted) this.#stored.set(now, totals);
  }
}

function totalsOf(stats: AppStats): ReadonlyMap<KeptTotal, number> {
  return new Map(KEPT_TOTALS.map((name) => [name, stats[name]]));
}
