import type { Position } from '../../core/event/position.ts';
import type { HistoryQuery, LogPage, StoredEvent } from '../../core/store/event-store.ts';
import type { Sql, SqlDatabase, SqlValue } from '../sql/sql-database.ts';
import { isStorableText } from './body-column.ts';
import type { ChannelKey } from './channel-key.ts';
import { EVENT_COLUMNS, type EventRow, NEWEST_EDIT_JOIN, toStoredEvent } from './event-row.ts';

const MAX_LIMIT = 1000;

/** The head and the events in one statement, so that no append can come between them. */
export async function readLogAfter(
  sql: Sql,
  key: ChannelKey,
  after: number,
  limit: number,
): Promise<LogPage | null> {
  if (!canExist(key)) return null;
  const rows = await sql.rows<EventRow & { head: number }>(
    `SELECT c.head, ${EVENT_COLUMNS}
     FROM channel c LEFT JOIN event e ON e.channel_id = c.id AND e.log_offset > ? ${NEWEST_EDIT_JOIN}
     WHERE c.app_id = ? AND c.name = ? AND c.head > 0
     ORDER BY e.log_offset LIMIT ?`,
    [after, key.appId, key.channel, bounded(limit)],
  );
  const first = rows[0];
  if (!first) return null;
  const head = { epoch: first.epoch, offset: first.head };
  // A channel with nothing to read answers one row without an event.
  return { head, events: first.id === null ? [] : rows.map(toStoredEvent) };
}

export async function readHead(sql: Sql, key: ChannelKey): Promise<Position | null> {
  if (!canExist(key)) return null;
  const rows = await sql.rows<{ epoch: string; head: number }>(
    'SELECT epoch, head FROM channel WHERE app_id = ? AND name = ? AND head > 0',
    [key.appId, key.channel],
  );
  const row = rows[0];
  return row ? { epoch: row.epoch, offset: row.head } : null;
}

export async function readHistory(sql: Sql, query: HistoryQuery): Promise<StoredEvent[]> {
  if (!canExist(query)) return [];
  const conditions = ['c.app_id = ?', 'c.name = ?', 'e.kind = 0'];
  const values: SqlValue[] = [query.appId, query.channel];
  if (query.before !== undefined) {
    conditions.push('e.log_offset < ?');
    values.push(query.before);
  }
  if (query.after !== undefined) {
    conditions.push('e.log_offset > ?');
    values.push(query.after);
  }
  if (query.includeDeleted !== true) conditions.push('e.deleted_at IS NULL');
  const rows = await sql.rows<EventRow>(
    `SELECT ${EVENT_COLUMNS} FROM channel c JOIN event e ON e.channel_id = c.id ${NEWEST_EDIT_JOIN}
     WHERE ${conditions.join(' AND ')}
     ORDER BY e.log_offset ${query.order === 'newest' ? 'DESC' : 'ASC'} LIMIT ? OFFSET ?`,
    [...values, bounded(query.limit), Math.max(0, Math.trunc(query.skip ?? 0))],
  );
  return rows.map(toStoredEvent);
}

export async function findEvent(sql: Sql, key: ChannelKey, id: string): Promise<StoredEvent | null> {
  if (!canExist(key) || !isStorableText(id)) return null;
  const rows = await sql.rows<EventRow>(
    `SELECT ${EVENT_COLUMNS} FROM event e JOIN channel c ON c.id = e.channel_id ${NEWEST_EDIT_JOIN}
     WHERE e.id = ? AND c.app_id = ? AND c.name = ?`,
    [id, key.appId, key.channel],
  );
  const row = rows[0];
  return row ? toStoredEvent(row) : null;
}

export async function findEventByClientId(
  sql: Sql,
  key: ChannelKey,
  userId: string | null,
  clientId: string,
): Promise<StoredEvent | null> {
  if (!canExist(key) || !isStorableText(clientId)) return null;
  const rows = await sql.rows<EventRow>(
    `SELECT ${EVENT_COLUMNS} FROM channel c
     JOIN event e ON e.channel_id = c.id AND e.sender = ? AND e.client_id = ? ${NEWEST_EDIT_JOIN}
     WHERE c.app_id = ? AND c.name = ?`,
    [userId ?? '', clientId, key.appId, key.channel],
  );
  const row = rows[0];
  return row ? toStoredEvent(row) : null;
}

/** By the index on channel and client id, whatever the order would suggest: a channel's log can be long. */
export async function findPublishedEvent(
  database: SqlDatabase,
  key: ChannelKey,
  clientId: string,
): Promise<StoredEvent | null> {
  if (!canExist(key) || !isStorableText(clientId)) return null;
  const rows = await database.rows<EventRow>(
    `SELECT ${EVENT_COLUMNS} FROM channel c
     JOIN event e ${database.dialect.byIndex('event_channel_id_client_id_sender_key')}
       ON e.channel_id = c.id AND e.client_id = ? AND e.kind = 0 ${NEWEST_EDIT_JOIN}
     WHERE c.app_id = ? AND c.name = ? ORDER BY e.log_offset + 0 DESC LIMIT 1`,
    [clientId, key.appId, key.channel],
  );
  const row = rows[0];
  return row ? toStoredEvent(row) : null;
}

/** A name that no database could hold names nothing. */
function canExist({ appId, channel }: ChannelKey): boolean {
  return isStorableText(appId) && isStorableText(channel);
}

function bounded(limit: number): number {
  return Math.min(MAX_LIMIT, Math.max(1, Math.trunc(limit)));
}
