import { isReadableBy, type Sight } from '../event/readership.ts';
import type { EventStore, HistoryQuery } from '../store/event-store.ts';
import type { HistoryPage } from './event-log.ts';
import { HistoryPageBuilder } from './history-page-builder.ts';

const SLICE = 100;
/** Where much is not for the reader, no more events than this are looked at for one page. */
const MOST_LOOKED_AT = 10_000;

/**
 * Reads a page of a durable channel's history, slice by slice, so that large events are not all read only to be left out.
 * The database does not know what is for whom: for all eyes but those that see everything, it is decided here.
 */
export async function readHistory(
  store: Pick<EventStore, 'history'>,
  query: HistoryQuery,
  sight: Sight,
): Promise<Omit<HistoryPage, 'head'>> {
  const skip = sight === 'all' ? 0 : (query.skip ?? 0);
  const page = new HistoryPageBuilder(query.limit, skip);
  let range = skip > 0 ? { ...query, skip: 0 } : query;
  // As long as nothing is left out, no more is read than the page has room for.
  let leavesOut = skip > 0;
  for (let lookedAt = 0; page.room > 0; ) {
    const limit = leavesOut ? SLICE : Math.min(SLICE, page.room);
    const slice = await store.history({ ...range, limit });
    const readable = slice.filter(({ readership }) => isReadableBy(readership, sight));
    page.add(readable);
    leavesOut ||= readable.length < slice.length;
    lookedAt += slice.length;
    const last = slice.at(-1)?.position;
    if (last === undefined || slice.length < limit) break;
    if (leavesOut && page.room > 0 && lookedAt >= MOST_LOOKED_AT) {
      return { events: page.events, lookedUpTo: last };
    }
    const rest = query.order === 'newest' ? { before: last.offset } : { after: last.offset };
    range = { ...query, skip: 0, ...rest };
  }
  return { events: page.events };
}
