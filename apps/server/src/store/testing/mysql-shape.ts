import * as mariadb from 'mariadb';
import type { DatabaseShape } from './table-shape.ts';

/** What a MySQL or MariaDB really holds, but for Prisma's own table. */
export async function mysqlShape(url: string): Promise<DatabaseShape> {
  const { hostname, port, username, pathname } = new URL(url);
  const connection = await mariadb.createConnection({
    host: hostname,
    port: Number(port),
    user: username,
    database: pathname.slice(1),
    bigIntAsNumber: true,
  });
  const lines = async (statement: string, table: string): Promise<string[]> => {
    const rows = await connection.query<Array<{ line: string }>>(statement, [table]);
    return rows.map(({ line }) => line).sort();
  };
  try {
    const shape: DatabaseShape = {};
    const tables = await connection.query<Array<{ name: string }>>(
      "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name <> '_prisma_migrations'",
    );
    for (const { name } of tables) {
      const keys = await lines(KEYS, name);
      const named = (kind: string): string[] =>
        keys.filter((key) => key.startsWith(`${kind} `)).map((key) => key.slice(kind.length + 1));
      shape[name] = {
        columns: (await lines(COLUMNS, name)).map(commonType),
        primaryKey: /\((.*)\)/.exec(named('primary')[0] ?? '')?.[1] ?? '',
        uniques: named('unique'),
        indexes: named('index'),
        references: await lines(REFERENCES, name),
      };
    }
    return shape;
  } finally {
    await connection.end();
  }
}

/** MySQL's names for the model's types. */
function commonType(column: string): string {
  return column.replace(/ longtext/, ' text').replace(/(bigint|smallint|int)\(\d+\)/, '$1');
}

const COLUMNS = `
  SELECT CONCAT(column_name, ' ', column_type, IF(extra LIKE '%auto_increment%', ' counting', ''),
    IF(is_nullable = 'YES', ' null', '')) AS line
  FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = ?`;

const KEYS = `
  SELECT CONCAT(IF(index_name = 'PRIMARY', 'primary', IF(MAX(non_unique) = 0, 'unique', 'index')), ' ', index_name, ' (',
    GROUP_CONCAT(column_name ORDER BY seq_in_index SEPARATOR ', '), ')') AS line
  FROM information_schema.statistics WHERE table_schema = DATABASE() AND table_name = ? GROUP BY index_name`;

const REFERENCES = `
  SELECT CONCAT(k.constraint_name, ' (', GROUP_CONCAT(k.column_name ORDER BY k.ordinal_position SEPARATOR ', '), ') -> ',
    MAX(k.referenced_table_name), ' (', GROUP_CONCAT(k.referenced_column_name ORDER BY k.ordinal_position SEPARATOR ', '),
    ') on delete ', LOWER(MAX(r.delete_rule)), ' on update ', LOWER(MAX(r.update_rule))) AS line
  FROM information_schema.key_column_usage k JOIN information_schema.referential_constraints r
    ON r.constraint_schema = k.constraint_schema AND r.constraint_name = k.constraint_name
  WHERE k.table_schema = DATABASE() AND k.table_name = ? AND k.referenced_table_name IS NOT NULL
  GROUP BY k.constraint_name`;
