import { ParleyError } from '../core/errors/parley-error.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { retryDelay } from './retry-delay.ts';

export interface SteadyWriterOptions<Item> {
  readonly runtime: Runtime;
  /** Writes a batch in one go; rejects with `unavailable` if the database is away. */
  write(batch: readonly Item[]): Promise<void>;
  /** A batch was written. */
  written(batch: readonly Item[]): void;
  /** Items are given up: the database refuses them, or it did not come back before the end. */
  lost(items: readonly Item[], cause: unknown): void;
  /** The database went away. Told once, until it is back. */
  onFailure(cause: unknown): void;
  /** In bytes. */
  sizeOf(item: Item): number;
  readonly maxBatch: number;
  readonly maxBatchBytes: number;
  /** Most bytes waiting. */
  readonly maxQueuedBytes: number;
}

const PAUSES = { firstMs: 500, longestMs: 15_000 };

/**
 * Writes what nobody waits for: like the group commit of a log, while one batch is in flight the next one gathers. But
 * when the database is away, everything stays in its place and is tried again until it is back. Bounded: what finds no
 * room is refused, and the caller has to say so.
 */
export class SteadyWriter<Item> implements AsyncDisposable {
  readonly #options: SteadyWriterOptions<Item>;
  #queue: Item[] = [];
  #queuedBytes = 0;
  #running: Promise<void> | null = null;
  #failures = 0;
  #isClosing = false;
  #endPause: (() => void) | null = null;

  constructor(options: SteadyWriterOptions<Item>) {
    this.#options = options;
  }

  /** Items that are not written yet. */
  get waiting(): number {
    return this.#queue.length;
  }

  /** Queues an item; false: there is no room for it, or this is closed. */
  offer(item: Item): boolean {
    const bytes = this.#options.sizeOf(item);
    const hasRoom = this.#queue.length === 0 || this.#queuedBytes + bytes <= this.#options.maxQueuedBytes;
    if (this.#isClosing || !hasRoom) return false;
    this.#queue.push(item);
    this.#queuedBytes += bytes;
    this.#running ??= this.#run();
    return true;
  }

  /** Resolves when all that is queued has been written or lost. */
  async idle(): Promise<void> {
    while (this.#running) await this.#running;
  }

  /** Tries once more to write everything; what cannot be written is lost. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosing = true;
    this.#endPause?.();
    await this.idle();
  }

  async #run(): Promise<void> {
    // Lets everything that the current turn of the event loop brings gather into the first batch.
    await Promise.resolve();
    while (this.#queue.length > 0) await this.#writeNext();
    this.#running = null;
  }

  async #writeNext(): Promise<void> {
    const batch = this.#next();
    try {
      await this.#options.write(batch);
    } catch (cause) {
      if (isAway(cause)) await this.#wait(cause);
      else await this.#writeEach(batch);
      return;
    }
    this.#failures = 0;
    this.#drop(batch);
    this.#options.written(batch);
  }

  /** Something in the batch is refused for what it is: the others must not suffer for it. */
  async #writeEach(batch: readonly Item[]): Promise<void> {
    for (const item of batch) {
      try {
        await this.#options.write([item]);
      } catch (cause) {
        // Those before it are done; this one and the rest stay in their order for when the database is back.
        if (isAway(cause)) return;
        this.#drop([item]);
        this.#options.lost([item], cause);
        continue;
      }
      this.#drop([item]);
      this.#options.written([item]);
    }
  }

  async #wait(cause: unknown): Promise<void> {
    if (this.#isClosing) {
      const left = this.#queue;
      this.#drop(left);
      this.#options.lost(left, cause);
      return;
    }
    this.#failures += 1;
    if (this.#failures === 1) this.#options.onFailure(cause);
    const { runtime } = this.#options;
    const pauseMs = retryDelay(this.#failures, runtime.chance, PAUSES);
    let timer: Disposable | undefined;
    await new Promise<void>((resolve) => {
      this.#endPause = resolve;
      timer = runtime.timers.after(pauseMs, resolve);
    });
    timer?.[Symbol.dispose]();
    this.#endPause = null;
  }

  #next(): readonly Item[] {
    const { maxBatch, maxBatchBytes, sizeOf } = this.#options;
    let bytes = 0;
    let count = 0;
    for (const item of this.#queue) {
      if (count === maxBatch) break;
      const size = sizeOf(item);
      if (count > 0 && bytes + size > maxBatchBytes) break;
      bytes += size;
      count += 1;
    }
    return this.#queue.slice(0, count);
  }

  /** Takes items off the head of the queue, where they are. */
  #drop(items: readonly Item[]): void {
    for (const item of items) this.#queuedBytes -= this.#options.sizeOf(item);
    this.#queue = this.#queue.slice(items.length);
  }
}

function isAway(cause: unknown): boolean {
  return cause instanceof ParleyError && cause.code === 'unavailable';
}
