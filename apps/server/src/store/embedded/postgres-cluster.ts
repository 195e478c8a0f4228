import { readFile, realpath, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { ParleyError } from '../../core/errors/parley-error.ts';
import { systemClock } from '../../runtime/clock.ts';
import { clusterSettings } from './cluster-settings.ts';
import { freePort } from './free-port.ts';
import { SETTINGS_FILE, SUPERUSER } from './init-cluster.ts';
import type { PostgresBinaries } from './postgres-binaries.ts';
import { runProgram, type SystemUser } from './run-program.ts';
import { disownZombie } from './stale-pid-file.ts';

/** It is given up after so many starts that failed, but not before so long: the shared memory of a killed one is freed late. */
const START_ATTEMPTS = 8;
const START_PATIENCE_MS = 10_000;
/** How often it is tried while a PostgreSQL left behind recovers or shuts down: each try takes a tenth of a second. */
const MAX_WAITS = 1200;
/** SQLSTATE of a PostgreSQL that starts, recovers or shuts down. */
const CANNOT_CONNECT_NOW = '57P03';
/** Of the file `postmaster.pid`, counted from 0. */
const PORT_LINE = 3;
const MAX_LOG_BYTES = 8 * 1024 * 1024;

export interface ClusterOptions {
  readonly binaries: PostgresBinaries;
  readonly user: SystemUser | null;
  /** The folder that holds the cluster, its log and its port. */
  readonly home: string;
  readonly cluster: string;
  readonly password: string;
}

/**
 * The database program itself: started, found running, stopped. It is a process of its own that outlives a kill -9 of
 * the server, and a Ctrl-C in the server's terminal, which must not reach it before the server has drained.
 */
export class PostgresCluster {
  readonly #options: ClusterOptions;
  readonly #portFile: string;
  readonly #logFile: string;

  constructor(options: ClusterOptions) {
    this.#options = options;
    this.#portFile = join(options.home, 'port');
    // In the cluster's folder because the program that starts PostgreSQL opens it as PostgreSQL's user.
    this.#logFile = join(options.cluster, 'parley.log');
  }

  url(port: number, database: string): string {
    return `postgresql://${SUPERUSER}:${encodeURIComponent(this.#options.password)}@127.0.0.1:${port}/${database}`;
  }

  /** Makes sure that PostgreSQL runs, and returns its port: the one of a running one, or of one started now. */
  async ensureRunning(): Promise<{ port: number; wasRunning: boolean }> {
    const known = await this.#recordedPort();
    if (known !== null && (await this.#probe(known)) === 'ours') return { port: known, wasRunning: true };
    await this.#rotateLog();
    const began = systemClock.monotonic();
    const isPatient = (): boolean => systemClock.monotonic() - began < START_PATIENCE_MS;
    let lastOutput = '';
    for (let failures = 0, waits = 0; (failures < START_ATTEMPTS || isPatient()) && waits < MAX_WAITS; ) {
      // What was killed a moment ago takes its time to die: it may be a zombie only now, and its children follow later.
      await disownZombie(this.#options.cluster);
      // The port may be lost to another program in between. Only then it moves: pools that were cut off look for it there.
      const port = await freePort(known);
      await writeFile(join(this.#options.cluster, SETTINGS_FILE), clusterSettings(port), { mode: 0o644 });
      const { exitCode, output } = await this.#control('start', '-l', this.#logFile, '-w', '-t', '120');
      if (exitCode === 0) {
        await writeFile(this.#portFile, `${port}\n`);
        return { port, wasRunning: false };
      }
      lastOutput = output;
      const found = known === null ? 'absent' : await this.#probe(known);
      if (known !== null && found === 'ours') return { port: known, wasRunning: true };
      if (found === 'busy') waits += 1;
      else failures += 1;
    }
    throw new ParleyError(
      'unavailable',
      `The embedded PostgreSQL in ${this.#options.cluster} does not start; its log is ${this.#logFile}.`,
      { cause: new Error(`${lastOutput.trim()}\n${await this.#logTail()}`) },
    );
  }

  /** Stops it in order: transactions under way are rolled back, everything committed is written. */
  async stop(): Promise<void> {
    const { exitCode, output } = await this.#control('stop', '-m', 'fast', '-w', '-t', '120');
    if (exitCode === 0 || (await this.#control('status')).exitCode !== 0) return;
    throw new ParleyError('unavailable', 'The embedded PostgreSQL did not stop.', {
      cause: new Error(output.trim()),
    });
  }

  #control(command: string, ...args: string[]) {
    const { binaries, cluster, user } = this.#options;
    return runProgram({ program: binaries.pgCtl, args: [command, '-D', cluster, '-s', ...args], user });
  }

  /**
   * What is at this port: the PostgreSQL of this very folder, one that is coming up or going down and may be it, or
   * nothing of ours.
   */
  async #probe(port: number): Promise<'ours' | 'busy' | 'absent'> {
    const client = new pg.Client({
      connectionString: this.url(port, 'postgres'),
      connectionTimeoutMillis: 5000,
    });
    client.on('error', () => {
      // Also rejects the call under way, which is where it is answered.
    });
    try {
      await client.connect();
      const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
      return rows[0]?.data_directory === (await realpath(this.#options.cluster)) ? 'ours' : 'absent';
    } catch (error) {
      return error instanceof Error && 'code' in error && error.code === CANNOT_CONNECT_NOW
        ? 'busy'
        : 'absent';
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  /**
   * Where it runs or last ran. What PostgreSQL itself notes at its start goes first: a server that was killed while it
   * started PostgreSQL noted nothing.
   */
  async #recordedPort(): Promise<number | null> {
    const postmaster = await textOrEmpty(join(this.#options.cluster, 'postmaster.pid'));
    const text = postmaster.split('\n')[PORT_LINE] ?? (await textOrEmpty(this.#portFile));
    const port = Number(text.trim());
    return Number.isInteger(port) && port > 0 && port < 65_536 ? port : null;
  }

  async #rotateLog(): Promise<void> {
    const size = await stat(this.#logFile).then(
      (found) => found.size,
      () => 0,
    );
    if (size > MAX_LOG_BYTES) await rename(this.#logFile, `${this.#logFile}.old`);
  }

  async #logTail(): Promise<string> {
    const text = await readFile(this.#logFile, 'utf8').catch(() => '');
    return text.slice(-2000).trim();
  }
}

async function textOrEmpty(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
}
