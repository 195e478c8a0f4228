import type { AppendEntry, AppendOutcome } from '../../core/store/event-store.ts';
import { type PostgresDatabase, query } from '../sql/postgres-database.ts';
import { SqlError } from '../sql/sql-error.ts';
import type { BatchWriter } from './batch-writer.ts';
import { toBodyColumns } from './body-column.ts';
import { channelKey, distinctChannels } from './channel-key.ts';

/** Above this much text a batch goes the way that sends it in portions. */
const MAX_CHARACTERS = 8 * 1024 * 1024;

/** What every connection that appends needs, whatever the database's own default is: to see what it waited for. */
export const TRANSACTION_SETTINGS = [
  'SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL READ COMMITTED',
] as const;

/**
 * What the connections of this writer need: plans for the statement below that look rows up by index from the first
 * call on. Left to itself PostgreSQL plans for the empty tables of a new server and keeps that plan while they grow.
 * Only for that statement: others, such as a look-up of many client ids, need what is switched off here.
 */
export const WRITER_SETTINGS = [
  ...TRANSACTION_SETTINGS,
  'SET enable_seqscan = off',
  'SET enable_mergejoin = off',
  'SET enable_bitmapscan = off',
  'SET jit = off',
  'SET plan_cache_mode = force_generic_plan',
] as const;

/**
 * Writes a batch of publishes with one statement: one round trip, one commit.
 *
 * The statement looks up which client ids are known, moves the heads of the channels by what is left (which locks
 * them, in the order of their names), and inserts that with the offsets it got. What it looked up may be overtaken by
 * another node before it has the locks; then a unique key stops it, nothing was written, and the batch goes the way
 * of {@link TransactionWriter}, which looks after it has locked. So do edits and deletions, and duplicates, whose
 * stored form has to be read.
 */
export class PostgresWriter implements BatchWriter {
  readonly #database: PostgresDatabase;
  readonly #careful: BatchWriter;

  constructor(database: PostgresDatabase, careful: BatchWriter) {
    this.#database = database;
    this.#careful = careful;
  }

  async write(batch: readonly AppendEntry[]): Promise<AppendOutcome[]> {
    if (!isPlain(batch)) return this.#careful.write(batch);
    let outcomes: Array<AppendOutcome | null>;
    try {
      outcomes = await this.#writeAtOnce(batch);
    } catch (error) {
      const overtaken = error instanceof SqlError && (error.fault === 'taken' || error.fault === 'conflict');
      if (overtaken) return this.#careful.write(batch);
      throw error;
    }
    return this.#readKnown(batch, outcomes);
  }

  /** One outcome per entry; null for those that the log holds already. */
  async #writeAtOnce(batch: readonly AppendEntry[]): Promise<Array<AppendOutcome | null>> {
    const channels = distinctChannels(batch);
    const numbers = new Map(channels.map((channel, index) => [channelKey(channel), index + 1]));
    const columns = batch.map((entry) => ({
      ...toBodyColumns(entry.body),
      channel: numbers.get(channelKey(entry)) ?? 0,
    }));
    const { rows } = await this.#database.withClient((client) =>
      query<{ channel: number; epoch: string | null; first: number | null; known: number | null }>(client, {
        name: 'append-publishes',
        text: APPEND,
        values: [
          columns.map(({ channel }) => channel),
          batch.map((entry) => entry.id),
          batch.map((entry) => entry.name),
          columns.map(({ format }) => format),
          columns.map(({ body }) => body),
          batch.map((entry) => entry.at),
          batch.map((entry) => entry.userId ?? ''),
          batch.map((entry) => entry.clientId),
          channels.map((entry) => entry.appId),
          channels.map((entry) => entry.channel),
          channels.map((entry) => entry.newEpoch),
        ],
      }),
    );
    const known = new Set<number>();
    const next = new Map<number, { epoch: string; offset: number }>();
    for (const row of rows) {
      if (row.known !== null) known.add(row.known - 1);
      else if (row.epoch !== null && row.first !== null) {
        next.set(row.channel, { epoch: row.epoch, offset: row.first });
      }
    }
    return columns.map(({ channel }, index) => {
      if (known.has(index)) return null;
      const place = next.get(channel);
      if (!place) throw new SqlError('broken', 'The append gave no place to an entry.');
      const position = { epoch: place.epoch, offset: place.offset };
      place.offset += 1;
      return { status: 'stored', position };
    });
  }

  async #readKnown(
    batch: readonly AppendEntry[],
    outcomes: ReadonlyArray<AppendOutcome | null>,
  ): Promise<AppendOutcome[]> {
    const known = batch.filter((_, index) => outcomes[index] === null);
    if (known.length === 0) return outcomes.filter((outcome) => outcome !== null);
    const read = (await this.#writeRest(known, outcomes)).values();
    return outcomes.map((outcome) => {
      const answer = outcome ?? read.next().value;
      if (!answer) throw new SqlError('broken', 'The append lost an outcome.');
      return answer;
    });
  }

  /** The rest of what was committed is safe: if reading the duplicates fails now, only they fail. */
  async #writeRest(
    known: readonly AppendEntry[],
    outcomes: ReadonlyArray<AppendOutcome | null>,
  ): Promise<AppendOutcome[]> {
    try {
      return await this.#careful.write(known);
    } catch (error) {
      if (!(error instanceof SqlError) || outcomes.every((outcome) => outcome === null)) throw error;
      return known.map(() => ({ status: 'failed', cause: error.toParleyError() }));
    }
  }
}

function isPlain(batch: readonly AppendEntry[]): boolean {
  let characters = 0;
  for (const { kind, body, effects } of batch) {
    if (kind !== 'publish' || effects.length > 0) return false;
    characters += body?.text.length ?? 0;
  }
  return characters <= MAX_CHARACTERS;
}

/** The sub-selects with OFFSET 0 stay what they are: one look-up by index for each row they are asked for. */
const APPEND = `
WITH given AS MATERIALIZED (
  SELECT * FROM unnest($1::int[], $2::text[], $3::text[], $4::smallint[], $5::text[], $6::bigint[], $7::text[],
    $8::text[]) WITH ORDINALITY AS g (channel, id, name, format, body, at, sender, client_id, nr)
), channels AS MATERIALIZED (
  SELECT c.*, (SELECT o.id FROM channel o WHERE o.app_id = c.app_id AND o.name = c.name OFFSET 0) AS channel_id
  FROM unnest($9::text[], $10::text[], $11::text[]) WITH ORDINALITY AS c (app_id, name, epoch, nr)
), ids AS MATERIALIZED (
  SELECT array_agg(channel_id ORDER BY nr) AS by_channel FROM channels
), looked AS MATERIALIZED (
  SELECT g.channel, g.nr, (
    SELECT e.log_offset FROM event e
    WHERE e.channel_id = ids.by_channel[g.channel] AND e.sender = g.sender AND e.client_id = g.client_id OFFSET 0
  ) AS known_offset, g.id, g.name, g.format, g.body, g.at, g.sender, g.client_id
  FROM given g CROSS JOIN ids
), fresh AS MATERIALIZED (
  SELECT *, row_number() OVER (PARTITION BY channel ORDER BY nr) - 1 AS nth FROM looked WHERE known_offset IS NULL
), counts AS MATERIALIZED (
  SELECT channel, count(*) AS total, min(at) AS since, max(at) AS until FROM fresh GROUP BY channel
), heads AS (
  INSERT INTO channel AS c (app_id, name, epoch, head, created_at, last_event_at)
  SELECT app_id, name, epoch, total, since, until
  FROM channels JOIN counts ON counts.channel = channels.nr
  ORDER BY app_id COLLATE "C", name COLLATE "C"
  ON CONFLICT (app_id, name) DO UPDATE SET head = c.head + excluded.head,
    last_event_at = greatest(c.last_event_at, excluded.last_event_at)
  RETURNING c.id, c.app_id, c.name, c.epoch, c.head
), placed AS MATERIALIZED (
  SELECT channels.nr, heads.id, heads.epoch, heads.head - counts.total + 1 AS first
  FROM channels
  LEFT JOIN heads ON heads.app_id = channels.app_id AND heads.name = channels.name
  LEFT JOIN counts ON counts.channel = channels.nr
), places AS MATERIALIZED (
  SELECT array_agg(id ORDER BY nr) AS ids, array_agg(first ORDER BY nr) AS firsts FROM placed
), written AS (
  INSERT INTO event (channel_id, log_offset, id, kind, name, format, body, at, sender, client_id)
  SELECT places.ids[f.channel], places.firsts[f.channel] + f.nth, f.id, 0, f.name, f.format, f.body, f.at, f.sender,
    f.client_id
  FROM fresh f CROSS JOIN places
)
SELECT nr::int AS channel, epoch, first, NULL::bigint AS known FROM placed WHERE first IS NOT NULL
UNION ALL
SELECT channel, NULL, NULL, nr FROM looked WHERE known_offset IS NOT NULL`;
