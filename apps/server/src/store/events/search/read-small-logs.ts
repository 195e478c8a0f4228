import type { EventSearch } from '../../../core/store/event-store.ts';
import type { SqlDatabase } from '../../sql/sql-database.ts';
import { keySelection } from './key-selection.ts';
import { type KeyRow, type PlacedKey, placeKeys, rowsByLog } from './place-keys.ts';
import type { SearchedLog } from './searched-logs.ts';
import type { BodyNow } from './text-filter.ts';

/**
 * The newest edit is looked up where there is one. A join with all the edits there are, of all apps, is what
 * PostgreSQL would make of a LEFT JOIN beside so many logs.
 */
const LOOKED_UP: BodyNow = { format: newest('format'), body: newest('body') };

/**
 * Reads many small logs whole with one statement, which takes no longer to plan for thousands of them than for one.
 * Returns null if more than `mostRows` may match: then it has stopped early, and says nothing of any of them.
 */
export async function readSmallLogs(
  database: SqlDatabase,
  query: EventSearch,
  read: { logs: readonly SearchedLog[]; oldestFirst: boolean; mostRows: number },
): Promise<{ keys: PlacedKey[]; rowCount: number } | null> {
  const { logs, oldestFirst, mostRows } = read;
  const { columns, condition, values } = keySelection(query, LOOKED_UP);
  const events = database.dialect.byKeys({
    table: 'event',
    alias: 'e',
    index: 'PRIMARY',
    columns: [{ name: 'channel_id', type: 'BIGINT' }],
    keys: logs.map(({ id }) => [id]),
  });
  const rows = await database.rows<KeyRow>(
    `SELECT ${columns} FROM ${events.from} WHERE ${events.where} AND ${condition} LIMIT ?`,
    [...events.values, ...values, mostRows + 1],
  );
  if (rows.length > mostRows) return null;
  const byLog = rowsByLog(rows, oldestFirst);
  const keys = logs.flatMap((log) => {
    const { reaches } = log;
    return placeKeys(log, byLog.get(log.id) ?? [], { reaches, oldestFirst, text: query.text }).keys;
  });
  return { keys, rowCount: rows.length };
}

function newest(column: 'format' | 'body'): string {
  return `CASE WHEN e.edit_offset IS NULL THEN e.${column} ELSE (
    SELECT n.${column} FROM event n WHERE n.channel_id = e.channel_id AND n.log_offset = e.edit_offset) END`;
}
