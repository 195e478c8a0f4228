import { type SqlValue, valueList } from './sql-database.ts';

/** Rows that are asked for by their keys. */
export interface KeyLookUp {
  readonly table: string;
  /** What the rest of the statement calls it. */
  readonly alias: string;
  /** An index that begins with these columns. */
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

/** MariaDB makes a join of longer lists, and reads what it likes first. */
const LONGEST_LIST = 900;

/** For MySQL, which looks each key of a chain of ORs, or of a list, up by itself once it is told which index to use. */
export function lookUpByHint({ table, alias, index, columns, keys }: KeyLookUp): KeyedRows {
  const [first, ...others] = columns;
  const conditions: string[] = [];
  if (first && others.length === 0) {
    // Beside other ORs, a chain takes MariaDB a time that grows with the square of its length.
    for (let start = 0; start < keys.length; start += LONGEST_LIST) {
      const count = Math.min(LONGEST_LIST, keys.length - start);
      conditions.push(`${alias}.${first.name} IN (${valueList(count)})`);
    }
  } else {
    const condition = `(${columns.map(({ name }) => `${alias}.${name} = ?`).join(' AND ')})`;
    conditions.push(...new Array<string>(keys.length).fill(condition));
  }
  return {
    from: `${table} ${alias} FORCE INDEX (${index})`,
    where: `(${conditions.join(' OR ')})`,
    values: keys.flat(),
  };
}
