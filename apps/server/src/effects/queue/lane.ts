import type { EffectRecord, NewEffect } from '../../core/store/effect-store.ts';
import type { MemoryBudget } from './memory-budget.ts';

/** A request that is to be sent. */
export type PendingEffect = Pick<
  EffectRecord,
  'id' | 'appId' | 'lane' | 'event' | 'payload' | 'dueAt' | 'attempts' | 'changedAt'
>;

const OVERHEAD_BYTES = 300;
/** Of the bodies that go into one request; a single one may be larger. */
const MOST_CHARACTERS_AT_ONCE = 500_000;

/**
 * What is to be told of one channel, in order. `idle`: nothing known to be done. `ready`: waits for its turn. `running`:
 * has it. `waiting`: for a time, after a failure.
 *
 * The beginning of the queue may be in memory; `behind` says that the database holds more after it, which is to be read
 * when the memory is used up. Once behind, new requests are not taken into memory: they would overtake those.
 */
export class Lane {
  readonly name: string;
  state: 'idle' | 'ready' | 'running' | 'waiting' = 'idle';
  behind: boolean;
  /** Something came while the lane was behind: what is read just then may lack it. */
  grew = false;
  /** The one to be sent now though it is not due. */
  hurried: string | null = null;
  timer: Disposable | null = null;
  /** Outcomes on their way to the database. */
  unsettled = 0;
  /** Resolves when the last of those has arrived. */
  settled: Promise<void> = Promise.resolve();
  readonly #budget: MemoryBudget;
  #queue: PendingEffect[] = [];

  constructor(name: string, budget: MemoryBudget, behind: boolean) {
    this.name = name;
    this.#budget = budget;
    this.behind = behind;
  }

  get isEmpty(): boolean {
    return this.#queue.length === 0 && !this.behind;
  }

  get head(): PendingEffect | undefined {
    return this.#queue[0];
  }

  /** A new request, already in the database. */
  add({ createdAt, ...effect }: NewEffect): void {
    if (!this.behind && this.#budget.take(sizeOf(effect))) {
      this.#queue.push({ ...effect, dueAt: createdAt, attempts: 0, changedAt: createdAt });
      return;
    }
    this.behind = true;
    this.grew = true;
  }

  /** Takes in what was read; at least the first, whatever memory is left, or it would never get on. */
  fill(effects: readonly PendingEffect[], mayBeMore: boolean): void {
    this.behind = mayBeMore || this.grew;
    this.grew = false;
    for (const [index, effect] of effects.entries()) {
      if (!this.#budget.take(sizeOf(effect))) {
        if (index > 0) {
          this.behind = true;
          return;
        }
        this.#budget.give(-sizeOf(effect));
      }
      this.#queue.push(effect);
    }
  }

  /** What is to be sent in one request now: of those in memory the first, and up to `most` with those after it that are due. */
  shift(most: number, now: number): readonly PendingEffect[] {
    let characters = 0;
    let count = 0;
    for (const { dueAt, payload } of this.#queue) {
      characters += payload.length;
      const fits = count < most && dueAt <= now && characters <= MOST_CHARACTERS_AT_ONCE;
      if (count > 0 && !fits) break;
      count += 1;
    }
    const effects = this.#queue.splice(0, count);
    for (const effect of effects) this.#budget.give(sizeOf(effect));
    return effects;
  }

  /** Forgets what is in memory: the database knows it all. */
  release(): void {
    for (const effect of this.#queue) this.#budget.give(sizeOf(effect));
    this.#queue = [];
    this.behind = true;
    this.grew = true;
  }

  stopWaiting(): void {
    this.timer?.[Symbol.dispose]();
    this.timer = null;
  }
}

function sizeOf({ payload }: { payload: string }): number {
  return payload.length * 2 + OVERHEAD_BYTES;
}
