import type { StoredEvent } from '../store/event-store.ts';

/** Most bytes of bodies in one page of history, unless a single event is larger. */
const PAGE_BYTES = 4_194_304;

/** A page of history that fills up: with so many events, or with so many bytes if they are large. */
export class HistoryPageBuilder {
  readonly events: StoredEvent[] = [];
  readonly #limit: number;
  #bytes = 0;
  #isFull = false;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** How many more events it would take. */
  get room(): number {
    return this.#isFull ? 0 : this.#limit - this.events.length;
  }

  /** Takes what fits, in order, and at least one event. */
  add(events: readonly StoredEvent[]): void {
    for (const event of events) {
      this.#bytes += (event.body?.bytes ?? 0) + (event.edit?.body.bytes ?? 0);
      if (this.#bytes > PAGE_BYTES && this.events.length > 0) this.#isFull = true;
      if (this.room === 0) return;
      this.events.push(event);
    }
  }
}
