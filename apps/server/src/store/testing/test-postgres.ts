import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../embedded/start-embedded-postgres.ts';
import { migrate } from '../migrate/migrate.ts';
import { silentLog } from '../store-log.ts';
import { administer, MIGRATED, withDatabase } from './shared-postgres.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** So many servers and stores of all test files that run at once may be connected. */
const MAX_CONNECTIONS = 400;

/**
 * Global set-up of the test projects that need a PostgreSQL: starts an embedded one for the whole run, and stops and removes
 * it afterwards. The databases in it are each test's own.
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const folder = await temporaryFolder('test');
  const options = { dataDir: join(folder.path, 'data'), log: silentLog };
  try {
    await using blank = await startEmbeddedPostgres(options);
    // What is committed lies with the operating system, which outlives any process that a test kills. Only a power cut
    // would tell the difference, and waiting for the disk took a good part of the time of these tests.
    await administer(blank.url, 'ALTER SYSTEM SET fsync = off');
    await administer(blank.url, 'ALTER SYSTEM SET full_page_writes = off');
    await administer(blank.url, `ALTER SYSTEM SET max_connections = ${MAX_CONNECTIONS}`);
    await administer(blank.url, `CREATE DATABASE ${MIGRATED}`);
    await migrate({ provider: 'postgresql', url: withDatabase(blank.url, MIGRATED), log: silentLog });
  } catch (error) {
    await folder[Symbol.asyncDispose]();
    throw error;
  }
  // How many may connect is settled at the start.
  const postgres = await startEmbeddedPostgres(options);
  project.provide('postgresUrl', postgres.url);
  return async () => {
    await postgres[Symbol.asyncDispose]();
    await folder[Symbol.asyncDispose]();
  };
}
