import { join } from 'node:path';
import pg from 'pg';
import { afterAll } from 'vitest';
import type { Store } from '../../core/store/store.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../embedded/start-embedded-postgres.ts';
import { migrate } from '../migrate/migrate.ts';
import { openStore } from '../open-store.ts';
import { type StoreLog, silentLog } from '../store-log.ts';
import { temporaryFolder } from './temporary-folder.ts';

export interface TestStore extends AsyncDisposable {
  readonly store: Store;
  /** The database's own URL, to open it a second time as another node would. */
  readonly url: string;
}

/**
 * A store in a fresh, migrated database of an embedded PostgreSQL, which the test files of one process share and which
 * is stopped and removed after the last test of the file that imports this.
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
export async function createTestDatabase(): Promise<TestDatabase> {
  return createDatabase(await sharedCluster(), 'template1');
}

/** A database of the shared PostgreSQL as a server leaves it at its first start: a copy, made once, of a migrated one. */
export async function createMigratedDatabase(): Promise<TestDatabase> {
  const shared = await sharedCluster();
  shared.migrated ??= migrateTemplate(shared.postgres.url);
  return createDatabase(shared, await shared.migrated);
}

async function createDatabase({ postgres }: SharedCluster, template: string): Promise<TestDatabase> {
  databases += 1;
  const name = `test_${databases}`;
  await administer(postgres.url, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  return {
    url: withDatabase(postgres.url, name),
    drop: () => administer(postgres.url, `DROP DATABASE ${name} WITH (FORCE)`),
  };
}

async function migrateTemplate(clusterUrl: string): Promise<string> {
  const name = 'migrated';
  await administer(clusterUrl, `CREATE DATABASE ${name}`);
  await migrate({ provider: 'postgresql', url: withDatabase(clusterUrl, name), log: silentLog });
  return name;
}

function withDatabase(clusterUrl: string, name: string): string {
  const url = new URL(clusterUrl);
  url.pathname = `/${name}`;
  return url.href;
}

interface SharedCluster {
  readonly postgres: EmbeddedPostgres;
  readonly folder: AsyncDisposable;
  /** The name of the database that migrated ones are copied from, once one was asked for. */
  migrated: Promise<string> | null;
}

let databases = 0;
let cluster: Promise<SharedCluster> | null = null;

function sharedCluster(): Promise<SharedCluster> {
  cluster ??= startCluster();
  return cluster;
}

async function startCluster(): Promise<SharedCluster> {
  const folder = await temporaryFolder('test');
  const postgres = await startEmbeddedPostgres({ dataDir: join(folder.path, 'data'), log: silentLog });
  // What is committed lies with the operating system, which outlives any process that a test kills. Only a power cut
  // would tell the difference, and waiting for the disk took a good part of the time of these tests.
  await administer(postgres.url, 'ALTER SYSTEM SET fsync = off');
  await administer(postgres.url, 'SELECT pg_reload_conf()');
  return { postgres, folder, migrated: null };
}

async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

afterAll(async () => {
  if (!cluster) return;
  const { postgres, folder } = await cluster;
  cluster = null;
  await postgres[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});
