import type { SearchedLog } from './searched-logs.ts';

/** The logs that a search has not taken up yet, those first that reach farthest. */
export class LogQueue {
  readonly #source: AsyncGenerator<SearchedLog, void, undefined>;
  /** What was put back; the last is the next. */
  #again: SearchedLog[] = [];
  #next: SearchedLog | null = null;

  constructor(source: AsyncGenerator<SearchedLog, void, undefined>) {
    this.#source = source;
  }

  /** The next log, which stays where it is; null: there is none. */
  async first(): Promise<SearchedLog | null> {
    const again = this.#again.at(-1);
    if (again) return again;
    if (this.#next === null) {
      const drawn = await this.#source.next();
      if (!drawn.done) this.#next = drawn.value;
    }
    return this.#next;
  }

  /** Takes the log that {@link first} showed. */
  takeFirst(): void {
    if (this.#again.pop() === undefined) this.#next = null;
  }

  /** Puts back the logs that were taken last, in the order they were in. */
  putBack(logs: readonly SearchedLog[]): void {
    this.#again.push(...[...logs].reverse());
  }
}
