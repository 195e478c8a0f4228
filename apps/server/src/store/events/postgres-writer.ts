import type { NewEffect } from '../../core/store/effect-store.ts';
import type { AppendEntry, AppendOutcome } from '../../core/store/event-store.ts';
import { EFFECT_KINDS } from '../effects/effect-row.ts';
import { type PostgresDatabase, query } from '../sql/postgres-database.ts';
import { SqlError } from '../sql/sql-error.ts';
import { toStoredText } from '../sql/stored-text.ts';
import { APPEND } from './append-statement.ts';
import type { BatchWriter } from './batch-writer.ts';
import { toBodyColumns } from './body-column.ts';
import { channelKey, distinctChannels } from './channel-key.ts';
import { toExtrasColumn } from './extras-column.ts';
import { toReadershipColumn } from './readership-column.ts';
import { toSenderColumn } from './sender-column.ts';

/** Above this much text a batch goes the way that sends it in portions. */
const MAX_CHARACTERS = 8 * 1024 * 1024;

/** What every connection that appends needs, whatever the database's own default is: to see what it waited for. */
const TRANSACTION_SETTINGS = [
  'SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL READ COMMITTED',
] as const;

/** All that an append reads it asks for by key: whatever the statistics say, a plan that reads more is the wrong one. */
const BY_INDEX_ONLY = [
  'SET enable_seqscan = off',
  'SET enable_mergejoin = off',
  'SET enable_bitmapscan = off',
  'SET jit = off',
] as const;

/**
 * What the connections of this writer need: plans for its statements that look rows up by index from the first
 * call on. Left to itself PostgreSQL plans for the empty tables of a new server and keeps that plan while they grow.
 */
export const WRITER_SETTINGS = [
  ...TRANSACTION_SETTINGS,
  ...BY_INDEX_ONLY,
  'SET plan_cache_mode = force_generic_plan',
] as const;

/** What the connections of the {@link TransactionWriter} need: unlike the one statement, its own hash nothing. */
export const CAREFUL_SETTINGS = [
  ...TRANSACTION_SETTINGS,
  ...BY_INDEX_ONLY,
  'SET enable_hashjoin = off',
] as const;

/**
 * Writes a batch of publishes with one statement: one round trip, one commit.
 *
 * The statement looks up which client ids are known, moves the heads of the channels by what is left (which locks
 * them, in the order of their names), and inserts that with the offsets it got, and with its effects. What it looked up
 * may be overtaken by another node before it has the locks; then a unique key stops it, nothing was written, and the
 * batch goes the way of {@link TransactionWriter}, which looks after it has locked. So do edits and deletions, and
 * duplicates, whose stored form has to be read.
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
    const effects = batch.flatMap((entry, index) =>
      entry.effects.map((effect) => ({ effect, nr: index + 1 })),
    );
    const isMarked = batch.some(({ readership, extras }) => readership !== undefined || extras !== undefined);
    const { rows } = await this.#database.withClient((client) =>
      query<{ channel: number; epoch: string | null; first: number | null; known: number | null }>(client, {
        ...appendStatement(effects.length > 0, isMarked),
        values: [
          columns.map(({ channel }) => channel),
          batch.map((entry) => entry.id),
          batch.map((entry) => entry.name),
          columns.map(({ format }) => format),
          columns.map(({ body }) => body),
          batch.map((entry) => entry.at),
          batch.map(toSenderColumn),
          batch.map((entry) => entry.clientId),
          channels.map((entry) => entry.appId),
          channels.map((entry) => entry.channel),
          channels.map((entry) => entry.newEpoch),
          ...(effects.length === 0 ? [] : effectArrays(effects)),
          ...(isMarked ? markArrays(batch) : []),
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
  for (const { kind, body, effects, extras } of batch) {
    if (kind !== 'publish') return false;
    characters += (body?.text.length ?? 0) + (extras?.text.length ?? 0);
    for (const { payload } of effects) characters += payload.length;
  }
  return characters <= MAX_CHARACTERS;
}

function appendStatement(hasEffects: boolean, isMarked: boolean): { name: string; text: string } {
  if (isMarked) return hasEffects ? APPEND.withBoth : APPEND.withMarks;
  return hasEffects ? APPEND.withEffects : APPEND.plain;
}

function markArrays(batch: readonly AppendEntry[]): unknown[][] {
  return [
    batch.map(({ readership }) => toReadershipColumn(readership)),
    batch.map(({ extras }) => toExtrasColumn(extras)),
  ];
}

/** The columns of the effects, each with the number of the entry that it goes with. */
function effectArrays(effects: ReadonlyArray<{ effect: NewEffect; nr: number }>): unknown[][] {
  return [
    effects.map(({ nr }) => nr),
    effects.map(({ effect }) => effect.id),
    effects.map(({ effect }) => effect.appId),
    effects.map(({ effect }) => EFFECT_KINDS.indexOf(effect.kind)),
    effects.map(({ effect }) => effect.target),
    effects.map(({ effect }) => effect.lane),
    effects.map(({ effect }) => effect.event),
    effects.map(({ effect }) => toStoredText(effect.payload)),
    effects.map(({ effect }) => effect.createdAt),
  ];
}
