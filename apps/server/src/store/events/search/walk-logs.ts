import type { EventSearch } from '../../../core/store/event-store.ts';
import type { SqlDatabase } from '../../sql/sql-database.ts';
import { NEWEST_EDIT_JOIN } from '../event-row.ts';
import { keySelection } from './key-selection.ts';
import { type KeyRow, type PlacedKey, placeKeys, rowsByLog } from './place-keys.ts';
import type { SearchedLog } from './searched-logs.ts';
import type { BodyNow } from './text-filter.ts';

/** How far the walk of a log has come. */
export interface Walk {
  readonly log: SearchedLog;
  /** The offset that was looked at last (at first: one beside the end it begins at); the walk goes on beyond it. */
  readonly from: number;
  /** What is still to come is no newer (or, from the old end, no older) than this (ms). */
  readonly reaches: number;
}

/** So many offsets of a log are walked at once: no statement is long, however rare what matches is. */
export const WINDOW = 50_000;

const JOINED: BodyNow = { format: 'COALESCE(n.format, e.format)', body: 'COALESCE(n.body, e.body)' };

export function walkFromEnd(log: SearchedLog, oldestFirst: boolean): Walk {
  return { log, from: oldestFirst ? log.oldest - 1 : log.head + 1, reaches: log.reaches };
}

/** The offsets that a walk looks at next: those above `low` up to `high`. */
export function stretchOf({ log, from }: Walk, oldestFirst: boolean): { low: number; high: number } {
  return oldestFirst
    ? { low: from, high: Math.min(from + WINDOW, log.head) }
    : { low: Math.max(from - WINDOW, log.oldest) - 1, high: from - 1 };
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
  const byLog = rowsByLog(rows, oldestFirst);
  const keys: PlacedKey[] = [];
  const unfinished: Walk[] = [];
  for (const each of batch) {
    const { log } = each;
    const own = byLog.get(log.id) ?? [];
    const placed = placeKeys(log, own, { reaches: each.reaches, oldestFirst, text: query.text });
    keys.push(...placed.keys);
    const { low, high } = stretchOf(each, oldestFirst);
    const cut = own.length === rowsPerLog ? own.at(-1) : undefined;
    const from = cut?.log_offset ?? (oldestFirst ? high : low + 1);
    const isThrough = oldestFirst ? from >= log.head : from <= log.oldest;
    if (!isThrough) unfinished.push({ log, from, reaches: placed.reaches });
  }
  return { keys, unfinished };
}

/** Walks one log along its primary key; takes its id, the offsets' bounds, the values, and how many rows. */
function walkStatement({ dialect }: SqlDatabase, query: EventSearch, oldestFirst: boolean) {
  const { columns, condition, values } = keySelection(query, JOINED);
  const statement = `SELECT ${columns}
    FROM event e ${dialect.byIndex('PRIMARY')} ${query.text === undefined ? '' : NEWEST_EDIT_JOIN}
    WHERE e.channel_id = ? AND e.log_offset > ? AND e.log_offset <= ? AND ${condition}
    ORDER BY e.log_offset ${oldestFirst ? 'ASC' : 'DESC'} LIMIT ?`;
  return { statement, values };
}
