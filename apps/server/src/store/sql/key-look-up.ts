import type { SqlValue } from './sql-database.ts';

/** Rows that are asked for by their keys. */
export interface KeyLookUp {
  readonly table: string;
  /** What the rest of the statement calls it. */
  readonly alias: string;
  /** The unique index on just these columns. */
  readonly index: string;
  readonly columns: ReadonlyArray<{ readonly name: string; readonly type: 'BIGINT' | 'TEXT' }>;
  /** A value for each column. */
  readonly keys: ReadonlyArray<readonly SqlValue[]>;
}

/** What a statement says of such rows in its FROM and its WHERE, with the values for both. */
export interface KeyedRows {
  readonly from: string;
  readonly where: string;
  readonly values: readonly SqlValue[];
}

/**
 * For PostgreSQL, which plans long chains of ORs slowly, and may then read all that has the first column in common:
 * takes the keys as a table, and looks each of them up. The OFFSET 0 keeps the planner from making a join of that.
 */
export function lookUpInTurn({ table, alias, columns, keys }: KeyLookUp): KeyedRows {
  const names = columns.map(({ name }) => name);
  const condition = names.map((name) => `by_key.${name} = wanted.${name}`).join(' AND ');
  return {
    from: `json_to_recordset(CAST(? AS json))
       AS wanted (${columns.map(({ name, type }) => `${name} ${type}`).join(', ')})
       CROSS JOIN LATERAL (SELECT * FROM ${table} by_key WHERE ${condition} OFFSET 0) ${alias}`,
    where: 'TRUE',
    values: [
      JSON.stringify(keys.map((key) => Object.fromEntries(names.map((name, nth) => [name, key[nth]])))),
    ],
  };
}

/** The same for rows that the statement locks: found first, so that they are locked in the order it asks for. */
export function lookUpToLock(lookUp: KeyLookUp & { readonly id: string }): KeyedRows {
  const { table, alias, id } = lookUp;
  const { from, values } = lookUpInTurn({ ...lookUp, alias: 'found' });
  return {
    from: `${table} ${alias}`,
    where: `${alias}.${id} = ANY (ARRAY(SELECT found.${id} FROM ${from}))`,
    values,
  };
}

/** For MySQL, which looks each key of a chain of ORs up by itself once it is told which index to use. */
export function lookUpByHint({ table, alias, index, columns, keys }: KeyLookUp): KeyedRows {
  const condition = `(${columns.map(({ name }) => `${alias}.${name} = ?`).join(' AND ')})`;
  return {
    from: `${table} ${alias} FORCE INDEX (${index})`,
    where: `(${new Array<string>(keys.length).fill(condition).join(' OR ')})`,
    values: keys.flat(),
  };
}
