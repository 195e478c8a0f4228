import type { EventSearch } from '../../../core/store/event-store.ts';
import type { SqlDatabase } from '../../sql/sql-database.ts';
import { type SearchedLog, searchedLogs } from './searched-logs.ts';
import { type PlacedKey, stretchOf, type Walk, WINDOW, walkFromEnd, walkLogs } from './walk-logs.ts';

/** One statement walks so many logs, past so many events. */
const LOGS_AT_ONCE = 50;
const EVENTS_AT_ONCE = 4 * WINDOW;
/** It brings about so many rows: fewer where some come with bodies to look at. */
const ROWS_AT_ONCE = 10_000;
const BODIES_AT_ONCE = 200;

type Place = Pick<PlacedKey, 'time' | 'logId' | 'offset'>;

/**
 * Finds the newest (or oldest) publishes that match, in that order.
 *
 * Each log is walked along its own key, so that nothing is sorted but what was found, and a search costs what its app
 * has written, whatever others have. Logs are taken up by how far they reach in time: once enough was found, those
 * that reach no farther than the last of it are left alone.
 */
export async function findKeys(
  database: SqlDatabase,
  query: EventSearch,
  { oldestFirst, wanted }: { oldestFirst: boolean; wanted: number },
): Promise<PlacedKey[]> {
  const inOrder = placeComparison(oldestFirst);
  const rowsAtOnce = query.text === undefined ? ROWS_AT_ONCE : BODIES_AT_ONCE;
  const rowsPerLog = Math.min(wanted, rowsAtOnce);
  const logs = searchedLogs(database, query, oldestFirst);
  let nextLog = await logs.next();
  let begun: Walk[] = [];
  let found: PlacedKey[] = [];
  for (;;) {
    query.beforeStep?.();
    const last = found[wanted - 1];
    const mayAdd = (log: SearchedLog, reaches: number): boolean =>
      last === undefined || inOrder({ time: reaches, logId: log.id, offset: last.offset }, last) < 0;
    const waiting = begun.filter(({ log, reaches }) => mayAdd(log, reaches));
    const batch: Walk[] = [];
    let rows = 0;
    let events = 0;
    const take = (walk: Walk): void => {
      batch.push(walk);
      const { low, high } = stretchOf(walk, oldestFirst);
      events += high - low;
      rows += Math.min(high - low, rowsPerLog);
    };
    while (batch.length < LOGS_AT_ONCE && events < EVENTS_AT_ONCE && rows < rowsAtOnce) {
      const walk = waiting.shift();
      if (walk) take(walk);
      else if (nextLog.done || !mayAdd(nextLog.value, nextLog.value.reaches)) break;
      else {
        take(walkFromEnd(nextLog.value, oldestFirst));
        nextLog = await logs.next();
      }
    }
    if (batch.length === 0) return found;
    const step = await walkLogs(database, query, { batch, oldestFirst, rowsPerLog });
    found = [...found, ...step.keys].sort(inOrder).slice(0, wanted);
    begun = [...waiting, ...step.unfinished];
  }
}

function placeComparison(oldestFirst: boolean): (a: Place, b: Place) => number {
  const oldest = (a: Place, b: Place): number => a.time - b.time || a.logId - b.logId || a.offset - b.offset;
  return oldestFirst ? oldest : (a, b) => oldest(b, a);
}
