import * as mariadb from 'mariadb';
import { mysqlConfig } from '../sql/mysql-database.ts';
import { mysqlError } from '../sql/mysql-fault.ts';
import { SqlError } from '../sql/sql-error.ts';
import type { Migrator } from './migrator.ts';

/** The lock that Prisma's own tool takes, so that the two never migrate at once. */
const LOCK = 'prisma_migrate';
const LOCK_WAIT_SECONDS = 60;

/** Connects, waits for the lock (at most a minute), and makes sure that there is a table of applied migrations. */
export async function openMysqlMigrator(url: string): Promise<Migrator> {
  const connection = await mariadb
    .createConnection({ ...mysqlConfig(url), multipleStatements: true })
    .catch((error: unknown) => {
      throw mysqlError(error);
    });
  connection.on('error', () => {
    // Also rejects the statement under way, which is where it is answered.
  });
  const send = async <Result>(statement: string, values: readonly string[] = []): Promise<Result> => {
    try {
      return await connection.query<Result>(statement, values);
    } catch (error) {
      throw mysqlError(error);
    }
  };
  try {
    const got = await send<Array<{ got: number | null }>>('SELECT GET_LOCK(?, ?) AS got', [
      LOCK,
      String(LOCK_WAIT_SECONDS),
    ]);
    if (got[0]?.got !== 1) throw new SqlError('conflict', 'Another server is still migrating the database.');
    await send(TABLE);
  } catch (error) {
    connection.destroy();
    throw error;
  }
  return {
    async applied() {
      const rows = await send<Array<{ name: string; checksum: string; finished: number }>>(
        'SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished ' +
          'FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at, migration_name',
      );
      return rows.map((row) => ({ name: row.name, checksum: row.checksum, finished: row.finished === 1 }));
    },
    // Each schema change commits by itself here, so a failure half-way leaves a row that is begun and not finished.
    async apply({ name, checksum, sql }) {
      await send(
        'INSERT INTO _prisma_migrations (id, checksum, migration_name, applied_steps_count) VALUES (UUID(), ?, ?, 0)',
        [checksum, name],
      );
      await send(sql);
      await send(
        'UPDATE _prisma_migrations SET finished_at = NOW(3), applied_steps_count = 1 ' +
          'WHERE migration_name = ? AND rolled_back_at IS NULL',
        [name],
      );
    },
    // The lock goes with the connection.
    [Symbol.asyncDispose]: () => connection.end(),
  };
}

/** As Prisma makes it. */
const TABLE = `
  CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum VARCHAR(64) NOT NULL,
    finished_at DATETIME(3),
    migration_name VARCHAR(255) NOT NULL,
    logs TEXT,
    rolled_back_at DATETIME(3),
    started_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    applied_steps_count INTEGER UNSIGNED NOT NULL DEFAULT 0
  ) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`;
