import { z } from 'zod';
import { ParleyError } from '../errors/parley-error.ts';

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

/**
 * A readership that can be stored; undefined where it leaves out nobody.
 *
 * @throws ParleyError `bad_request` for more than 1000 users in either list, or a name that is none.
 */
export function requireReadership({ only, except }: Readership): Readership | undefined {
  if (only === null && except.size === 0) return undefined;
  const lists = { except: [...except], ...(only === null ? {} : { only: [...only] }) };
  if (StoredReadership.safeParse(lists).success) return { only, except };
  throw new ParleyError(
    'bad_request',
    `An event may be for, or not for, at most ${MAX_NAMED} users, each named by 1 to 255 characters.`,
  );
}

const NAME_OVERHEAD_BYTES = 48;

/** What keeping it in memory takes, in bytes, roughly. */
export function readershipBytes(readership: Readership | undefined): number {
  if (readership === undefined) return 0;
  let bytes = 0;
  for (const name of readership.except) bytes += name.length + NAME_OVERHEAD_BYTES;
  for (const name of readership.only ?? []) bytes += name.length + NAME_OVERHEAD_BYTES;
  return bytes;
}
