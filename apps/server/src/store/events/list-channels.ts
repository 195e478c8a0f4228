import type { Position } from '../../core/event/position.ts';
import type { Sql, SqlValue } from '../sql/sql-database.ts';
import { isStorableText } from './body-column.ts';

export interface ChannelSummary {
  readonly channel: string;
  readonly head: Position;
  readonly createdAt: number;
  readonly lastEventAt: number;
}

const MAX_LIMIT = 1000;

/** An app's channels by name, in the order of code points. */
export async function listChannels(
  sql: Sql,
  appId: string,
  query: { prefix?: string; afterName?: string; limit: number },
): Promise<ChannelSummary[]> {
  const { prefix = '', afterName = '' } = query;
  if (![appId, prefix, afterName].every(isStorableText)) return [];
  const values: SqlValue[] = [appId, afterName, likePrefix(prefix)];
  const rows = await sql.rows<{
    name: string;
    epoch: string;
    head: number;
    created_at: number;
    last_event_at: number;
  }>(
    `SELECT name, epoch, head, created_at, last_event_at FROM channel
     WHERE app_id = ? AND name > ? AND name LIKE ? ESCAPE '!' AND head > 0
     ORDER BY name LIMIT ?`,
    [...values, Math.min(MAX_LIMIT, Math.max(1, Math.trunc(query.limit)))],
  );
  return rows.map((row) => ({
    channel: row.name,
    head: { epoch: row.epoch, offset: row.head },
    createdAt: row.created_at,
    lastEventAt: row.last_event_at,
  }));
}

/** A LIKE pattern in which the prefix stands for itself, `%` and `_` included. */
function likePrefix(prefix: string): string {
  return `${prefix.replace(/[!%_]/g, '!$&')}%`;
}
