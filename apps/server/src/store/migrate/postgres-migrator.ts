import pg from 'pg';
import { postgresError } from '../sql/postgres-fault.ts';
import type { Migrator } from './migrator.ts';

/** The advisory lock that Prisma's own tool takes, so that the two never migrate at once. */
const LOCK = 72_707_369;

/** Connects, waits for the lock (at most a minute), and makes sure that there is a table of applied migrations. */
export async function openPostgresMigrator(url: string): Promise<Migrator> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    lock_timeout: 60_000,
    application_name: 'parley migrations',
  });
  client.on('error', () => {
    // Also rejects the statement under way, which is where it is answered.
  });
  try {
    await client.connect();
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    await client.query(TABLE);
  } catch (error) {
    await client.end().catch(() => undefined);
    throw postgresError(error);
  }
  return {
    async applied() {
      const { rows } = await client.query<{ name: string; checksum: string; finished: boolean }>(
        'SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished ' +
          'FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at, migration_name',
      );
      return rows;
    },
    // All or nothing: PostgreSQL's schema changes are part of the transaction.
    async apply({ name, checksum, sql }) {
      await client.query('BEGIN');
      try {
        await client.query(sql);
        await client.query(
          'INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count) ' +
            'VALUES (gen_random_uuid()::text, $1, $2, now(), 1)',
          [checksum, name],
        );
        await client.query('COMMIT');
      } catch (error) {
        await client.query('ROLLBACK').catch(() => undefined);
        throw postgresError(error);
      }
    },
    // The lock goes with the connection.
    [Symbol.asyncDispose]: () => client.end(),
  };
}

/** As Prisma makes it. */
const TABLE = `
  CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum VARCHAR(64) NOT NULL,
    finished_at TIMESTAMPTZ,
    migration_name VARCHAR(255) NOT NULL,
    logs TEXT,
    rolled_back_at TIMESTAMPTZ,
    started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
  )`;
