import type { EffectSurroundings } from '../../core/effects/effects.ts';
import { ParleyError } from '../../core/errors/parley-error.ts';
import { retryDelay } from '../retry-delay.ts';
import { BatchQueue } from './batch-queue.ts';
import { Flushes } from './flushes.ts';
import type { MirrorBatch } from './mirror-batch.ts';
import { parseMirrorPayload } from './mirror-row.ts';
import type { MirrorOutage, MirrorProgress, MirrorState } from './mirror-status.ts';
import type { MirrorTarget } from './mirror-target.ts';
import { TargetError } from './target-error.ts';
import { withDeadline } from './with-deadline.ts';

const BACKOFF = { firstMs: 500, longestMs: 30_000 };

export interface MirrorWorkerOptions {
  readonly appId: string;
  readonly batchRows: number;
  readonly everyMs: number;
  readonly lastBatch: string | null;
  readonly target: MirrorTarget;
  readonly surroundings: EffectSurroundings;
}

/**
 * Carries the rows of one app into its database, batch after batch, for as long as it takes. A database that is down
 * costs waiting rows, in our own database, and nothing else.
 *
 * | state       | a row is queued           | a timer fires | somebody waits for a flush |
 * |-------------|---------------------------|---------------|----------------------------|
 * | `idle`      | `gathering`, or `sending` | –             | `sending`                  |
 * | `gathering` | `sending` when full       | `sending`     | `sending`                  |
 * | `sending`   | seen before it ends       | –             | seen before it ends        |
 * | `retrying`  | –                         | `sending`     | `sending`                  |
 */
export class MirrorWorker {
  readonly #options: MirrorWorkerOptions;
  readonly #queue: BatchQueue;
  readonly #flushes = new Flushes();
  #state: MirrorState = 'idle';
  #timer: Disposable | null = null;
  #work: Promise<void> = Promise.resolve();
  #isStopped = false;
  /** Somebody wants the queue to be looked at, again if that is under way. */
  #isCalled = false;
  /** Rows queued since the queue was last looked at. */
  #unseen = 0;
  #lastBatch: MirrorProgress['lastBatch'] = null;
  #outage: MirrorOutage | null = null;

  constructor(options: MirrorWorkerOptions) {
    const { surroundings, ...rest } = options;
    const { effects, integrations } = surroundings.store;
    this.#options = options;
    this.#queue = new BatchQueue({ ...rest, effects, integrations, runtime: surroundings.runtime });
  }

  get progress(): MirrorProgress {
    return { state: this.#state, lastBatch: this.#lastBatch, outage: this.#outage };
  }

  /** The batch noted last, as it is stored. */
  get lastBatch(): string | null {
    return this.#queue.lastBatch;
  }

  /** Looks at what an earlier run left. */
  start(): void {
    this.#send();
  }

  /** A row was queued. */
  queued(characters: number): void {
    this.#unseen += 1;
    this.#queue.queued(characters);
    if (this.#state === 'idle' || this.#state === 'gathering') this.#rest(this.#options.everyMs);
  }

  /**
   * Sends everything that is queued now, without waiting for batches to fill. Resolves when none of it waits any more.
   *
   * @throws ParleyError `unavailable` at the first failure.
   */
  async flush(): Promise<void> {
    const { appId, surroundings } = this.#options;
    const query = { appId, kind: 'mirror', state: 'pending', limit: 1 } as const;
    const [newest] = await surroundings.store.effects.list(query);
    if (!newest) return;
    if (this.#isStopped) throw stopped();
    const flushed = this.#flushes.until(newest.id);
    this.#send();
    await flushed;
  }

  /** Ends work: at once where there is none, otherwise with the batch that is on its way, but in `graceMs` at the latest. */
  async stop(graceMs: number): Promise<void> {
    this.#isStopped = true;
    this.#clearTimer();
    const { target, surroundings } = this.#options;
    // Past the grace the batch is cut off. It stays open, and the next run finds out what became of it.
    await withDeadline(surroundings.runtime.timers, graceMs, this.#work, stopped).catch(() => undefined);
    await target.disconnect();
    await this.#work;
    this.#flushes.fail(stopped());
    this.#state = 'idle';
  }

  /** Waits `ms` for what may fill a batch, or for nothing. */
  #rest(ms: number): void {
    if (this.#unseen === 0) this.#state = 'idle';
    else if (this.#isDue || ms <= 0) this.#send();
    else {
      this.#state = 'gathering';
      this.#timer ??= this.#sendAfter(ms);
    }
  }

  get #isDue(): boolean {
    return this.#unseen >= (this.#options.everyMs === 0 ? 1 : this.#options.batchRows);
  }

  #send(): void {
    if (this.#isStopped) return;
    this.#isCalled = true;
    if (this.#state === 'sending') return;
    this.#clearTimer();
    this.#state = 'sending';
    this.#work = this.#sendAll();
  }

  /** Never rejects. */
  async #sendAll(): Promise<void> {
    try {
      let restMs = this.#options.everyMs;
      while (!this.#isStopped && (this.#isCalled || this.#isDue)) {
        this.#isCalled = false;
        restMs = await this.#drain();
      }
      this.#state = 'idle';
      if (!this.#isStopped) this.#rest(restMs);
    } catch (error) {
      if (!this.#isStopped) this.#retry(error);
    }
  }

  /** Sends until nothing is due; returns for how many ms what is left may wait. */
  async #drain(): Promise<number> {
    while (!this.#isStopped) {
      this.#unseen = 0;
      const next = await this.#queue.next(
        (oldest) => this.#flushes.reached(oldest),
        () => this.#flushes.areAwaited,
      );
      if (next.kind === 'batch') {
        await this.#deliver(next.batch);
      } else if (next.kind === 'wait') {
        this.#unseen += next.rows;
        return next.ms;
      } else break;
    }
    return this.#options.everyMs;
  }

  async #deliver(batch: MirrorBatch): Promise<void> {
    const { appId, target, surroundings } = this.#options;
    const { clock } = surroundings.runtime;
    const startedAt = clock.monotonic();
    try {
      await target.write(
        batch.id,
        batch.effects.map(({ payload }) => parseMirrorPayload(payload)),
      );
    } catch (error) {
      if (!(error instanceof TargetError) || error.fault !== 'refused') throw error;
      this.#outage = null;
      await this.#queue.refused(batch, error.message, Math.round(clock.monotonic() - startedAt));
      return;
    }
    this.#outage = null;
    await this.#queue.done(batch);
    surroundings.stats.of(appId).mirrorBatches += 1;
    this.#lastBatch = { at: clock.now(), rows: batch.effects.length };
  }

  #retry(error: unknown): void {
    const { appId, surroundings } = this.#options;
    const { clock, chance } = surroundings.runtime;
    const now = clock.now();
    const message = error instanceof TargetError ? error.message : ParleyError.from(error).message;
    const failures = (this.#outage?.failures ?? 0) + 1;
    const delayMs = retryDelay(failures, chance, BACKOFF);
    this.#outage = {
      since: this.#outage?.since ?? now,
      at: now,
      failures,
      message,
      retryAt: now + delayMs,
    };
    this.#state = 'retrying';
    this.#timer = this.#sendAfter(delayMs);
    this.#flushes.fail(new ParleyError('unavailable', `The rows could not be written: ${message}`));
    // Once for each outage: it may last for days.
    if (failures === 1) {
      surroundings.onFailure(new Error(`The mirror of the app ${appId} waits: ${message}`, { cause: error }));
    }
  }

  #sendAfter(ms: number): Disposable {
    return this.#options.surroundings.runtime.timers.after(ms, () => this.#send());
  }

  #clearTimer(): void {
    this.#timer?.[Symbol.dispose]();
    this.#timer = null;
  }
}

function stopped(): ParleyError {
  return new ParleyError('unavailable', 'The mirror was stopped or changed meanwhile; the rows wait.');
}
