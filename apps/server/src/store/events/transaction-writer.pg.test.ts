import { expect, test } from 'vitest';
import { z } from 'zod';
import type { AppendEntry, AppendOutcome } from '../../core/store/event-store.ts';
import { PostgresDatabase, postgresPool } from '../sql/postgres-database.ts';
import type { Sql, SqlDatabase } from '../sql/sql-database.ts';
import { silentLog } from '../store-log.ts';
import { countingFrom, deletion, edit, publish, statusesOf } from '../testing/entries.ts';
import { createMigratedDatabase } from '../testing/test-store.ts';
import { CAREFUL_SETTINGS } from './postgres-writer.ts';
import { TransactionWriter } from './transaction-writer.ts';

const EVENTS = 20_000;
const CHANNELS = 2000;
const FULL_CHANNELS = 4;
const BATCH = 500;

/** How rows of the log and of the channels may be looked up: by all columns of a unique index, and by nothing else. */
const BY_WHOLE_KEY = [
  'channel_app_id_name_key: app_id, name',
  'channel_pkey: id',
  'event_channel_id_client_id_sender_key: channel_id, client_id, sender',
  'event_id_key: id',
  'event_pkey: channel_id, log_offset',
];

const Node = z.object({
  'Node Type': z.string(),
  'Relation Name': z.string().optional(),
  'Index Name': z.string().optional(),
  'Index Cond': z.string().optional(),
  get Plans() {
    return z.array(Node).optional();
  },
});
type Node = z.infer<typeof Node>;
const Explained = z.tuple([z.object({ Plan: Node })]);

interface Seen {
  /** How each statement looked rows up. */
  readonly scans: Set<string>;
  /** Rows of the log that the last transaction read. */
  read: number;
}

/** The database, which also says how it would carry each statement out, and how much of the log it has read. */
function watched(database: PostgresDatabase, seen: Seen): SqlDatabase {
  const explaining = (sql: Sql): Sql => {
    const explain = async (...[statement, values]: Parameters<Sql['run']>): Promise<void> => {
      const [row] = await sql.rows(`EXPLAIN (FORMAT JSON) ${statement}`, values);
      const [{ Plan }] = Explained.parse(z.object({ 'QUERY PLAN': z.unknown() }).parse(row)['QUERY PLAN']);
      for (const scan of scansOf(Plan)) seen.scans.add(scan);
    };
    return {
      rows: (...args) => explain(...args).then(() => sql.rows(...args)),
      run: (...args) => explain(...args).then(() => sql.run(...args)),
    };
  };
  return {
    dialect: database.dialect,
    rows: (...args) => database.rows(...args),
    run: (...args) => database.run(...args),
    transaction: (work) =>
      database.transaction(async (sql) => {
        const before = await readSoFar(sql);
        const result = await work(explaining(sql));
        seen.read = (await readSoFar(sql)) - before;
        return result;
      }),
    [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
  };
}

async function readSoFar(sql: Sql): Promise<number> {
  const [counts] = await sql.rows<{ read: number }>(
    "SELECT seq_tup_read + idx_tup_fetch AS read FROM pg_stat_xact_user_tables WHERE relname = 'event'",
  );
  return counts?.read ?? Number.NaN;
}

function scansOf(node: Node): string[] {
  const below = (node.Plans ?? []).flatMap(scansOf);
  const { 'Relation Name': table, 'Node Type': type } = node;
  if (table === undefined || !type.endsWith('Scan')) return below;
  const columns = (node['Index Cond'] ?? '').matchAll(/\(*(?:\w+\.)?(\w+)\)?(?:::text)? = /g);
  const asked = Array.from(columns, ([, column = '']) => column).sort();
  return [...below, `${node['Index Name'] ?? `${type} of ${table}`}: ${asked.join(', ')}`];
}

const idOf = (nr: number): string => `${nr}`.padStart(23, '0').padStart(24, 'f');
const placeOf = (nr: number) => ({
  channel: `room-${nr % FULL_CHANNELS}`,
  userId: nr % 2 === 0 ? 'ann' : 'bob',
});
const spread = (count: number, from = 0): number[] =>
  countingFrom(0, count).map((nr) => from + nr * Math.floor((EVENTS - from) / count));
const repetitions = (count: number): AppendEntry[] =>
  spread(count).map((nr) => publish({ ...placeOf(nr), clientId: `k${nr}` }));
const fresh = (count: number): AppendEntry[] =>
  countingFrom(0, count).map((nr) => publish({ ...placeOf(nr), clientId: `new-${nr}` }));
const edits = (count: number, from: number): AppendEntry[] =>
  spread(count, from).map((nr) => edit(idOf(nr), 'x', { ...placeOf(nr), clientId: `edit-${from}-${nr}` }));

test.each([false, true])(
  'whatever a batch holds, it looks up what it names by whole keys and reads no more of the log (analyzed: %s)',
  async (analyzed) => {
    const { url, drop } = await createMigratedDatabase();
    const pool = postgresPool({ url, log: silentLog, connections: 1, onConnect: CAREFUL_SETTINGS });
    const database = new PostgresDatabase(pool);
    try {
      await fill(database, analyzed);
      const seen: Seen = { scans: new Set(), read: 0 };
      const writer = new TransactionWriter(watched(database, seen));
      const write = async (batch: readonly AppendEntry[]): Promise<AppendOutcome[]> => {
        const outcomes = await writer.write(batch);
        expect([...seen.scans].filter((scan) => !BY_WHOLE_KEY.includes(scan))).toEqual([]);
        return outcomes;
      };
      expect(new Set(statusesOf(await write([...fresh(BATCH - 1), ...edits(1, 0)])))).toEqual(
        new Set(['stored']),
      );
      expect(seen.read).toBe(2);
      expect(new Set(statusesOf(await write(repetitions(BATCH))))).toEqual(new Set(['duplicate']));
      // With the newest edit of the one that was edited just now.
      expect(seen.read).toBe(BATCH + 1);
      const half = BATCH / 2;
      const mixed = [...edits(half, 1), ...countingFrom(0, half).map((nr) => publish(placeOf(nr)))];
      expect(new Set(statusesOf(await write(mixed)))).toEqual(new Set(['stored']));
      expect(seen.read).toBe(2 * half);
      const known = spread(BATCH).map((nr) => publish({ ...placeOf(nr), id: idOf(nr) }));
      expect(new Set(statusesOf(await write(known)))).toEqual(new Set(['duplicate']));
      const erased = spread(20, 1).map((nr) => deletion(idOf(nr), placeOf(nr)));
      expect(new Set(statusesOf(await write(erased)))).toEqual(new Set(['stored']));
      expect(seen.read).toBeLessThanOrEqual(6 * erased.length);
      const everywhere = countingFrom(0, BATCH).map((nr) =>
        publish({ channel: `room-${nr}`, clientId: 'once' }),
      );
      expect(new Set(statusesOf(await write(everywhere)))).toEqual(new Set(['stored']));
      expect([...seen.scans].sort()).toEqual(BY_WHOLE_KEY);
    } finally {
      await database[Symbol.asyncDispose]();
      await drop();
    }
  },
);

async function fill(database: PostgresDatabase, analyzed: boolean): Promise<void> {
  await database.run("INSERT INTO app (id, name, created_at, settings) VALUES ('acme', 'acme', 0, '{}')");
  await database.run(
    `INSERT INTO channel (id, app_id, name, epoch, head, created_at, last_event_at)
     SELECT nr + 1, 'acme', 'room-' || nr, 'first', CASE WHEN nr < ${FULL_CHANNELS} THEN ${EVENTS} ELSE 0 END, 0, 0
     FROM generate_series(0, ${CHANNELS - 1}) nr`,
  );
  await database.run(
    `INSERT INTO event (channel_id, log_offset, id, kind, name, format, body, at, sender, client_id)
     SELECT nr % ${FULL_CHANNELS} + 1, nr / ${FULL_CHANNELS} + 1, 'f' || lpad(nr::text, 23, '0'), 0, 'message', 0, '{}', 0,
       CASE WHEN nr % 2 = 0 THEN 'ann' ELSE 'bob' END, 'k' || nr
     FROM generate_series(0, ${EVENTS - 1}) nr`,
  );
  if (analyzed) await database.run('ANALYZE');
}
