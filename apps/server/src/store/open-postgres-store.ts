import { PrismaPg } from '@prisma/adapter-pg';
import type { Store } from '../core/store/store.ts';
import { Closing } from '../runtime/closing.ts';
import { PostgresWriter, WRITER_SETTINGS } from './events/postgres-writer.ts';
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
  const writing = new PostgresDatabase(
    postgresPool({ url, log, connections: 2, onConnect: WRITER_SETTINGS }),
  );
  opened.defer(() => writing[Symbol.asyncDispose]());
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  opened.defer(() => prisma.$disconnect());
  return new SqlStore({
    prisma,
    driverErrors: { fault: postgresFault, error: postgresError },
    database,
    writer: new PostgresWriter(writing, new TransactionWriter(writing)),
    log,
    opened,
  });
}
