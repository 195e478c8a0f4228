import type { EffectStore, NewEffect } from '../../core/store/effect-store.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { LossReport } from '../loss-report.ts';
import { SteadyWriter } from '../steady-writer.ts';

export interface IntakeParts {
  readonly store: Pick<EffectStore, 'add'>;
  readonly runtime: Runtime;
  /** They are in the database and can be sent. */
  stored(effects: readonly NewEffect[]): void;
  onFailure(cause: unknown): void;
  /** Most bytes that wait for the database. */
  readonly maxQueuedBytes: number;
}

/**
 * Queues in the database what follows from happenings that no durable log holds. Nobody waits for it. While the database
 * is away, what was noted is kept and tried again; what finds no room is dropped, counted and reported.
 */
export class Intake implements AsyncDisposable {
  readonly #writer: SteadyWriter<NewEffect>;
  readonly #losses: LossReport;

  constructor({ store, runtime, stored, onFailure, maxQueuedBytes }: IntakeParts) {
    const losses = new LossReport(runtime.timers, onFailure);
    this.#losses = losses;
    this.#writer = new SteadyWriter<NewEffect>({
      runtime,
      write: (batch) => store.add(batch),
      written: stored,
      lost: (effects, cause) => losses.add(effects.length, cause),
      onFailure,
      sizeOf: ({ payload }) => payload.length * 2 + 300,
      maxBatch: 500,
      maxBatchBytes: 4_194_304,
      maxQueuedBytes,
    });
  }

  add(effect: NewEffect): void {
    if (!this.#writer.offer(effect)) this.#losses.add(1);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#writer[Symbol.asyncDispose]();
    this.#losses[Symbol.dispose]();
  }
}
