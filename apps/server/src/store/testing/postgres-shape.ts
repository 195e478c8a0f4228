import pg from 'pg';
import type { DatabaseShape } from './table-shape.ts';

/** What a PostgreSQL really holds, but for Prisma's own table. */
export async function postgresShape(url: string): Promise<DatabaseShape> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const shape: DatabaseShape = {};
    const tables = await client.query<{ oid: number; name: string }>(
      `SELECT oid, relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
         AND relname <> '_prisma_migrations'`,
    );
    for (const { oid, name } of tables.rows) {
      const columns = await lines(
        client,
        `SELECT a.attname || ' ' || replace(replace(format_type(a.atttypid, a.atttypmod), 'character varying', 'varchar'), 'integer', 'int')
           || CASE WHEN pg_get_expr(d.adbin, d.adrelid) LIKE 'nextval(%' THEN ' counting' ELSE '' END
           || CASE WHEN a.attnotnull THEN '' ELSE ' null' END AS line
         FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
         WHERE a.attrelid = $1 AND a.attnum > 0 AND NOT a.attisdropped`,
        oid,
      );
      const keys = (condition: string): Promise<string[]> =>
        lines(
          client,
          `SELECT i.relname || ' (' || (
             SELECT string_agg(a.attname, ', ' ORDER BY k.nr) FROM unnest(x.indkey) WITH ORDINALITY AS k (attnum, nr)
             JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = k.attnum) || ')' AS line
           FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid WHERE x.indrelid = $1 AND ${condition}`,
          oid,
        );
      const [primaryKey = ''] = await keys('x.indisprimary');
      shape[name] = {
        columns,
        primaryKey: /\((.*)\)/.exec(primaryKey)?.[1] ?? '',
        uniques: await keys('x.indisunique AND NOT x.indisprimary'),
        indexes: await keys('NOT x.indisunique'),
        references: (
          await lines(
            client,
            "SELECT conname || ' ' || pg_get_constraintdef(oid) AS line FROM pg_constraint WHERE contype = 'f' AND conrelid = $1",
            oid,
          )
        ).map(referenceInWords),
      };
    }
    return shape;
  } finally {
    await client.end();
  }
}

/** Columns that are compared by the locale's rules rather than by code point. */
export async function localizedColumns(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ line: string }>(
      `SELECT DISTINCT c.relname || '.' || a.attname AS line
       FROM pg_index x JOIN pg_class c ON c.oid = x.indrelid
       JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (x.indkey)
       JOIN pg_collation o ON o.oid = a.attcollation
       WHERE c.relnamespace = 'public'::regnamespace AND o.collname <> 'C' AND c.relname <> '_prisma_migrations'`,
    );
    return rows.map(({ line }) => line);
  } finally {
    await client.end();
  }
}

/** `n FOREIGN KEY (a) REFERENCES t(b) ON UPDATE RESTRICT ON DELETE CASCADE` in the words of the model. */
function referenceInWords(definition: string): string {
  const [, name, own, table, other] =
    /^(\w+) FOREIGN KEY \((.*?)\) REFERENCES (\w+)\((.*?)\)/.exec(definition) ?? [];
  const action = (on: string): string | undefined =>
    new RegExp(`ON ${on} (\\w+)`).exec(definition)?.[1]?.toLowerCase();
  return `${name} (${own}) -> ${table} (${other}) on delete ${action('DELETE')} on update ${action('UPDATE')}`;
}

async function lines(client: pg.Client, statement: string, oid: number): Promise<string[]> {
  const { rows } = await client.query<{ line: string }>(statement, [oid]);
  return rows.map(({ line }) => line).sort();
}
