import { EventEmitter } from 'node:events';
import { PrismaMariaDb } from '@prisma/adapter-mariadb';
import type { StoreLog } from '../store-log.ts';
import { mysqlConfig } from './mysql-database.ts';

/**
 * Prisma's MariaDB adapter, with an ear for its pool's errors: the adapter leaves that out, and an emitter whose
 * errors nobody hears ends the process when the database goes away.
 */
export class MysqlAdapter extends PrismaMariaDb {
  readonly #log: StoreLog;

  constructor(options: { url: string; log: StoreLog; connections: number }) {
    const { bigIntAsNumber: _numbers, insertIdAsNumber: _ids, ...config } = mysqlConfig(options.url);
    super({ ...config, connectionLimit: options.connections, minimumIdle: 1, acquireTimeout: 10_000 });
    this.#log = options.log;
  }

  override async connect(): ReturnType<PrismaMariaDb['connect']> {
    const adapter = await super.connect();
    const pool: unknown = adapter.underlyingDriver();
    if (pool instanceof EventEmitter) {
      pool.on('error', (error) => this.#log.warn({ err: error }, 'a connection to MySQL failed'));
    }
    return adapter;
  }
}
