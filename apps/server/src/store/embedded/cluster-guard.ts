import pg from 'pg';
import type { StoreLog } from '../store-log.ts';
import type { PostgresCluster } from './postgres-cluster.ts';

/**
 * Notices when the embedded PostgreSQL dies under a running server, by holding one connection to it, and starts it
 * again on the same port, so that the pools that were cut off find it. Until then everything that needs the database
 * is refused with `unavailable`.
 */
export class ClusterGuard implements AsyncDisposable {
  readonly #postgres: PostgresCluster;
  readonly #url: string;
  readonly #log: StoreLog;
  #connection: pg.Client | null = null;
  #recovery: Promise<void> | null = null;
  #closed = false;

  private constructor(options: { postgres: PostgresCluster; url: string; log: StoreLog }) {
    this.#postgres = options.postgres;
    this.#url = options.url;
    this.#log = options.log;
  }

  static async watch(options: {
    postgres: PostgresCluster;
    url: string;
    log: StoreLog;
  }): Promise<ClusterGuard> {
    const guard = new ClusterGuard(options);
    await guard.#connect();
    return guard;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
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
    try {
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
    } catch (error) {
      this.#log.error(
        { err: error },
        'the embedded PostgreSQL cannot be started again; nothing can be stored until the server is restarted',
      );
    }
  }
}
