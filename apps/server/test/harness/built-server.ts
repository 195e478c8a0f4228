import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../../src/store/embedded/free-port.ts';
import { isRunning } from '../../src/store/embedded/process-identity.ts';
import { temporaryFolder } from '../../src/store/testing/temporary-folder.ts';
import { requireBuild } from './require-build.ts';
import { ADMIN_KEY, ADMIN_PASSWORD, APP_KEY, APP_SECRET } from './test-server.ts';

const KEPT_LINES = 40;
const POLL_MS = 20;

/**
 * The server as users run it: a process of its own, with its embedded PostgreSQL in a temporary data folder. It can be
 * killed without warning and started again, always at the same port.
 */
export class BuiltServer implements AsyncDisposable {
  readonly url: string;
  readonly wsUrl: string;
  readonly #program: string;
  readonly #port: number;
  readonly #folder: { path: string } & AsyncDisposable;
  readonly #settings: Readonly<Record<string, string>>;
  readonly #lines: string[] = [];
  #child: ChildProcess | null = null;

  private constructor(
    program: string,
    port: number,
    folder: { path: string } & AsyncDisposable,
    settings: Readonly<Record<string, string>>,
  ) {
    this.#program = program;
    this.#port = port;
    this.#folder = folder;
    this.#settings = settings;
    this.url = `http://127.0.0.1:${port}`;
    this.wsUrl = `ws://127.0.0.1:${port}`;
  }

  /**
   * Finds a port and a folder; nothing runs yet.
   *
   * @param settings of this server beside those of every test, by their variables.
   */
  static async prepare(settings: Readonly<Record<string, string>> = {}): Promise<BuiltServer> {
    return new BuiltServer(requireBuild(), await freePort(null), await temporaryFolder('built'), settings);
  }

  /** The last lines that it wrote. */
  get output(): readonly string[] {
    return this.#lines;
  }

  get isRunning(): boolean {
    return this.#child !== null;
  }

  /** Starts it. Resolves when it says that it is ready, with how long that took in ms. */
  async start(): Promise<number> {
    const begin = performance.now();
    await this.startUntil('"msg":"ready"');
    return performance.now() - begin;
  }

  /** Starts it, and resolves when a line that holds `text` was written. */
  startUntil(text: string): Promise<void> {
    const child = spawn(process.execPath, [this.#program], { env: this.#environment(), stdio: 'pipe' });
    this.#child = child;
    return new Promise((resolve, reject) => {
      for (const stream of [child.stdout, child.stderr]) {
        createInterface(stream).on('line', (line) => {
          this.#lines.push(line);
          if (this.#lines.length > KEPT_LINES) this.#lines.shift();
          if (line.includes(text)) resolve();
        });
      }
      child.once('exit', () => {
        if (this.#child === child) this.#child = null;
        reject(new Error(`The server ended before it was ready:\n${this.#lines.join('\n')}`));
      });
    });
  }

  /** SIGKILL: no chance to finish anything. Resolves when the process is gone. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (!child) return;
    const exit = once(child, 'exit');
    child.kill('SIGKILL');
    await exit;
  }

  /** SIGKILL to the embedded PostgreSQL. Its children find out by themselves. */
  async killDatabase(): Promise<void> {
    const pid = await this.#databasePid();
    if (pid !== null && (await isRunning({ pid, startedAt: null }))) process.kill(pid, 'SIGKILL');
  }

  /** Asks it to stop, as a service manager would. Resolves with the exit code. */
  async stop(): Promise<number | null> {
    const child = this.#child;
    if (!child) return null;
    const exit = once(child, 'exit');
    child.kill('SIGTERM');
    const [code]: unknown[] = await exit;
    return typeof code === 'number' ? code : null;
  }

  /** Ends whatever is left, also after a failed test, and removes the data. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
    const pid = await this.#databasePid();
    const database = pid === null ? null : { pid, startedAt: null };
    if (database && (await isRunning(database))) process.kill(database.pid, 'SIGQUIT');
    while (database && (await isRunning(database))) await delay(POLL_MS);
    await this.#folder[Symbol.asyncDispose]();
  }

  async #databasePid(): Promise<number | null> {
    const file = join(this.#folder.path, 'data', 'postgres', 'cluster', 'postmaster.pid');
    const text = await readFile(file, 'utf8').catch(() => '');
    const pid = Number(text.split('\n')[0]);
    return Number.isInteger(pid) && pid > 1 ? pid : null;
  }

  #environment(): NodeJS.ProcessEnv {
    const own = Object.entries(process.env).filter(([name]) => !name.startsWith('PARLEY_'));
    return {
      ...Object.fromEntries(own),
      NODE_OPTIONS: '',
      PARLEY_PORT: String(this.#port),
      PARLEY_DATA_DIR: join(this.#folder.path, 'data'),
      PARLEY_ADMIN_KEY: ADMIN_KEY,
      PARLEY_APP_KEY: APP_KEY,
      PARLEY_APP_SECRET: APP_SECRET,
      PARLEY_ADMIN_PASSWORD: ADMIN_PASSWORD,
      PARLEY_DRAIN_MS: '0',
      ...this.#settings,
    };
  }
}
