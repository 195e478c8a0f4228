import { LRUCache } from 'lru-cache';
import pg from 'pg';
import type { StoreLog } from '../store-log.ts';
import { lookUpInTurn, lookUpToLock } from './key-look-up.ts';
import { postgresError } from './postgres-fault.ts';
import type { Sql, SqlDatabase, SqlDialect, SqlValue } from './sql-database.ts';
import { SqlError } from './sql-error.ts';

const INT8 = 20;

/** Compiling a statement (`jit`), which depends on what its cost is guessed to be, takes longer than any of ours. */
const SETTINGS = `SELECT set_config(name, wanted, false)
  FROM (VALUES ('synchronous_commit', 'off', 'on'), ('jit', 'on', 'off')) AS setting (name, unwanted, wanted)
  WHERE current_setting(name, true) = unwanted`;

export interface PostgresOptions {
  readonly url: string;
  readonly log: StoreLog;
  /** Most connections at once. */
  readonly connections: number;
  /** Statements to run on each new connection before it is used. */
  readonly onConnect?: readonly string[];
}

/**
 * A pool whose connections never wait for ever: not for the server to take them, not for a statement to end. And
 * whose commits are on disk when they return, whatever the server's own default is.
 */
export function postgresPool(options: PostgresOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.connections,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    statement_timeout: 60_000,
    query_timeout: 70_000,
    keepAlive: true,
    application_name: 'parley',
    types: {
      getTypeParser: (oid, format) =>
        oid === INT8 && format !== 'binary' ? Number : pg.types.getTypeParser(oid, format),
    },
    async onConnect(client) {
      await client.query(SETTINGS);
      for (const statement of options.onConnect ?? []) await client.query(statement);
    },
  });
  // The pool listens only to connections that are not lent out, and an error that nobody hears ends the process. Who
  // borrowed the connection gets the failure as that of the statement.
  pool.on('connect', (client) => client.on('error', () => undefined));
  pool.on('error', (error) => options.log.warn({ err: error }, 'an idle connection to PostgreSQL was lost'));
  return pool;
}

export class PostgresDatabase implements SqlDatabase {
  readonly dialect: SqlDialect = {
    integer: 'BIGINT',
    orLeaveAlone: 'ON CONFLICT DO NOTHING',
    orAddTotal: 'ON CONFLICT (app_id, name) DO UPDATE SET total = counter.total + excluded.total',
    orReadOn:
      'ON CONFLICT (conversation_id, user_id, device_id) DO UPDATE SET epoch = excluded.epoch, at = excluded.at, ' +
      'log_offset = CASE WHEN read_position.epoch = excluded.epoch ' +
      'THEN GREATEST(read_position.log_offset, excluded.log_offset) ELSE excluded.log_offset END',
    byIndex: () => '',
    byKeys: lookUpInTurn,
    byKeysToLock: lookUpToLock,
  };
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  rows<Row extends object>(statement: string, values: readonly SqlValue[] = []): Promise<Row[]> {
    return this.withClient((client) => clientSql(client).rows<Row>(statement, values));
  }

  run(statement: string, values: readonly SqlValue[] = []): Promise<number> {
    return this.withClient((client) => clientSql(client).run(statement, values));
  }

  transaction<Result>(work: (sql: Sql) => Promise<Result>): Promise<Result> {
    return this.withClient(async (client) => {
      await query(client, { text: 'BEGIN ISOLATION LEVEL READ COMMITTED' });
      try {
        const result = await work(clientSql(client));
        await query(client, { text: 'COMMIT' });
        return result;
      } catch (error) {
        // Where even this fails, the connection is lost and the server rolls back by itself.
        await query(client, { text: 'ROLLBACK' }).catch(() => undefined);
        throw error;
      }
    });
  }

  /** Lends a connection. One that failed in itself, rather than by what it was asked, is closed afterwards. */
  async withClient<Result>(work: (client: pg.PoolClient) => Promise<Result>): Promise<Result> {
    const client = await this.#pool.connect().catch((error: unknown) => {
      throw postgresError(error);
    });
    let healthy = false;
    try {
      const result = await work(client);
      healthy = true;
      return result;
    } catch (error) {
      healthy = error instanceof SqlError && error.fault !== 'unreachable';
      throw error;
    } finally {
      client.release(!healthy);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#pool.end();
  }
}

/** Sends one statement; fails with an SqlError. */
export async function query<Row extends object>(
  client: pg.ClientBase,
  statement: pg.QueryConfig,
): Promise<pg.QueryResult<Row>> {
  try {
    return await client.query<Row>(statement);
  } catch (error) {
    throw postgresError(error);
  }
}

function clientSql(client: pg.PoolClient): Sql {
  const send = <Row extends object>(statement: string, values: readonly SqlValue[]) =>
    query<Row>(client, { text: numbered(statement), values: [...values] });
  return {
    rows: async <Row extends object>(statement: string, values: readonly SqlValue[] = []) =>
      (await send<Row>(statement, values)).rows,
    run: async (statement, values = []) => (await send(statement, values)).rowCount ?? 0,
  };
}

const numberedStatements = new LRUCache<string, string>({ max: 500 });

/** `?` to `$1`, `$2`, … */
function numbered(statement: string): string {
  const known = numberedStatements.get(statement);
  if (known !== undefined) return known;
  let count = 0;
  const text = statement.replace(/\?/g, () => `$${++count}`);
  numberedStatements.set(statement, text);
  return text;
}
