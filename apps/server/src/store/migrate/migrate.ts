import { ParleyError } from '../../core/errors/parley-error.ts';
import type { Provider } from '../provider.ts';
import { SqlError } from '../sql/sql-error.ts';
import type { StoreLog } from '../store-log.ts';
import { type Migration, readMigrations } from './migration.ts';
import type { Migrator } from './migrator.ts';
import { openMysqlMigrator } from './mysql-migrator.ts';
import { pendingMigrations } from './pending-migrations.ts';
import { openPostgresMigrator } from './postgres-migrator.ts';

/**
 * Brings the database to the schema of this server. Several servers may start at once: one migrates, the others wait
 * and find it done. Rejects with `conflict` if the database is not one that this server can bring up to date, with
 * `unavailable` if it cannot be reached.
 */
export async function migrate(options: {
  provider: Provider;
  url: string;
  log: StoreLog;
  /** What the server brings; for tests. */
  known?: readonly Migration[];
}): Promise<void> {
  const { provider, url, log } = options;
  const known = options.known ?? (await readMigrations(provider));
  try {
    await using migrator = await (provider === 'postgresql'
      ? openPostgresMigrator(url)
      : openMysqlMigrator(url));
    for (const migration of pendingMigrations(known, await migrator.applied())) {
      log.info({ migration: migration.name }, 'migrating the database');
      await applyOne(migrator, migration);
    }
  } catch (error) {
    throw error instanceof SqlError ? error.toParleyError() : error;
  }
}

async function applyOne(migrator: Migrator, migration: Migration): Promise<void> {
  try {
    await migrator.apply(migration);
  } catch (cause) {
    throw new ParleyError('internal', `The migration "${migration.name}" failed.`, { cause });
  }
}
