import type { EventSearch } from '../../../core/store/event-store.ts';
import type { SqlDatabase } from '../../sql/sql-database.ts';
import { LogQueue } from './log-queue.ts';
import type { PlacedKey } from './place-keys.ts';
import { readSmallLogs } from './read-small-logs.ts';
import { eventsOf, type SearchedLog, searchedLogs } from './searched-logs.ts';
import { stretchOf, type Walk, WINDOW, walkFromEnd, walkLogs } from './walk-logs.ts';

/** A step walks so many logs, reads so many small ones whole, and looks at so many events. */
const WALKS_AT_ONCE = 50;
const SMALL_LOGS_AT_ONCE = 900;
const EVENTS_AT_ONCE = 4 * WINDOW;
/** It brings about so many rows: fewer where some come with bodies to look at. */
const ROWS_AT_ONCE = 10_000;
const BODIES_AT_ONCE = 200;

/** Beyond so many events, what it costs to plan the walk of a log is little beside the walk. */
const SMALL = 1_000;
/** The first step through small logs goes past so many events: enough for the newest ones, and for `BODIES_AT_ONCE`. */
const FIRST_PACE = 100;
const FASTER = 4;

/**
 * Finds the newest (or oldest) publishes that match, in that order.
 *
 * Each log is walked along its own key, so that nothing is sorted but what was found, and a search costs what its app
 * has written, whatever others have. Logs are taken up by how far they reach in time: once enough was found, those
 * that reach no farther than the last of it are left alone.
 *
 * Small logs are read whole instead, many at once. The pace at which this goes past their events grows for as long as
 * little matches, so that neither what is common nor what is rare takes long. Where a step comes upon more than it can
 * take, its logs are read again at the first pace, and if that still is too fast (they have grown since), walked.
 */
export function findKeys(
  database: SqlDatabase,
  query: EventSearch,
  range: { oldestFirst: boolean; wanted: number },
): Promise<PlacedKey[]> {
  return new KeySearch(database, query, range).run();
}

type Place = Pick<PlacedKey, 'time' | 'logId' | 'offset'>;

/** What a step looks at. */
interface Step {
  readonly walks: readonly Walk[];
  readonly small: readonly SearchedLog[];
}

class KeySearch {
  readonly #database: SqlDatabase;
  readonly #query: EventSearch;
  readonly #oldestFirst: boolean;
  readonly #wanted: number;
  readonly #mostRows: number;
  readonly #rowsPerLog: number;
  readonly #logs: LogQueue;
  #begun: Walk[] = [];
  #found: PlacedKey[] = [];
  #pace = FIRST_PACE;

  constructor(
    database: SqlDatabase,
    query: EventSearch,
    { oldestFirst, wanted }: { oldestFirst: boolean; wanted: number },
  ) {
    this.#database = database;
    this.#query = query;
    this.#oldestFirst = oldestFirst;
    this.#wanted = wanted;
    this.#mostRows = query.text === undefined ? ROWS_AT_ONCE : BODIES_AT_ONCE;
    this.#rowsPerLog = Math.min(wanted, this.#mostRows);
    this.#logs = new LogQueue(searchedLogs(database, query, oldestFirst));
  }

  async run(): Promise<PlacedKey[]> {
    for (;;) {
      this.#query.beforeStep?.();
      const { walks, small } = await this.#nextStep();
      if (walks.length === 0 && small.length === 0) return this.#found;
      if (walks.length > 0) await this.#walk(walks);
      if (small.length > 0) await this.#readSmall(small);
    }
  }

  /** Takes up what was begun before what was not: that reaches no farther. */
  async #nextStep(): Promise<Step> {
    const walks: Walk[] = [];
    const small: SearchedLog[] = [];
    const waiting = this.#begun.filter(({ log, reaches }) => this.#mayAdd(log, reaches));
    let [events, rows, smallEvents] = [0, 0, 0];
    const take = (walk: Walk): void => {
      walks.push(walk);
      const { low, high } = stretchOf(walk, this.#oldestFirst);
      events += high - low;
      rows += Math.min(high - low, this.#rowsPerLog);
    };
    while (
      walks.length < WALKS_AT_ONCE &&
      small.length < SMALL_LOGS_AT_ONCE &&
      events + smallEvents < EVENTS_AT_ONCE &&
      smallEvents < this.#pace &&
      rows < this.#mostRows
    ) {
      const walk = waiting.shift();
      if (walk) {
        take(walk);
        continue;
      }
      const log = await this.#logs.first();
      if (log === null || !this.#mayAdd(log, log.reaches)) break;
      this.#logs.takeFirst();
      if (eventsOf(log) <= Math.min(SMALL, this.#pace)) {
        small.push(log);
        smallEvents += eventsOf(log);
      } else take(walkFromEnd(log, this.#oldestFirst));
    }
    this.#begun = waiting;
    return { walks, small };
  }

  async #walk(batch: readonly Walk[]): Promise<void> {
    const { keys, unfinished } = await walkLogs(this.#database, this.#query, {
      batch,
      oldestFirst: this.#oldestFirst,
      rowsPerLog: this.#rowsPerLog,
    });
    this.#keep(keys);
    this.#begun.push(...unfinished);
  }

  async #readSmall(logs: readonly SearchedLog[]): Promise<void> {
    const read = await readSmallLogs(this.#database, this.#query, {
      logs,
      oldestFirst: this.#oldestFirst,
      mostRows: this.#mostRows,
    });
    if (read) {
      this.#keep(read.keys);
      if (read.rowCount * FASTER <= this.#mostRows) {
        this.#pace = Math.min(this.#pace * FASTER, EVENTS_AT_ONCE);
      }
    } else if (this.#pace > FIRST_PACE) {
      this.#logs.putBack(logs);
      this.#pace = FIRST_PACE;
    } else {
      this.#begun.push(...logs.map((log) => walkFromEnd(log, this.#oldestFirst)));
    }
  }

  #keep(keys: readonly PlacedKey[]): void {
    this.#found = [...this.#found, ...keys].sort((a, b) => this.#compare(a, b)).slice(0, this.#wanted);
  }

  /** Whether a log has, from where it reaches to, what would be among the wanted ones. */
  #mayAdd({ id }: SearchedLog, reaches: number): boolean {
    const last = this.#found[this.#wanted - 1];
    return last === undefined || this.#compare({ time: reaches, logId: id, offset: last.offset }, last) < 0;
  }

  #compare(a: Place, b: Place): number {
    const compared = a.time - b.time || a.logId - b.logId || a.offset - b.offset;
    return this.#oldestFirst ? compared : -compared;
  }
}
