import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { readSettings } from '../../src/config/read-settings.ts';
import { type RunningServer, startServer } from '../../src/server.ts';
import { createTestDatabase } from '../../src/store/testing/test-store.ts';

export const ADMIN_KEY = 'ak_test_0123456789abcdef';
export const APP_KEY = 'pk_test_0123456789';
export const APP_SECRET = 'sk_test_0123456789abcdef0123456789';
export const ADMIN_PASSWORD = 'correct horse battery';

/** A whole server of the test's own: free port, temporary folder, fresh database, known keys. */
export interface TestServer extends AsyncDisposable {
  readonly running: RunningServer;
  readonly url: string;
  readonly wsUrl: string;
  /** Log lines of level error and above: a test that expects none can say so. */
  readonly errors: readonly string[];
}

/** @param environment settings of this server beside those of every test. */
export async function startTestServer(
  environment: Readonly<Record<string, string>> = {},
): Promise<TestServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'parley-test-'));
  const database = await createTestDatabase();
  const errors: string[] = [];
  const log = pino({ level: 'error' }, { write: (line: string) => void errors.push(line) });
  const settings = readSettings({
    PARLEY_PORT: '0',
    PARLEY_DATA_DIR: dataDir,
    PARLEY_DATABASE_URL: database.url,
    PARLEY_ADMIN_KEY: ADMIN_KEY,
    PARLEY_APP_KEY: APP_KEY,
    PARLEY_APP_SECRET: APP_SECRET,
    PARLEY_ADMIN_PASSWORD: ADMIN_PASSWORD,
    PARLEY_DRAIN_MS: '0',
    ...environment,
  });
  const running = await startServer({ settings, log, dashboardDir: join(dataDir, 'no-dashboard') });
  return {
    running,
    url: running.url,
    wsUrl: running.url.replace('http', 'ws'),
    errors,
    async [Symbol.asyncDispose]() {
      await running[Symbol.asyncDispose]();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
