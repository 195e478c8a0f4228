import type { EventSearch } from '../../../core/store/event-store.ts';
import type { SqlDatabase, SqlValue } from '../../sql/sql-database.ts';
import { fromBodyColumns } from '../body-column.ts';
import { NEWEST_EDIT_JOIN } from '../event-row.ts';
import type { SearchedLog } from './searched-logs.ts';
import { DOUBTFUL_COLUMNS, holdsText, textFilter } from './text-filter.ts';

/** A publish that a search has found, in its place, before it is read whole. */
export interface PlacedKey {
  readonly id: string;
  readonly channel: string;
  readonly name: string;
  readonly at: number;
  readonly logId: number;
  readonly offset: number;
  /** Its time as the walk counts it: in a log events stay in their order, even where a clock went back between them. */
  readonly time: number;
}

/** How far the walk of a log has come. */
export interface Walk {
  readonly log: SearchedLog;
  /** The offset that was looked at last (at first: one before the first); the walk goes on beyond it. */
  readonly from: number;
  /** What is still to come is no newer (or, from the old end, no older) than this (ms). */
  readonly reaches: number;
}

interface KeyRow {
  readonly channel_id: number;
  readonly log_offset: number;
  readonly id: string;
  readonly name: string;
  readonly at: number;
  readonly format?: number;
  readonly doubtful?: string | null;
}

/** So many offsets of a log are walked at once: no statement is long, however rare what matches is. */
export const WINDOW = 50_000;

export function walkFromEnd(log: SearchedLog, oldestFirst: boolean): Walk {
  return { log, from: oldestFirst ? 0 : log.head + 1, reaches: log.reaches };
}

/** The offsets that a walk looks at next: those above `low` up to `high`. */
export function stretchOf({ log, from }: Walk, oldestFirst: boolean): { low: number; high: number } {
  return oldestFirst
    ? { low: from, high: Math.min(from + WINDOW, log.head) }
    : { low: Math.max(from - 1 - WINDOW, 0), high: from - 1 };
}

/** Walks on along several logs at once, in each as far as `rowsPerLog` publishes that may match. */
export async function walkLogs(
  database: SqlDatabase,
  query: EventSearch,
  walks: { batch: readonly Walk[]; oldestFirst: boolean; rowsPerLog: number },
): Promise<{ keys: PlacedKey[]; unfinished: Walk[] }> {
  const { batch, oldestFirst, rowsPerLog } = walks;
  const walk = walkStatement(database, query, oldestFirst);
  const rows = await database.rows<KeyRow>(
    batch.map(() => `(${walk.statement})`).join(' UNION ALL '),
    batch.flatMap((each) => {
      const { low, high } = stretchOf(each, oldestFirst);
      return [each.log.id, low, high, ...walk.values, rowsPerLog];
    }),
  );
  const byLog = grouped(rows, oldestFirst);
  const keys: PlacedKey[] = [];
  const unfinished: Walk[] = [];
  for (const each of batch) {
    const { log } = each;
    const own = byLog.get(log.id) ?? [];
    let time = each.reaches;
    for (const row of own) {
      time = oldestFirst ? Math.max(time, row.at) : Math.min(time, row.at);
      if (!isMatch(row, query.text)) continue;
      const { id, name, at, log_offset: offset } = row;
      keys.push({ id, name, at, offset, time, channel: log.channel, logId: log.id });
    }
    const { low, high } = stretchOf(each, oldestFirst);
    const cut = own.length === rowsPerLog ? own.at(-1) : undefined;
    const from = cut?.log_offset ?? (oldestFirst ? high : low + 1);
    if (oldestFirst ? from < log.head : from > 1) unfinished.push({ log, from, reaches: time });
  }
  return { keys, unfinished };
}

/** The rows of each log in the order of the walk. */
function grouped(rows: readonly KeyRow[], oldestFirst: boolean): Map<number, KeyRow[]> {
  const groups = new Map<number, KeyRow[]>();
  for (const row of rows) {
    const group = groups.get(row.channel_id);
    if (group) group.push(row);
    else groups.set(row.channel_id, [row]);
  }
  for (const group of groups.values()) {
    group.sort((a, b) => (oldestFirst ? a.log_offset - b.log_offset : b.log_offset - a.log_offset));
  }
  return groups;
}

/** Walks one log along its primary key; takes its id, the offsets' bounds, the values, and how many rows. */
function walkStatement(
  { dialect }: SqlDatabase,
  { name, text, firstCopiesOnly }: EventSearch,
  oldestFirst: boolean,
): { statement: string; values: readonly SqlValue[] } {
  const conditions = ['e.log_offset > ?', 'e.log_offset <= ?', 'e.kind = 0', 'e.deleted_at IS NULL'];
  const values: SqlValue[] = [];
  if (name !== undefined) {
    conditions.push('e.name = ?');
    values.push(name);
  }
  if (firstCopiesOnly) conditions.push(`(e.extras IS NULL OR e.extras NOT LIKE '{"copyOf":%')`);
  const filter = text === undefined ? null : textFilter(text);
  if (filter) {
    conditions.push(filter.condition);
    values.push(...filter.values);
  }
  const columns = 'e.channel_id, e.log_offset, e.id, e.name, e.at';
  return {
    statement: `SELECT ${columns}${filter ? `, ${DOUBTFUL_COLUMNS}` : ''}
      FROM event e ${dialect.byIndex('PRIMARY')} ${filter ? NEWEST_EDIT_JOIN : ''}
      WHERE e.channel_id = ? AND ${conditions.join(' AND ')}
      ORDER BY e.log_offset ${oldestFirst ? 'ASC' : 'DESC'} LIMIT ?`,
    values,
  };
}

function isMatch({ format, doubtful = null }: KeyRow, text: string | undefined): boolean {
  if (text === undefined || format === undefined || doubtful === null) return true;
  const body = fromBodyColumns({ format, body: doubtful });
  return body !== null && holdsText(body, text);
}
