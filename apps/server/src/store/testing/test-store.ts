import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import type { Store } from '../../core/store/store.ts';
import { openStore } from '../open-store.ts';
import { type StoreLog, silentLog } from '../store-log.ts';
import { type LentDatabase, ReusedDatabases } from './reused-databases.ts';
import { administer, MIGRATED, withDatabase } from './shared-postgres.ts';

export interface TestStore extends AsyncDisposable {
  readonly store: Store;
  /** The database's own URL, to open it a second time as another node would. */
  readonly url: string;
}

/**
 * A store in a fresh, migrated database of the PostgreSQL that all test files of a run share.
 *
 * Durable channels belong to an app: `apps` names those to create (none by default).
 *
 * @example
 * await using test = await openTestStore({ apps: ['acme'] });
 * await test.store.events.append([…]);
 */
export async function openTestStore(
  options: { apps?: readonly string[]; log?: StoreLog } = {},
): Promise<TestStore> {
  const { url, drop } = await createMigratedDatabase();
  const store = await openStore({ url, log: options.log ?? silentLog, connections: 4 });
  for (const id of options.apps ?? []) {
    await store.apps.createApp({ id, name: id, createdAt: 0, settings: '{}' });
  }
  return {
    store,
    url,
    async [Symbol.asyncDispose]() {
      await store[Symbol.asyncDispose]();
      await drop();
    },
  };
}

/** An empty database of the shared PostgreSQL. */
export function createTestDatabase(): Promise<LentDatabase> {
  return createDatabase('template1');
}

/** A database of the shared PostgreSQL with all tables, and nothing in them. */
export function createMigratedDatabase(): Promise<LentDatabase> {
  return migrated.lend();
}

const migrated = new ReusedDatabases({
  make: () => createDatabase(MIGRATED),
  empty: async ({ name }) => {
    const clusterUrl = inject('postgresUrl');
    await administer(
      clusterUrl,
      `SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = '${name}'`,
    );
    await administer(withDatabase(clusterUrl, name), DELETE_ALL);
  },
});

/** In no order, which is why nothing looks at references meanwhile. */
const DELETE_ALL = `DO $$ DECLARE name text; BEGIN
  SET LOCAL session_replication_role = replica;
  FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' LOOP
    EXECUTE format('DELETE FROM %I', name);
  END LOOP;
END $$`;

async function createDatabase(template: string): Promise<LentDatabase & { readonly name: string }> {
  const clusterUrl = inject('postgresUrl');
  const name = `test_${randomBytes(8).toString('hex')}`;
  // Written through the log, as it is by default, the copy takes twice as long.
  await administer(clusterUrl, `CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`);
  return {
    name,
    url: withDatabase(clusterUrl, name),
    drop: () => administer(clusterUrl, `DROP DATABASE ${name} WITH (FORCE)`),
  };
}
