import { z } from 'zod';

const MAX_NAMED = 1000;
const users = z.array(z.string().min(1).max(255)).max(MAX_NAMED);

/** How a readership lies in the database. */
export const StoredReadership = z.object({ only: users.optional(), except: users.optional() });

/**
 * Who of a channel's readers may read an event, live, by resuming and in its history. It stays with the event: its edits
 * and its deletion are for the same readers. The app's backend reads everything.
 */
export interface Readership {
  /** If not null, only these users. Only for who proved to be one of them. */
  readonly only: ReadonlySet<string> | null;
  /** Not these users; this counts before `only`. */
  readonly except: ReadonlySet<string>;
}

/** Whose eyes a log is read with: `all`, or those of a user who proved to be it; null: of somebody unknown. */
export type Sight = 'all' | { readonly provedUserId: string | null };

/** Whether an event with this readership, if it has one, is for these eyes. */
export function isReadableBy(readership: Readership | undefined, sight: Sight): boolean {
  if (readership === undefined || sight === 'all') return true;
  const { provedUserId } = sight;
  if (provedUserId === null) return readership.only === null;
  if (readership.except.has(provedUserId)) return false;
  return readership.only === null || readership.only.has(provedUserId);
}
