import { join } from 'node:path';
import pg from 'pg';
import { afterAll } from 'vitest';
import type { Store } from '../../core/store/store.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../embedded/start-embedded-postgres.ts';
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
  const { url, drop } = await createTestDatabase();
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
export async function createTestDatabase(): Promise<{ url: string; drop: () => Promise<void> }> {
  const { postgres } = await sharedCluster();
  databases += 1;
  const name = `test_${databases}`;
  await administer(postgres.url, `CREATE DATABASE ${name}`);
  const url = new URL(postgres.url);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: () => administer(postgres.url, `DROP DATABASE ${name} WITH (FORCE)`),
  };
}

interface SharedCluster {
  readonly postgres: EmbeddedPostgres;
  readonly folder: AsyncDisposable;
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
  return { postgres, folder };
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
