import type { Store } from '../core/store/store.ts';
import { Closing } from '../runtime/closing.ts';
import { TransactionWriter } from './events/transaction-writer.ts';
import { PrismaClient } from './generated/mysql/client.ts';
import { mysqlAdapter } from './sql/mysql-adapter.ts';
import { MysqlDatabase, mysqlPool } from './sql/mysql-database.ts';
import { mysqlError, mysqlFault } from './sql/mysql-fault.ts';
import { SqlStore } from './sql-store.ts';
import type { StoreLog } from './store-log.ts';

/** A store on a MySQL or MariaDB that has been migrated. Connects when first asked for something. */
export function openMysqlStore(options: { url: string; log: StoreLog; connections: number }): Store {
  const { url, log, connections } = options;
  const opened = new Closing();
  const pool = mysqlPool({ url, log, connections });
  const database = new MysqlDatabase(pool);
  opened.defer(() => database[Symbol.asyncDispose]());
  const writing = new MysqlDatabase(mysqlPool({ url, log, connections: 2 }));
  opened.defer(() => writing[Symbol.asyncDispose]());
  const prisma = new PrismaClient({ adapter: mysqlAdapter(pool) });
  opened.defer(() => prisma.$disconnect());
  warnIfNotDurable(database, log);
  return new SqlStore({
    prisma,
    driverErrors: { fault: mysqlFault, error: mysqlError },
    database,
    writer: new TransactionWriter(writing),
    log,
    opened,
  });
}

/** Unlike PostgreSQL's, MySQL's durability is no setting of a connection: all that can be done is to say so. */
function warnIfNotDurable(database: MysqlDatabase, log: StoreLog): void {
  database.rows<{ flush: number }>('SELECT @@global.innodb_flush_log_at_trx_commit AS flush').then(
    ([row]) => {
      if (row?.flush === 1) return;
      log.warn({}, 'innodb_flush_log_at_trx_commit is not 1: a crash of MySQL can lose acknowledged events');
    },
    (error: unknown) => log.warn({ err: error }, 'it could not be checked that MySQL commits to disk'),
  );
}
