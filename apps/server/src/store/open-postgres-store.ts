import { PrismaPg } from '@prisma/adapter-pg';
import type { Store } from '../core/store/store.ts';
import { Closing } from '../runtime/closing.ts';
import { CAREFUL_SETTINGS, PostgresWriter, WRITER_SETTINGS } from './events/postgres-writer.ts';
import { TransactionWriter } from './events/transaction-writer.ts';
import { PrismaClient } from './generated/postgresql/client.ts';
import { PostgresDatabase, postgresPool } from './sql/postgres-database.ts';
import { postgresError, postgresFault } from './sql/postgres-fault.ts';
import { SqlStore } from './sql-store.ts';
import type { StoreLog } from './store-log.ts';

/** A store on a PostgreSQL that has been migrated. Connects when first asked for something. */
export function openPostgresStore(options: { url: string; log: StoreLog; connections: number }): Store {
  const { url, log, connections } = options;
  const opened = new Closing();
  const pool = postgresPool({ url, log, connections });
  const database = new PostgresDatabase(pool);
  opened.defer(() => database[Symbol.asyncDispose]());
  const appending = (onConnect: readonly string[]): PostgresDatabase => {
    const own = new PostgresDatabase(postgresPool({ url, log, connections: 1, onConnect }));
    opened.defer(() => own[Symbol.asyncDispose]());
    return own;
  };
  const careful = new TransactionWriter(appending(CAREFUL_SETTINGS));
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  opened.defer(() => prisma.$disconnect());
  return new SqlStore({
    prisma,
    driverErrors: { fault: postgresFault, error: postgresError },
    database,
    writer: new PostgresWriter(appending(WRITER_SETTINGS), careful),
    log,
    opened,
  });
}
