import { guarded } from './errors/report-fault.ts';

/** Who wants to be told of something. */
export class Listeners<Event> {
  readonly #listeners = new Set<(event: Event) => void>();
  readonly #report: (fault: unknown) => void;

  /** @param report where a listener's own faults go. */
  constructor(report: (fault: unknown) => void) {
    this.#report = report;
  }

  /** Adds a listener; the result removes it. */
  add(listener: (event: Event) => void): () => void {
    // Wrapped, so that one function added twice is two listeners, each removed by its own result.
    const entry = (event: Event): void => listener(event);
    this.#listeners.add(entry);
    return () => {
      this.#listeners.delete(entry);
    };
  }

  get size(): number {
    return this.#listeners.size;
  }

  tell(event: Event): void {
    for (const listener of [...this.#listeners]) guarded(this.#report, () => listener(event));
  }
}
