import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readyUrl } from './ready-url.ts';

const MAIN = fileURLToPath(new URL('../../apps/server/dist/main.js', import.meta.url));

/** The built server as a process of its own, with a data folder of its own, on a free port. */
export class TestServer implements AsyncDisposable {
  readonly #dataDir: string;
  readonly #env: Readonly<Record<string, string>>;
  #process: ChildProcess | null = null;
  #url = '';
  #output = '';

  private constructor(dataDir: string, env: Readonly<Record<string, string>>) {
    this.#dataDir = dataDir;
    this.#env = env;
  }

  /** @param env settings of the server; nothing else of the caller's `PARLEY_*` reaches it */
  static async start(env: Readonly<Record<string, string>> = {}): Promise<TestServer> {
    const server = new TestServer(await mkdtemp(join(tmpdir(), 'parley-e2e-')), env);
    try {
      await server.start();
    } catch (error) {
      await server[Symbol.asyncDispose]();
      throw error;
    }
    return server;
  }

  /** Where it is, such as `http://127.0.0.1:41234`; the same after a restart. */
  get url(): string {
    return this.#url;
  }

  /** What it printed at its last start. */
  get output(): string {
    return this.#output;
  }

  /** Starts it, again on the port it had before. */
  async start(): Promise<void> {
    const port = this.#url === '' ? '0' : new URL(this.#url).port;
    const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('PARLEY_'));
    this.#output = '';
    this.#process = spawn(process.execPath, ['--enable-source-maps', MAIN], {
      env: {
        ...Object.fromEntries(inherited),
        PARLEY_DATA_DIR: this.#dataDir,
        PARLEY_PORT: port,
        ...this.#env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#url = await readyUrl(this.#process, (text) => {
      this.#output += text;
    });
  }

  /** Ends the process as a power cut would: it gets no chance to do anything. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#end('SIGTERM');
    await rm(this.#dataDir, { recursive: true, force: true });
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process;
    this.#process = null;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }
}
