import type { Store } from '../core/store/store.ts';
import { migrate } from './migrate/migrate.ts';
import { openMysqlStore } from './open-mysql-store.ts';
import { openPostgresStore } from './open-postgres-store.ts';
import { providerOf } from './provider.ts';
import type { StoreLog } from './store-log.ts';

export interface OpenStoreOptions {
  /** `postgresql://`, `postgres://`, `mysql://` or `mariadb://`, with user, password and database. Never logged. */
  readonly url: string;
  readonly log: StoreLog;
  /** Most connections to the database for everything but the appends, which have two of their own. Default 10. */
  readonly connections?: number;
}

/**
 * Opens the database and brings it to this server's schema. Disposing waits for what is under way and closes the
 * connections.
 *
 * Rejects with `unavailable` if the database cannot be reached, with `conflict` if it belongs to a newer server, with
 * `bad_request` if the URL names no database that Parley knows.
 *
 * @example
 * await using store = await openStore({ url: 'postgresql://parley:secret@db/parley', log });
 */
export async function openStore(options: OpenStoreOptions): Promise<Store> {
  const { url, log, connections = 10 } = options;
  const provider = providerOf(url);
  await migrate({ provider, url, log });
  return provider === 'postgresql'
    ? openPostgresStore({ url, log, connections })
    : openMysqlStore({ url, log, connections });
}
