import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ParleyKeys } from '../load/wires/parley-wire.ts';
import { Child } from '../process/child.ts';
import { freePort } from '../process/free-port.ts';
import { untilReady } from '../process/until-ready.ts';
import { benchFile, MEASURED } from './bench-file.ts';
import { type RunningSubject, SERVER_CORE, type Subject } from './subject.ts';

export interface ParleyOptions {
  readonly name: string;
  readonly startAt: number;
  /** Whether readers share frames, see `parleyWire`. */
  readonly sharedId: boolean;
  /** What its readers speak; default: the native wire. */
  readonly readers?: 'native' | 'pusher';
  readonly databaseUrl: string;
  /** Where it may put files. */
  readonly folder: string;
  /** The server's program; null: the one built from this checkout. */
  readonly program: string | null;
  /** Where to write CPU profiles; null: none. */
  readonly profileTo: string | null;
  readonly signal: AbortSignal;
}

const APP = 'bench';
/** The same for all servers of a run: they share its database, where keys are kept. */
const KEYS: ParleyKeys = { clientKey: randomKey(), adminKey: randomKey() };
const SECRETS = { PARLEY_APP_SECRET: randomKey(), PARLEY_ENCRYPTION_KEY: randomBytes(32).toString('hex') };
/** What a backend signs its calls with. */
export const BACKEND = { appId: APP, key: KEYS.clientKey, secret: SECRETS.PARLEY_APP_SECRET };
const BUILT = '../../apps/server/dist/main.js';

/** The real server, with everything on: authentication, rules, limits, history. Only the limits are raised. */
export function parleySubject(options: ParleyOptions): Subject {
  const { name, startAt, sharedId, readers = 'native' } = options;
  return {
    name,
    startAt,
    async start(): Promise<RunningSubject> {
      const port = await freePort();
      const dataDir = await mkdtemp(join(options.folder, 'parley-'));
      const child = new Child({
        name,
        args: [...profiling(options), ...MEASURED, ...program(options)],
        env: environment(options, port, dataDir),
        core: SERVER_CORE,
        signal: options.signal,
      });
      await untilReady(child, `http://127.0.0.1:${port}/readyz`);
      await raiseLimits(port);
      return {
        child,
        port,
        wire: readers === 'pusher' ? { kind: 'pusher', ...KEYS } : { kind: 'parley', ...KEYS, sharedId },
        async [Symbol.asyncDispose]() {
          await child[Symbol.asyncDispose]();
          await rm(dataDir, { recursive: true, force: true });
        },
      };
    },
  };
}

function program({ program }: ParleyOptions): readonly string[] {
  return [program ?? benchFile(BUILT)];
}

function profiling({ profileTo }: ParleyOptions): readonly string[] {
  return profileTo === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileTo}`];
}

function environment(
  { databaseUrl }: ParleyOptions,
  port: number,
  dataDir: string,
): Readonly<Record<string, string>> {
  return {
    PARLEY_PORT: String(port),
    PARLEY_DATA_DIR: dataDir,
    PARLEY_DATABASE_URL: databaseUrl,
    PARLEY_APP_ID: APP,
    PARLEY_APP_KEY: KEYS.clientKey,
    PARLEY_ADMIN_KEY: KEYS.adminKey,
    ...SECRETS,
    PARLEY_LOG_LEVEL: 'error',
    PARLEY_DRAIN_MS: '0',
  };
}

/** One machine plays a thousand clients: what protects an app from one client must not be what is measured. */
async function raiseLimits(port: number): Promise<void> {
  const limits = {
    clientPublishPerSecond: 1_000_000,
    clientPublishBurst: 1_000_000,
    appPublishPerSecond: 10_000_000,
  };
  const response = await fetch(`http://127.0.0.1:${port}/api/v1/apps/${APP}`, {
    method: 'PATCH',
    headers: { 'api-key': KEYS.adminKey, 'content-type': 'application/json' },
    body: JSON.stringify({ settings: { limits } }),
  });
  if (!response.ok)
    throw new Error(`The limits could not be raised: ${response.status} ${await response.text()}`);
}

function randomKey(): string {
  return randomBytes(24).toString('hex');
}
