import { ParleyError } from '../errors/parley-error.ts';

export interface GroupCommitOptions<Entry, Outcome> {
  /** Writes a batch in one transaction; resolves after its commit with one outcome per entry, in order. */
  write(batch: readonly Entry[]): Promise<readonly Outcome[]>;
  /** Size of an entry in bytes, to bound batches and the queue. */
  sizeOf(entry: Entry): number;
  /** Most entries in one batch. */
  maxBatch: number;
  /** Most bytes in one batch (one larger entry still goes, alone). */
  maxBatchBytes: number;
  /** Most bytes waiting; beyond it entries are refused with `unavailable`. */
  maxQueuedBytes: number;
}

interface Waiting<Entry, Outcome> {
  entry: Entry;
  bytes: number;
  settle(outcome: Outcome): void;
  fail(cause: unknown): void;
}

/**
 * A group commit with no timer: while one batch is in flight the next one gathers, and it is written the moment the
 * first has landed. An entry alone is written at once; under load the batches grow by themselves. Entries keep their
 * order, and a batch that fails rejects its own entries and no others.
 */
export class GroupCommit<Entry, Outcome> {
  readonly #options: GroupCommitOptions<Entry, Outcome>;
  #queue: Array<Waiting<Entry, Outcome>> = [];
  #queuedBytes = 0;
  #running: Promise<void> | null = null;

  constructor(options: GroupCommitOptions<Entry, Outcome>) {
    this.#options = options;
  }

  /**
   * Queues an entry. `onOutcome` is called after the commit, in the order of the batch and before the promise
   * resolves; what it throws rejects that entry's promise only.
   */
  append<Result>(entry: Entry, onOutcome: (outcome: Outcome) => Result): Promise<Result> {
    const bytes = this.#options.sizeOf(entry);
    if (this.#queuedBytes + bytes > this.#options.maxQueuedBytes && this.#queue.length > 0) {
      return Promise.reject(
        new ParleyError('unavailable', 'The database cannot keep up with what is published.', {
          retryAfterMs: 1000,
        }),
      );
    }
    return new Promise<Result>((resolve, reject) => {
      const settle = (outcome: Outcome): void => {
        try {
          resolve(onOutcome(outcome));
        } catch (error) {
          reject(error);
        }
      };
      this.#queue.push({ entry, bytes, settle, fail: reject });
      this.#queuedBytes += bytes;
      this.#running ??= this.#run();
    });
  }

  /** Resolves when everything queued so far, and what is queued meanwhile, has landed or failed. */
  async idle(): Promise<void> {
    while (this.#running) await this.#running;
  }

  async #run(): Promise<void> {
    // Lets everything that the current turn of the event loop publishes gather into the first batch.
    await Promise.resolve();
    while (this.#queue.length > 0) await this.#writeOne(this.#take());
    this.#running = null;
  }

  async #writeOne(batch: ReadonlyArray<Waiting<Entry, Outcome>>): Promise<void> {
    let outcomes: readonly Outcome[];
    try {
      outcomes = await this.#options.write(batch.map((waiting) => waiting.entry));
    } catch (error) {
      for (const waiting of batch) waiting.fail(error);
      return;
    }
    for (const [index, waiting] of batch.entries()) {
      const outcome = outcomes[index];
      if (outcome === undefined) waiting.fail(new Error('The store gave fewer outcomes than entries.'));
      else waiting.settle(outcome);
    }
  }

  #take(): ReadonlyArray<Waiting<Entry, Outcome>> {
    let bytes = 0;
    let count = 0;
    for (const waiting of this.#queue) {
      if (count === this.#options.maxBatch) break;
      if (count > 0 && bytes + waiting.bytes > this.#options.maxBatchBytes) break;
      bytes += waiting.bytes;
      count += 1;
    }
    const batch = this.#queue.slice(0, count);
    this.#queue = this.#queue.slice(count);
    this.#queuedBytes -= bytes;
    return batch;
  }
}
