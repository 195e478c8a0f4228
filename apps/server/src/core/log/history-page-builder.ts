import { readershipBytes } from '../event/readership.ts';
import type { StoredEvent } from '../store/event-store.ts';

/** Most bytes in one page of history, unless a single event is larger. */
const PAGE_BYTES = 4_194_304;

/** A page of history that fills up: with so many events, or with so many bytes if they are large. */
export class HistoryPageBuilder {
  readonly events: StoredEvent[] = [];
  readonly #limit: number;
  #bytes = 0;
  #skip: number;
  #isFull = false;

  /** @param skip leaves out so many of the first that are added. */
  constructor(limit: number, skip = 0) {
    this.#limit = limit;
    this.#skip = skip;
  }

  /** How many more events it would take. */
  get room(): number {
    return this.#isFull ? 0 : this.#limit - this.events.length;
  }

  /** Takes what fits, in order, and at least one event. */
  add(events: readonly StoredEvent[]): void {
    const skipped = Math.min(this.#skip, events.length);
    this.#skip -= skipped;
    for (const event of events.slice(skipped)) {
      this.#bytes += bytesOf(event);
      if (this.#bytes > PAGE_BYTES && this.events.length > 0) this.#isFull = true;
      if (this.room === 0) return;
      this.events.push(event);
    }
  }
}

function bytesOf({ body, extras, edit, readership }: StoredEvent): number {
  const edited = (edit?.body.bytes ?? 0) + (edit?.extras?.bytes ?? 0);
  return (body?.bytes ?? 0) + (extras?.bytes ?? 0) + edited + readershipBytes(readership);
}
