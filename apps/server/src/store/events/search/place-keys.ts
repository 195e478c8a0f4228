import { fromBodyColumns } from '../body-column.ts';
import type { SearchedLog } from './searched-logs.ts';
import { holdsText } from './text-filter.ts';

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

/** A publish that may match, as a statement brings it. */
export interface KeyRow {
  readonly channel_id: number;
  readonly log_offset: number;
  readonly id: string;
  readonly name: string;
  readonly at: number;
  readonly format?: number;
  readonly doubtful?: string | null;
}

/** What a search brought of one log, in the order of the walk. */
export interface PlacedRows {
  /** What matches indeed. */
  readonly keys: readonly PlacedKey[];
  /** What comes after the last row is no newer (or, from the old end, no older) than this (ms). */
  readonly reaches: number;
}

/** Places the rows of one log, which are in the order of the walk and begin where the log `reaches`. */
export function placeKeys(
  log: SearchedLog,
  rows: readonly KeyRow[],
  { reaches, oldestFirst, text }: { reaches: number; oldestFirst: boolean; text: string | undefined },
): PlacedRows {
  const keys: PlacedKey[] = [];
  let time = reaches;
  for (const row of rows) {
    time = oldestFirst ? Math.max(time, row.at) : Math.min(time, row.at);
    if (!isMatch(row, text)) continue;
    const { id, name, at, log_offset: offset } = row;
    keys.push({ id, name, at, offset, time, channel: log.channel, logId: log.id });
  }
  return { keys, reaches: time };
}

/** The rows of each log in the order of the walk. */
export function rowsByLog(rows: readonly KeyRow[], oldestFirst: boolean): Map<number, KeyRow[]> {
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

function isMatch({ format, doubtful = null }: KeyRow, text: string | undefined): boolean {
  if (text === undefined || format === undefined || doubtful === null) return true;
  const body = fromBodyColumns({ format, body: doubtful });
  return body !== null && holdsText(body, text);
}
