import type { AppendEntry, StoredEvent } from '../../core/store/event-store.ts';
import type { Sql } from '../sql/sql-database.ts';
import type { LockedHead } from './batch-plan.ts';
import { channelKey } from './channel-key.ts';
import { EVENT_COLUMNS, type EventRow, NEWEST_EDIT_JOIN, toStoredEvent } from './event-row.ts';
import { toSenderColumn } from './sender-column.ts';

/**
 * The entries that the log holds already, by their index in the batch: those whose client id is there, and with `byId`
 * also those that are there under their own id, as when a write is repeated whose answer was lost.
 */
export async function findDuplicates(
  sql: Sql,
  batch: readonly AppendEntry[],
  heads: ReadonlyMap<string, LockedHead>,
  byId: boolean,
): Promise<Map<number, StoredEvent>> {
  const conditions: string[] = [];
  const values: Array<string | number> = [];
  for (const entry of batch) {
    const head = heads.get(channelKey(entry));
    if (!head) continue;
    if (entry.clientId !== null) {
      conditions.push('(e.channel_id = ? AND e.sender = ? AND e.client_id = ?)');
      values.push(head.channelId, toSenderColumn(entry), entry.clientId);
    }
    if (byId) {
      conditions.push('(e.channel_id = ? AND e.id = ?)');
      values.push(head.channelId, entry.id);
    }
  }
  if (conditions.length === 0) return new Map();
  const rows = await sql.rows<EventRow & { channel_id: number }>(
    `SELECT e.channel_id, ${EVENT_COLUMNS} FROM event e JOIN channel c ON c.id = e.channel_id ${NEWEST_EDIT_JOIN}
     WHERE ${conditions.join(' OR ')}`,
    values,
  );
  return indexByEntry(batch, heads, rows);
}

function indexByEntry(
  batch: readonly AppendEntry[],
  heads: ReadonlyMap<string, LockedHead>,
  rows: ReadonlyArray<EventRow & { channel_id: number }>,
): Map<number, StoredEvent> {
  const byClientId = new Map(rows.map((row) => [key(row.channel_id, row.sender, row.client_id), row]));
  const byEventId = new Map(rows.map((row) => [row.id, row]));
  const found = new Map<number, StoredEvent>();
  for (const [index, entry] of batch.entries()) {
    const channelId = heads.get(channelKey(entry))?.channelId;
    if (channelId === undefined) continue;
    const same = byEventId.get(entry.id);
    const row =
      (entry.clientId === null
        ? undefined
        : byClientId.get(key(channelId, toSenderColumn(entry), entry.clientId))) ??
      (same?.channel_id === channelId ? same : undefined);
    if (row) found.set(index, toStoredEvent(row));
  }
  return found;
}

function key(channelId: number, sender: string, clientId: string | null): string {
  return `${channelId}\0${sender}\0${clientId ?? ''}`;
}
