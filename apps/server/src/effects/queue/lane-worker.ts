import { setMaxListeners } from 'node:events';
import type { EffectChange, NewEffect } from '../../core/store/effect-store.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { retryDelay } from '../retry-delay.ts';
import type { Errand, ErrandResult } from './errand.ts';
import { Lane, type PendingEffect } from './lane.ts';
import type { MemoryBudget } from './memory-budget.ts';
import type { Settler } from './settler.ts';

export interface LaneWorkerParts {
  readonly runtime: Runtime;
  readonly settler: Settler;
  readonly budget: MemoryBudget;
  onFailure(cause: unknown): void;
}

const RETRIES = { firstMs: 1000, longestMs: 15 * 60_000 };
const DATABASE_RETRIES = { firstMs: 500, longestMs: 15_000 };
/** Lanes known at a time. With more, the rest stay in the database until some of these are done. */
const MOST_LANES = 2000;
/** How many effects of a lane are read from the database at once. */
export const READ_AT_ONCE = 50;

/**
 * Carries out one errand's effects: in each lane one after the other, in some lanes at a time. A lane whose effect fails
 * waits, longer each time, and no other lane with it. Lanes take turns, an effect each.
 *
 * Nothing is polled: work comes by {@link take} and {@link wake}, by timers for what is to be tried again, and from
 * {@link begin} for what was left by the process before.
 */
export class LaneWorker {
  readonly #errand: Errand;
  readonly #parts: LaneWorkerParts;
  readonly #lanes = new Map<string, Lane>();
  readonly #attempts = new Set<Promise<void>>();
  readonly #stopping = new AbortController();
  #ready: Lane[] = [];
  #running = 0;
  /** The database may hold lanes that are not among those known. */
  #hasMore = true;
  /** Since the last look at the database, something came for which there was no lane left. */
  #missed = false;
  #isLooking = false;
  #isStopped = false;
  #databaseFailures = 0;
  #pause: Disposable | null = null;

  constructor(errand: Errand, parts: LaneWorkerParts) {
    this.#errand = errand;
    this.#parts = parts;
    // Everything under way listens; there is no leak to be warned of.
    setMaxListeners(0, this.#stopping.signal);
  }

  /** The errand is another one now, in what it allows. */
  changed(): void {
    // Nothing is done for a while, and the memory may be of use to others.
    if (!this.#errand.isLive) for (const lane of this.#lanes.values()) lane.release();
    this.begin();
  }

  /** Goes on with what is there, and looks in the database for what else is pending. */
  begin(): void {
    if (this.#hasMore) this.#look();
    this.#startTurns();
  }

  /** A new effect is in the database. */
  take(effect: NewEffect): void {
    if (this.#isStopped) return;
    const lane = this.#laneNamed(effect.lane);
    if (!lane) return;
    lane.add(effect);
    this.#makeReady(lane);
  }

  /** What the database holds for a lane has changed; `hurried` is to be carried out now, though it may not be due. */
  wake(name: string, hurried: string): void {
    if (this.#isStopped) return;
    const lane = this.#laneNamed(name);
    if (!lane) return;
    lane.hurried = hurried;
    this.#readAgain(lane);
  }

  /** What the database holds has changed, nobody knows where. */
  lookAgain(): void {
    this.#hasMore = true;
    this.#missed = true;
    this.#look();
  }

  /** Begins nothing more and waits for what is under way; after `graceMs` that is broken off, to be done again later. */
  async stop(graceMs: number): Promise<void> {
    this.#isStopped = true;
    this.#pause?.[Symbol.dispose]();
    for (const lane of this.#lanes.values()) {
      lane.stopWaiting();
      lane.release();
    }
    const timer = this.#parts.runtime.timers.after(graceMs, () => this.#stopping.abort());
    await Promise.allSettled(this.#attempts);
    timer[Symbol.dispose]();
  }

  #laneNamed(name: string): Lane | null {
    const known = this.#lanes.get(name);
    if (known) return known;
    if (this.#lanes.size >= MOST_LANES) {
      this.#hasMore = true;
      this.#missed = true;
      return null;
    }
    // As long as older effects of it may be in the database, it begins there.
    const lane = new Lane(name, this.#parts.budget, this.#hasMore);
    if (this.#hasMore) lane.grew = true;
    this.#lanes.set(name, lane);
    return lane;
  }

  #makeReady(lane: Lane): void {
    if (lane.state !== 'idle') return;
    lane.state = 'ready';
    this.#ready.push(lane);
    this.#startTurns();
  }

  #readAgain(lane: Lane): void {
    lane.release();
    if (lane.state === 'waiting') {
      lane.stopWaiting();
      lane.state = 'idle';
    }
    this.#makeReady(lane);
  }

  #startTurns(): void {
    while (this.#errand.isLive && !this.#isStopped && this.#pause === null) {
      if (this.#running >= this.#errand.concurrency) return;
      const lane = this.#ready.shift();
      if (!lane) return;
      lane.state = 'running';
      this.#running += 1;
      this.#turn(lane)
        .catch((cause: unknown) => {
          lane.release();
          this.#databaseFailed(cause);
          this.#rest(lane);
        })
        .finally(() => {
          this.#running -= 1;
          this.#startTurns();
        });
    }
  }

  /** Carries out the first effect of a lane, if it is due. */
  async #turn(lane: Lane): Promise<void> {
    await this.#parts.settler.room();
    if (lane.head === undefined && lane.behind) await this.#read(lane);
    const effect = lane.head;
    if (effect === undefined || this.#isStopped || !this.#errand.isLive) return this.#rest(lane);
    const isHurried = lane.hurried === effect.id;
    const { clock } = this.#parts.runtime;
    const dueAt = this.#errand.dueAt(effect);
    if (!isHurried && dueAt > clock.now()) return this.#wait(lane, dueAt);
    if (isHurried) lane.hurried = null;
    const effects = lane.shift(this.#errand.mostAtOnce, clock.now());
    const attempt = this.#attempt(lane, effects);
    this.#attempts.add(attempt);
    await attempt.finally(() => this.#attempts.delete(attempt));
  }

  async #attempt(lane: Lane, effects: readonly PendingEffect[]): Promise<void> {
    const { runtime, settler } = this.#parts;
    const at = runtime.clock.now();
    const outcome = await this.#errand.carryOut(effects, this.#stopping.signal);
    // Broken off by the end of this process, not by the other side: that is no attempt.
    if (outcome.status === null && this.#stopping.signal.aborted) return;
    const changes = this.#judge(effects, outcome);
    const { status, text, durationMs } = outcome;
    const settled = changes.map((change) => {
      const attempt = { id: runtime.ids.next(), effectId: change.id, at, durationMs, status, answer: text };
      return settler.settle({ change, attempt });
    });
    // The app of an errand that is no more may be gone too, and its counters with it.
    if (!this.#isStopped) {
      for (const effect of effects) this.#errand.attempted?.(effect, outcome.verdict === 'done');
    }
    lane.unsettled += 1;
    lane.settled = Promise.all(settled).then(() => {
      lane.unsettled -= 1;
      this.#forgetIfDone(lane);
    });
    const again = changes.find(({ state }) => state === 'pending');
    if (again) this.#wait(lane, again.dueAt);
    else this.#rest(lane);
  }

  /**
   * Not taken: again later, until the time for it is over; the last try is at the very end of that. What went together is
   * tried again together.
   */
  #judge(
    effects: readonly PendingEffect[],
    { verdict, retryAfterMs = 0 }: ErrandResult,
  ): readonly EffectChange[] {
    const { clock, chance } = this.#parts.runtime;
    const now = clock.now();
    const failures = 1 + Math.max(...effects.map(({ attempts }) => attempts));
    const againAt = now + Math.max(retryAfterMs, retryDelay(failures, chance, RETRIES));
    return effects.map((effect) => {
      const { id, changedAt } = effect;
      const attempts = effect.attempts + 1;
      if (verdict === 'done') return { id, state: 'done', dueAt: now, attempts, changedAt: now };
      const end = this.#errand.endOf(effect);
      if (verdict === 'dead' || now >= end)
        return { id, state: 'dead', dueAt: now, attempts, changedAt: now };
      return { id, state: 'pending', dueAt: Math.min(end, againAt), attempts, changedAt };
    });
  }

  /** Until that time; what is in memory of it is given free meanwhile. */
  #wait(lane: Lane, dueAt: number): void {
    lane.release();
    if (lane.hurried !== null && !this.#isStopped) {
      // Somebody wants one of it done now: whether that is the first is for the database to say.
      this.#rest(lane);
      return;
    }
    lane.state = 'waiting';
    if (this.#isStopped) return;
    const { clock, timers } = this.#parts.runtime;
    lane.timer = timers.after(Math.max(0, dueAt - clock.now()), () => {
      lane.timer = null;
      lane.state = 'idle';
      this.#makeReady(lane);
    });
  }

  /** The turn is over: the next one of the lane comes after those of the others. */
  #rest(lane: Lane): void {
    lane.state = 'idle';
    if (!lane.isEmpty && !this.#isStopped) this.#makeReady(lane);
    else this.#forgetIfDone(lane);
  }

  #forgetIfDone(lane: Lane): void {
    if (lane.state !== 'idle' || !lane.isEmpty || lane.unsettled > 0) return;
    this.#lanes.delete(lane.name);
    if (this.#hasMore && this.#lanes.size < MOST_LANES / 2) this.#look();
  }

  async #read(lane: Lane): Promise<void> {
    // Or what was just sent would be found once more.
    await lane.settled;
    lane.grew = false;
    const found = await this.#errand.next(lane.name, READ_AT_ONCE);
    this.#databaseFailures = 0;
    if (!this.#isStopped) lane.fill(found, found.length === READ_AT_ONCE);
    if (found[0]?.id !== lane.hurried) lane.hurried = null;
  }

  #look(): void {
    if (this.#isLooking || this.#isStopped || !this.#errand.isLive) return;
    this.#isLooking = true;
    this.#findLanes()
      .catch((cause: unknown) => this.#databaseFailed(cause))
      .finally(() => {
        this.#isLooking = false;
        if (this.#missed && this.#lanes.size < MOST_LANES / 2) this.#look();
      });
  }

  async #findLanes(): Promise<void> {
    this.#missed = false;
    const heads = await this.#errand.heads(MOST_LANES);
    this.#databaseFailures = 0;
    if (this.#isStopped) return;
    for (const { lane: name } of heads) {
      const lane = this.#laneNamed(name);
      if (lane) this.#readAgain(lane);
    }
    this.#hasMore = this.#missed || heads.length === MOST_LANES;
  }

  /** Nothing more is tried for a while: every lane would fail in the same way. */
  #databaseFailed(cause: unknown): void {
    if (this.#isStopped || this.#pause !== null) return;
    this.#databaseFailures += 1;
    const { chance, timers } = this.#parts.runtime;
    if (this.#databaseFailures === 1) this.#parts.onFailure(cause);
    this.#pause = timers.after(retryDelay(this.#databaseFailures, chance, DATABASE_RETRIES), () => {
      this.#pause = null;
      this.begin();
    });
  }
}
