import type { Event } from '../event/event.ts';

/** An event on its way to the readers of its channel. */
export interface Delivery {
  readonly event: Event;
  /** The session that does not get it, usually the sender's own; null: everyone does. */
  readonly exclude: string | null;
  /** If not null, only these users get it. Only for what is not logged: a logged event must be resumable by all. */
  readonly only: ReadonlySet<string> | null;
}
