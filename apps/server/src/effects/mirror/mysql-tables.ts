import type { Connection } from 'mariadb';
import { TargetError } from './target-error.ts';

/** Ours, in the customer's database: the last batch that each mirror wrote, in the transaction that wrote it. */
export const BATCH_TABLE = 'parley_mirror';

/**
 * Makes sure that there is what a mirror writes into. A table that is there already is used as it is, so that the user
 * needs no right to create any: `INSERT` on the messages, `SELECT`, `INSERT` and `UPDATE` on ours are enough.
 */
export async function prepareTables(connection: Connection, table: string, mirrorId: string): Promise<void> {
  const found = await connection.query<Array<{ name: string; transactions: string | null }>>(
    `SELECT t.TABLE_NAME AS name, e.TRANSACTIONS AS transactions
       FROM information_schema.TABLES t LEFT JOIN information_schema.ENGINES e ON e.ENGINE = t.ENGINE
      WHERE t.TABLE_SCHEMA = DATABASE() AND t.TABLE_NAME IN (?, ?)`,
    [table, BATCH_TABLE],
  );
  for (const { name, transactions } of found) {
    if (transactions === 'NO') {
      throw new TargetError(
        'unready',
        `The table ${name} knows no transactions, so a batch could be written twice. Convert it: ALTER TABLE ${name} ENGINE=InnoDB.`,
      );
    }
  }
  const names = new Set(found.map(({ name }) => name));
  if (!names.has(table)) await connection.query(messageTable(table));
  if (!names.has(BATCH_TABLE)) await connection.query(CREATE_BATCH_TABLE);
  // The row is there before the first batch, so that a transaction can hold it from its beginning to its end.
  await connection.query(`INSERT IGNORE INTO ${BATCH_TABLE} (mirror, batch) VALUES (?, '')`, [mirrorId]);
}

const CREATE_BATCH_TABLE = `CREATE TABLE IF NOT EXISTS ${BATCH_TABLE} (
  mirror VARCHAR(24) CHARACTER SET ascii NOT NULL PRIMARY KEY,
  batch VARCHAR(24) CHARACTER SET ascii NOT NULL
) ENGINE=InnoDB`;

/** SocketLink's own table, but wider where that breaks no reader: any text, longer messages, longer room names, more rows. */
function messageTable(table: string): string {
  return `CREATE TABLE IF NOT EXISTS \`${table}\` (
  id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  insert_time DATETIME NOT NULL,
  message MEDIUMTEXT NOT NULL,
  uid VARCHAR(4096) NOT NULL,
  rid VARCHAR(255) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4`;
}
