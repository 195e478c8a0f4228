import type { EventSearch } from '../../../core/store/event-store.ts';
import type { SqlDatabase } from '../../sql/sql-database.ts';

/** A log that a search may have to walk. */
export interface SearchedLog {
  readonly id: number;
  readonly channel: string;
  /** It has at most so many events. */
  readonly head: number;
  /** No event of it is newer (or, from the old end, older) than this (ms). */
  readonly reaches: number;
}

/** Nearly every search ends among so many logs. */
const FIRST_LOGS = 500;

/** Code points that follow the colon, so that a range of names leaves out those that begin with the prefix. */
const NOT_OF_CHAT =
  "(name < 'conversation:' OR name >= 'conversation;' AND name < 'user:' OR name >= 'user;')";

/** An app's logs, those first that reach farthest. All are read at once if the first ones were not enough. */
export async function* searchedLogs(
  database: SqlDatabase,
  { appId, channel }: EventSearch,
  oldestFirst: boolean,
): AsyncGenerator<SearchedLog, void, undefined> {
  const [column, direction] = oldestFirst ? ['created_at', 'ASC'] : ['last_event_at', 'DESC'];
  const statement = `SELECT id, name AS channel, head, ${column} AS reaches FROM channel
    WHERE app_id = ? AND head > 0 AND ${channel === undefined ? NOT_OF_CHAT : 'name = ?'}
    ORDER BY ${column} ${direction}, id ${direction}`;
  const values = channel === undefined ? [appId] : [appId, channel];
  const first = await database.rows<SearchedLog>(`${statement} LIMIT ${FIRST_LOGS}`, values);
  yield* first;
  if (first.length < FIRST_LOGS) return;
  const seen = new Set(first.map(({ id }) => id));
  for (const log of await database.rows<SearchedLog>(statement, values)) if (!seen.has(log.id)) yield log;
}
