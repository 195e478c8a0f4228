import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import type { Store } from '../../core/store/store.ts';
import { openStore } from '../open-store.ts';
import { type StoreLog, silentLog } from '../store-log.ts';
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

export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** An empty database of the shared PostgreSQL. */
export function createTestDatabase(): Promise<TestDatabase> {
  return createDatabase('template1');
}

/** A database of the shared PostgreSQL as a server leaves it at its first start: a copy of a migrated one. */
export function createMigratedDatabase(): Promise<TestDatabase> {
  return createDatabase(MIGRATED);
}

async function createDatabase(template: string): Promise<TestDatabase> {
  const clusterUrl = inject('postgresUrl');
  const name = `test_${randomBytes(8).toString('hex')}`;
  await administer(clusterUrl, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  return {
    url: withDatabase(clusterUrl, name),
    drop: () => administer(clusterUrl, `DROP DATABASE ${name} WITH (FORCE)`),
  };
}
