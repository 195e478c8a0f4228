import pg from 'pg';
import { sleep, systemTimers, type Timers } from '../../runtime/timers.ts';
import type { StoreLog } from '../store-log.ts';
import type { PostgresCluster } from './postgres-cluster.ts';

const FIRST_RETRY_MS = 100;
const LONGEST_RETRY_MS = 5000;

export interface ClusterGuardOptions {
  readonly postgres: Pick<PostgresCluster, 'ensureRunning'>;
  readonly url: string;
  readonly log: StoreLog;
  readonly timers?: Timers;
}

/**
 * Notices when the embedded PostgreSQL dies under a running server, by holding one connection to it, and starts it
 * again on the same port, so that the pools that were cut off find it. Until then everything that needs the database
 * is refused with `unavailable`. It tries until it succeeds: what keeps PostgreSQL from starting may pass (it was
 * killed again meanwhile, the disk was full).
 */
export class ClusterGuard implements AsyncDisposable {
  readonly #postgres: ClusterGuardOptions['postgres'];
  readonly #url: string;
  readonly #log: StoreLog;
  readonly #timers: Timers;
  #connection: pg.Client | null = null;
  #recovery: Promise<void> | null = null;
  #closed = false;
  /** Ends the wait between two attempts. */
  #wake = (): void => {};

  private constructor({ postgres, url, log, timers = systemTimers }: ClusterGuardOptions) {
    this.#postgres = postgres;
    this.#url = url;
    this.#log = log;
    this.#timers = timers;
  }

  static async watch(options: ClusterGuardOptions): Promise<ClusterGuard> {
    const guard = new ClusterGuard(options);
    await guard.#connect();
    return guard;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    this.#wake();
    await this.#recovery;
    const connection = this.#connection;
    this.#connection = null;
    await connection?.end();
  }

  async #connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.#url,
      connectionTimeoutMillis: 10_000,
      keepAlive: true,
      application_name: 'parley guard',
    });
    let lost = false;
    const onLost = (cause?: unknown): void => {
      if (lost || this.#connection !== client) return;
      lost = true;
      this.#connection = null;
      if (this.#closed) return;
      this.#log.error({ err: cause }, 'the embedded PostgreSQL went away; starting it again');
      this.#recovery = this.#recover();
    };
    client.on('error', onLost);
    client.on('end', () => onLost());
    await client.connect();
    this.#connection = client;
  }

  async #recover(): Promise<void> {
    for (let retryMs = FIRST_RETRY_MS; !this.#closed; retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS)) {
      try {
        await this.#startAgain();
        return;
      } catch (error) {
        this.#log.error({ err: error, retryMs }, 'the embedded PostgreSQL does not start; trying again');
      }
      await this.#pause(retryMs);
    }
  }

  async #startAgain(): Promise<void> {
    const { port } = await this.#postgres.ensureRunning();
    if (!this.#url.includes(`:${port}/`)) {
      this.#log.error(
        { port },
        'the embedded PostgreSQL lost its port to another program; restart the server',
      );
      return;
    }
    await this.#connect();
    this.#log.info({ port }, 'the embedded PostgreSQL runs again');
  }

  async #pause(ms: number): Promise<void> {
    const woken = new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    if (!this.#closed) await Promise.race([sleep(this.#timers, ms), woken]);
  }
}
