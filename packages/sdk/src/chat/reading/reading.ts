import { clientError, ParleyError } from '../../errors/parley-error.ts';
import { step } from '../../machine/table.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { patiently } from '../asked.ts';
import { type ReadingEffect, type ReadingEvent, type ReadingState, readingTable } from './reading-table.ts';

export interface ReadingOptions {
  readonly runtime: Runtime;
  /** Asks the server and takes what it answers. Never two at a time. */
  readonly read: (signal: AbortSignal) => Promise<void>;
  /** Its status changed. */
  readonly changed: () => void;
  /** It is over; called once, but not when it was closed. */
  readonly ended: (error: ParleyError) => void;
}

/** `loading` until it was read once, `ready` while it is kept up, `ended` when it cannot be any more. */
export type ReadingStatus = 'loading' | 'ready' | 'ended';

/** Keeps something equal to what the server has. Runs {@link readingTable}. */
export class Reading implements Disposable {
  /** Resolves when it was read for the first time; rejects when it ends before. */
  readonly ready: Promise<void>;
  readonly #options: ReadingOptions;
  readonly #over = new AbortController();
  #state: ReadingState = { name: 'waiting' };
  #resolve: () => void = () => {};
  #reject: (error: ParleyError) => void = () => {};

  constructor(options: ReadingOptions) {
    this.#options = options;
    this.ready = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    // Whoever does not wait for it sees the status.
    this.ready.catch(() => {});
  }

  get status(): ReadingStatus {
    if (this.#state.name === 'ended') return 'ended';
    const isFirst = this.#state.name === 'waiting' || (this.#state.name === 'reading' && this.#state.isFirst);
    return isFirst ? 'loading' : 'ready';
  }

  /** Why it ended; null while it did not. */
  get error(): ParleyError | null {
    return this.#state.name === 'ended' ? this.#state.error : null;
  }

  /** Triggered when it is over: for what else is asked meanwhile. */
  get signal(): AbortSignal {
    return this.#over.signal;
  }

  /** Whether an answer is awaited, which may or may not hold what happens now. */
  get isReading(): boolean {
    return this.#state.name === 'reading';
  }

  handle(event: ReadingEvent): void {
    const before = this.status;
    const [state, ...effects] = step(readingTable, this.#state, event, null);
    this.#state = state;
    for (const effect of effects) this.#run(effect);
    if (this.status !== before) this.#options.changed();
    if (this.#state.name === 'ended' && before !== 'ended') this.#options.ended(this.#state.error);
  }

  /** Ends it in silence. */
  [Symbol.dispose](): void {
    if (this.#state.name === 'ended') return;
    const error = clientError('closed', 'It was closed.');
    this.#state = { name: 'ended', error };
    this.#run('end');
  }

  #run(effect: ReadingEffect): void {
    switch (effect) {
      case 'read':
        this.#read();
        break;
      case 'ready':
        this.#resolve();
        break;
      case 'end':
        this.#over.abort();
        if (this.error) this.#reject(this.error);
    }
  }

  #read(): void {
    const { runtime, read } = this.#options;
    const { signal } = this.#over;
    patiently(runtime, signal, () => read(signal)).then(
      () => this.handle({ type: 'answered' }),
      (thrown: unknown) => {
        const error =
          thrown instanceof ParleyError ? thrown : clientError('protocol', 'Reading failed.', thrown);
        this.handle({ type: 'failed', error });
      },
    );
  }
}
