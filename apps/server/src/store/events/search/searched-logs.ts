import type { EventSearch } from '../../../core/store/event-store.ts';
import type { SqlDatabase } from '../../sql/sql-database.ts';

/** A log that a search may have to walk. */
export interface SearchedLog {
  readonly id: number;
  readonly channel: string;
  /** Retention took all events before this offset, if any. */
  readonly oldest: number;
  /** That of its newest. */
  readonly head: number;
  /** No event of it is newer (or, from the old end, older) than this (ms). */
  readonly reaches: number;
}

/** It has at most so many events. */
export function eventsOf({ oldest, head }: SearchedLog): number {
  return head - oldest + 1;
}

/** Nearly every search ends among so many logs. */
const FIRST_LOGS = 500;
/** No app has as many. */
const ALL_LOGS = Number.MAX_SAFE_INTEGER;

type LogRow = Omit<SearchedLog, 'oldest'> & { readonly oldest: number | null };

/** Code points that follow the colon, so that a range of names leaves out those that begin with the prefix. */
const NOT_OF_CHAT =
  "(name < 'conversation:' OR name >= 'conversation;' AND name < 'user:' OR name >= 'user;')";

/** Whether so few events are missing makes no difference to a search. */
const FEW = 1_000;

/** The oldest event of log `c`, looked up where it may matter how many are missing before it. Null: none is left. */
const OLDEST = `CASE WHEN c.head <= ${FEW} THEN 1 ELSE (
  SELECT e.log_offset FROM event e WHERE e.channel_id = c.id ORDER BY e.log_offset LIMIT 1) END`;

/** An app's logs, those first that reach farthest. All are read at once if the first ones were not enough. */
export async function* searchedLogs(
  database: SqlDatabase,
  { appId, channel }: EventSearch,
  oldestFirst: boolean,
): AsyncGenerator<SearchedLog, void, undefined> {
  const [column, direction] = oldestFirst ? ['created_at', 'ASC'] : ['last_event_at', 'DESC'];
  const statement = `SELECT c.id, c.channel, ${OLDEST} AS oldest, c.head, c.reaches FROM (
      SELECT id, name AS channel, head, ${column} AS reaches FROM channel
      WHERE app_id = ? AND head > 0 AND ${channel === undefined ? NOT_OF_CHAT : 'name = ?'}
      ORDER BY ${column} ${direction}, id ${direction} LIMIT ?
    ) c ORDER BY c.reaches ${direction}, c.id ${direction}`;
  const values = channel === undefined ? [appId] : [appId, channel];
  const seen = new Set<number>();
  for (const most of [FIRST_LOGS, ALL_LOGS]) {
    const rows = await database.rows<LogRow>(statement, [...values, most]);
    for (const { oldest, ...log } of rows) {
      if (oldest !== null && !seen.has(log.id)) yield { ...log, oldest };
      seen.add(log.id);
    }
    if (rows.length < most) return;
  }
}
