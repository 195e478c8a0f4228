import type { AttemptRecord, EffectChange, EffectStore } from '../../core/store/effect-store.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { SteadyWriter } from '../steady-writer.ts';

export interface Outcome {
  readonly change: EffectChange;
  readonly attempt: AttemptRecord;
}

interface Queued extends Outcome {
  settled(): void;
}

export interface SettlerParts {
  readonly store: Pick<EffectStore, 'settle'>;
  readonly runtime: Runtime;
  onFailure(cause: unknown): void;
}

/** So many outcomes may wait for the database before no more requests are sent: after a crash they would all come twice. */
const MOST_WAITING = 1000;

/** Notes in the database what came of requests, many at a time, without anybody waiting for it. */
export class Settler implements AsyncDisposable {
  readonly #writer: SteadyWriter<Queued>;
  #waitingForRoom: Array<() => void> = [];

  constructor({ store, runtime, onFailure }: SettlerParts) {
    this.#writer = new SteadyWriter<Queued>({
      runtime,
      write: (batch) =>
        store.settle(
          batch.map(({ change }) => change),
          batch.map(({ attempt }) => attempt),
        ),
      written: (batch) => this.#ended(batch),
      lost: (batch) => this.#ended(batch),
      onFailure,
      sizeOf: ({ attempt }) => attempt.answer.length + 200,
      maxBatch: 500,
      maxBatchBytes: 2_097_152,
      maxQueuedBytes: Number.POSITIVE_INFINITY,
    });
  }

  /** Resolves when there is room for another outcome. */
  async room(): Promise<void> {
    while (this.#writer.waiting >= MOST_WAITING) {
      await new Promise<void>((resolve) => this.#waitingForRoom.push(resolve));
    }
  }

  /**
   * Resolves when it is in the database, or will never be: the effect was removed meanwhile, or this is closing and the
   * database is away. Then the request is sent again after the next start.
   */
  settle(outcome: Outcome): Promise<void> {
    return new Promise((settled) => {
      if (!this.#writer.offer({ ...outcome, settled })) settled();
    });
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#writer[Symbol.asyncDispose]();
  }

  #ended(batch: readonly Queued[]): void {
    for (const outcome of batch) outcome.settled();
    const waiting = this.#waitingForRoom;
    this.#waitingForRoom = [];
    for (const resume of waiting) resume();
  }
}
