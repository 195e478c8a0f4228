import type { Event } from '../event/event.ts';

/** An event on its way to the readers of its channel. */
export interface Delivery {
  readonly event: Event;
  /** The session that does not get it, usually the sender's own; null: everyone does. */
  readonly exclude: string | null;
  /** If not null, only these users get it. Only for what is not logged: a logged event must be resumable by all. */
  readonly only: ReadonlySet<string> | null;
  /** If present, these users do not get it live. */
  readonly except?: ReadonlySet<string>;
}

/** Whom a delivery is meant for. */
export interface Audience {
  readonly exclude: string | null;
  readonly only: ReadonlySet<string> | null;
  /** It tells who comes and goes, which not everybody may know. */
  readonly isPresence: boolean;
}

export function audienceOf({ exclude, only, event }: Delivery): Audience {
  return { exclude, only, isPresence: event.kind === 'presence' };
}

/** Whether a reader is among those it is meant for. */
export function isFor(
  reader: { readonly sessionId: string; readonly userId: string | null; readonly seesPresence: boolean },
  { exclude, only, isPresence }: Audience,
): boolean {
  if (exclude !== null && exclude === reader.sessionId) return false;
  if (isPresence && !reader.seesPresence) return false;
  return only === null || (reader.userId !== null && only.has(reader.userId));
}
