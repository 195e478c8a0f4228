import { mkdir, readFile, realpath, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { type Chance, randomToken, systemChance } from '../../runtime/chance.ts';
import { Closing } from '../../runtime/closing.ts';
import type { StoreLog } from '../store-log.ts';
import { ClusterGuard } from './cluster-guard.ts';
import { clusterHome } from './cluster-home.ts';
import { lockDataDir } from './data-dir-lock.ts';
import { initCluster } from './init-cluster.ts';
import { postgresBinaries } from './postgres-binaries.ts';
import { PostgresCluster } from './postgres-cluster.ts';
import type { SystemUser } from './run-program.ts';
import { postgresUser } from './system-user.ts';

const DATABASE = 'parley';

export interface EmbeddedPostgres extends AsyncDisposable {
  /** Where to connect; holds the password, so it must not be logged. */
  readonly url: string;
}

/**
 * Starts the embedded PostgreSQL in `dataDir`, setting it up the first time. One that a killed server left running is
 * used again. Disposing stops it.
 *
 * Rejects with `conflict` if another server uses the data folder, with `unavailable` if PostgreSQL cannot run.
 *
 * @example
 * await using postgres = await startEmbeddedPostgres({ dataDir: './data', log });
 * await using store = await openStore({ url: postgres.url, log });
 */
export async function startEmbeddedPostgres(options: {
  dataDir: string;
  log: StoreLog;
  chance?: Chance;
}): Promise<EmbeddedPostgres> {
  const { log, chance = systemChance } = options;
  const opened = new Closing();
  const user = await postgresUser();
  const dataDir = await makeDataDir(options.dataDir, user);
  await opened.open(() => lockDataDir(dataDir, chance));
  const url = await opened.attempt(async () => {
    const home = await clusterHome(dataDir, user, log);
    const binaries = await postgresBinaries(home, user);
    const cluster = await realCluster(home);
    const password = await keptPassword(home, chance);
    await initCluster({ binaries, user, home, cluster, password });
    const postgres = new PostgresCluster({ binaries, user, home, cluster, password });
    const { port, wasRunning } = await postgres.ensureRunning();
    opened.defer(() => postgres.stop());
    log.info({ port, folder: home, wasRunning }, 'the embedded PostgreSQL runs');
    const databaseUrl = postgres.url(port, DATABASE);
    await createDatabase(postgres.url(port, 'postgres'));
    await opened.open(() => ClusterGuard.watch({ postgres, url: databaseUrl, log }));
    return databaseUrl;
  });
  return { url, [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose]() };
}

/** Closed to other users, except that PostgreSQL's own user may pass through when the server is root. */
async function makeDataDir(dataDir: string, user: SystemUser | null): Promise<string> {
  await mkdir(dataDir, { recursive: true, mode: user === null ? 0o700 : 0o711 });
  return realpath(resolve(dataDir));
}

async function realCluster(home: string): Promise<string> {
  return join(await realpath(home), 'cluster');
}

/** The superuser's password: made once and kept in a file that only the owner may read. */
async function keptPassword(home: string, chance: Chance): Promise<string> {
  const file = join(home, 'password');
  const kept = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  if (kept.trim() !== '') return kept.trim();
  const password = randomToken(chance, 32);
  await writeFile(file, `${password}\n`, { mode: 0o600 });
  return password;
}

async function createDatabase(maintenanceUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: maintenanceUrl, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(DATABASE)}`);
  } finally {
    await client.end();
  }
}
