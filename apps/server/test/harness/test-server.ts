import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { readSettings } from '../../src/config/read-settings.ts';
import type { Runtime } from '../../src/runtime/runtime.ts';
import { type RunningServer, startServer } from '../../src/server.ts';
import { createMigratedDatabase } from '../../src/store/testing/test-store.ts';

export const ADMIN_KEY = 'ak_test_0123456789abcdef';
export const APP_KEY = 'pk_test_0123456789';
export const APP_SECRET = 'sk_test_0123456789abcdef0123456789';
export const ADMIN_PASSWORD = 'correct horse battery';

/** A whole server of the test's own: free port, temporary folder, fresh database, known keys. */
export interface TestServer extends AsyncDisposable {
  readonly running: RunningServer;
  readonly url: string;
  readonly wsUrl: string;
  /** Log lines of level error and above, or of `logLevel`: a test that expects none can say so. */
  readonly errors: readonly string[];
  /** Stops this server and starts another one on the same database, on a port of its own. */
  restart(): Promise<TestServer>;
}

export interface TestServerOptions {
  /** Time and chance; default: the real ones. */
  readonly runtime?: Runtime;
  /** From which level on lines of the log are kept; default: `error`. */
  readonly logLevel?: 'trace' | 'error';
}

/** @param environment settings of this server beside those of every test. */
export async function startTestServer(
  environment: Readonly<Record<string, string>> = {},
  options: TestServerOptions = {},
): Promise<TestServer> {
  const database = await createMigratedDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'parley-test-'));
  const remove = async (): Promise<void> => {
    await database.drop();
    await rm(dataDir, { recursive: true, force: true });
  };
  return startOn({ databaseUrl: database.url, dataDir, remove }, environment, options);
}

interface Ground {
  readonly databaseUrl: string;
  readonly dataDir: string;
  remove(): Promise<void>;
}

async function startOn(
  ground: Ground,
  environment: Readonly<Record<string, string>>,
  options: TestServerOptions,
): Promise<TestServer> {
  const { dataDir } = ground;
  const { logLevel = 'error', ...others } = options;
  const errors: string[] = [];
  const log = pino({ level: logLevel }, { write: (line: string) => void errors.push(line) });
  const settings = readSettings({
    PARLEY_PORT: '0',
    PARLEY_DATA_DIR: dataDir,
    PARLEY_DATABASE_URL: ground.databaseUrl,
    PARLEY_ADMIN_KEY: ADMIN_KEY,
    PARLEY_APP_KEY: APP_KEY,
    PARLEY_APP_SECRET: APP_SECRET,
    PARLEY_ADMIN_PASSWORD: ADMIN_PASSWORD,
    PARLEY_DRAIN_MS: '0',
    ...environment,
  });
  const dashboardDir = join(dataDir, 'no-dashboard');
  const running = await startServer({ settings, log, dashboardDir, ...others });
  let isStopped = false;
  return {
    running,
    url: running.url,
    wsUrl: running.url.replace(/^http/, 'ws'),
    errors,
    async restart() {
      isStopped = true;
      await running[Symbol.asyncDispose]();
      return startOn(ground, environment, options);
    },
    async [Symbol.asyncDispose]() {
      if (isStopped) return;
      isStopped = true;
      await running[Symbol.asyncDispose]();
      await ground.remove();
    },
  };
}
