import type { EventSearch, FoundEvent } from '../../../core/store/event-store.ts';
import { type SqlDatabase, valueList } from '../../sql/sql-database.ts';
import { isStorableText } from '../body-column.ts';
import { EVENT_COLUMNS, type EventRow, NEWEST_EDIT_JOIN, toStoredEvent } from '../event-row.ts';
import { findKeys } from './find-keys.ts';
import type { PlacedKey } from './place-keys.ts';
import { searchOrder } from './search-order.ts';

/** Of what matches, so many are looked at. */
const MOST_LOOKED_AT = 10_000;
const MAX_LIMIT = 100;

/**
 * Publishes of an app's logs as they stand now. What matches is found by its keys alone, by walking the logs of the
 * app from their new end (or their old one) until there is enough; only what is answered is then read whole.
 */
export async function searchEvents(database: SqlDatabase, query: EventSearch): Promise<FoundEvent[]> {
  const { appId, channel = '', name = '' } = query;
  if (![appId, channel, name].every(isStorableText)) return [];
  const skip = Math.max(0, Math.trunc(query.skip));
  const limit = Math.min(MAX_LIMIT, Math.max(1, Math.trunc(query.limit)));
  const end = Math.min(skip + limit, MOST_LOOKED_AT);
  if (skip >= end) return [];
  const order = searchOrder(query.order);
  const keys = await findKeys(database, query, {
    oldestFirst: order.byTime === 'oldest',
    wanted: order.byTime === null ? MOST_LOOKED_AT : end,
  });
  return readFound(database, order.sorted(keys).slice(skip, end));
}

/** In the order of the keys, without those that were deleted since they were found. */
async function readFound(database: SqlDatabase, keys: readonly PlacedKey[]): Promise<FoundEvent[]> {
  if (keys.length === 0) return [];
  const rows = await database.rows<EventRow & { channel: string }>(
    `SELECT c.name AS channel, ${EVENT_COLUMNS}
     FROM event e JOIN channel c ON c.id = e.channel_id ${NEWEST_EDIT_JOIN}
     WHERE e.id IN (${valueList(keys.length)}) AND e.deleted_at IS NULL`,
    keys.map(({ id }) => id),
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return keys.flatMap(({ id }) => {
    const row = byId.get(id);
    return row ? [{ ...toStoredEvent(row), channel: row.channel }] : [];
  });
}
