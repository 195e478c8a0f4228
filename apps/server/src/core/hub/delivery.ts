import type { Event } from '../event/event.ts';
import { isReadableBy, type Readership, type Sight } from '../event/readership.ts';

/** An event on its way to the readers of its channel. */
export interface Delivery {
  readonly event: Event;
  /** The session that does not get it, usually the sender's own; null: everyone does. */
  readonly exclude: string | null;
  /** If not null, only these users get it. Only for what is not logged: a logged event must be resumable by all. */
  readonly only: ReadonlySet<string> | null;
  /** If present, these users do not get it live. */
  readonly except?: ReadonlySet<string>;
  /** If present, whom of those who may read it it is told live: users who proved to be it. */
  readonly told?: Readership;
}

/** Whom a delivery is meant for. */
export interface Audience {
  readonly exclude: string | null;
  /** It tells who comes and goes, which not everybody may know. */
  readonly isPresence: boolean;
  /** Which users it is for; null: that makes no difference. */
  readonly users: AudienceUsers | null;
}

interface AudienceUsers {
  readonly only: ReadonlySet<string> | null;
  readonly except: ReadonlySet<string> | undefined;
  readonly readership: Readership | undefined;
  readonly told: Readership | undefined;
}

/** A reader, as far as it decides what is for it. */
export interface AudienceMember {
  readonly sessionId: string;
  /** Who it is or merely says to be. */
  readonly userId: string | null;
  /** Whether it may know who comes and goes. */
  readonly seesPresence: boolean;
  /** Whose eyes it reads with. */
  readonly sight: Sight;
}

export function audienceOf({ exclude, only, except, told, event }: Delivery): Audience {
  const isPresence = event.kind === 'presence';
  const readership = 'readership' in event ? event.readership : undefined;
  const isForAll = only === null && except === undefined && told === undefined && readership === undefined;
  return { exclude, isPresence, users: isForAll ? null : { only, except, readership, told } };
}

/** Whether a reader is among those it is meant for. */
export function isFor(reader: AudienceMember, { exclude, isPresence, users }: Audience): boolean {
  if (exclude !== null && exclude === reader.sessionId) return false;
  if (isPresence && !reader.seesPresence) return false;
  return users === null || isAmong(reader, users);
}

function isAmong(reader: AudienceMember, { only, except, readership, told }: AudienceUsers): boolean {
  const { userId, sight } = reader;
  if (only !== null && (userId === null || !only.has(userId))) return false;
  if (except !== undefined && userId !== null && except.has(userId)) return false;
  return isReadableBy(readership, sight) && isReadableBy(told, sight);
}
