import { EventEmitter } from 'node:events';
import * as mariadb from 'mariadb';
import type { StoreLog } from '../store-log.ts';
import { lookUpByHint } from './key-look-up.ts';
import { mysqlError } from './mysql-fault.ts';
import type { Sql, SqlDatabase, SqlDialect, SqlValue } from './sql-database.ts';
import { SqlError } from './sql-error.ts';

export interface MysqlOptions {
  readonly url: string;
  readonly log: StoreLog;
  /** Most connections at once. */
  readonly connections: number;
}

/** Refuse what does not fit instead of cutting it off, and take backslashes and quotes as the driver writes them. */
const SQL_MODE = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION';

/** How to reach the server, from a URL: `mysql://user:password@host:port/database` or the same with `mariadb:`. */
export function mysqlConfig(url: string) {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url);
  const socketPath = searchParams.get('socket');
  return {
    ...(socketPath === null ? { host: hostname, port: port === '' ? 3306 : Number(port) } : { socketPath }),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: decodeURIComponent(pathname.slice(1)),
    ...(searchParams.get('ssl') === 'true' || searchParams.get('sslaccept') === 'strict'
      ? { ssl: true }
      : {}),
    connectTimeout: 5_000,
    charset: 'utf8mb4',
    bigIntAsNumber: true,
    insertIdAsNumber: true,
    initSql: [
      `SET SESSION sql_mode = '${SQL_MODE}', innodb_lock_wait_timeout = 20`,
      'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED',
    ],
  };
}

export function mysqlPool(options: MysqlOptions): mariadb.Pool {
  const pool = mariadb.createPool({
    ...mysqlConfig(options.url),
    connectionLimit: options.connections,
    minimumIdle: 1,
    idleTimeout: 60,
    acquireTimeout: 4_000,
    keepAliveDelay: 10_000,
  });
  // The types leave it out, but the pool is an emitter, and one whose errors nobody hears ends the process.
  if (pool instanceof EventEmitter) {
    pool.on('error', (error) => options.log.warn({ err: error }, 'a connection to MySQL failed'));
  }
  return pool;
}

export class MysqlDatabase implements SqlDatabase {
  readonly dialect: SqlDialect = {
    integer: 'SIGNED',
    orLeaveAlone: 'ON DUPLICATE KEY UPDATE id = id',
    orAddTotal: 'ON DUPLICATE KEY UPDATE total = total + VALUES(total)',
    // The offset first: what is assigned here is seen by what follows.
    orReadOn:
      'ON DUPLICATE KEY UPDATE log_offset = CASE WHEN epoch = VALUES(epoch) ' +
      'THEN GREATEST(log_offset, VALUES(log_offset)) ELSE VALUES(log_offset) END, ' +
      'epoch = VALUES(epoch), at = VALUES(at)',
    byIndex: (name) => `FORCE INDEX (${name})`,
    byKeys: lookUpByHint,
    byKeysToLock: lookUpByHint,
  };
  readonly #pool: mariadb.Pool;

  constructor(pool: mariadb.Pool) {
    this.#pool = pool;
  }

  rows<Row extends object>(statement: string, values: readonly SqlValue[] = []): Promise<Row[]> {
    return this.#withConnection((connection) => connectionSql(connection).rows<Row>(statement, values));
  }

  run(statement: string, values: readonly SqlValue[] = []): Promise<number> {
    return this.#withConnection((connection) => connectionSql(connection).run(statement, values));
  }

  transaction<Result>(work: (sql: Sql) => Promise<Result>): Promise<Result> {
    return this.#withConnection(async (connection) => {
      const sql = connectionSql(connection);
      await sql.run('START TRANSACTION');
      try {
        const result = await work(sql);
        await sql.run('COMMIT');
        return result;
      } catch (error) {
        // Where even this fails, the connection is lost and the server rolls back by itself.
        await sql.run('ROLLBACK').catch(() => undefined);
        throw error;
      }
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#pool.end();
  }

  /** Lends a connection. One that failed in itself, rather than by what it was asked, is closed afterwards. */
  async #withConnection<Result>(
    work: (connection: mariadb.PoolConnection) => Promise<Result>,
  ): Promise<Result> {
    const connection = await this.#pool.getConnection().catch((error: unknown) => {
      throw mysqlError(error);
    });
    let healthy = false;
    try {
      const result = await work(connection);
      healthy = true;
      return result;
    } catch (error) {
      healthy = error instanceof SqlError && error.fault !== 'unreachable';
      throw error;
    } finally {
      if (healthy) await connection.release();
      else connection.destroy();
    }
  }
}

function connectionSql(connection: mariadb.PoolConnection): Sql {
  const send = async <Result>(statement: string, values: readonly SqlValue[]): Promise<Result> => {
    try {
      return await connection.query<Result>(statement, [...values]);
    } catch (error) {
      throw mysqlError(error);
    }
  };
  return {
    rows: <Row extends object>(statement: string, values: readonly SqlValue[] = []) =>
      send<Row[]>(statement, values),
    run: async (statement, values = []) => (await send<mariadb.UpsertResult>(statement, values)).affectedRows,
  };
}
