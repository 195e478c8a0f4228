import type { KeyedRows, KeyLookUp } from './key-look-up.ts';

/** What a statement can be given. */
export type SqlValue = string | number | null;

/**
 * Statements on one connection, or on any free one. Parameters are `?` on every database; a `?` never occurs in our
 * statements otherwise. 64-bit integers come back as numbers (ours stay below 2^53).
 *
 * Every failure is an {@link SqlError}.
 */
export interface Sql {
  rows<Row extends object>(statement: string, values?: readonly SqlValue[]): Promise<Row[]>;
  /** Returns how many rows it touched. */
  run(statement: string, values?: readonly SqlValue[]): Promise<number>;
}

/** A database, for the few statements that are too hot, or too particular, for Prisma. */
export interface SqlDatabase extends Sql, AsyncDisposable {
  readonly dialect: SqlDialect;
  /** Runs `work` in a READ COMMITTED transaction: committed when it resolves, rolled back when it rejects. */
  transaction<Result>(work: (sql: Sql) => Promise<Result>): Promise<Result>;
}

/** Where the databases differ. */
export interface SqlDialect {
  /** What a CAST calls an integer of 64 bits. */
  readonly integer: string;
  /** Ends an INSERT that leaves a row alone if its unique key exists. */
  readonly orLeaveAlone: string;
  /** Ends an INSERT into `counter` that adds to the total of a counter that exists. */
  readonly orAddTotal: string;
  /** Ends an INSERT into `read_position` that moves on one that exists: never back, except that a new epoch begins anew. */
  readonly orReadOn: string;
  /**
   * After a table in a FROM: makes a look-up use this index. MySQL else walks the primary key for what is asked in its
   * order, past all the rows that are not wanted.
   */
  readonly byIndex: (name: string) => string;
  /** Finds the rows of many keys at once, and reads no others, however large the table and however old what is known of it. */
  readonly byKeys: (lookUp: KeyLookUp) => KeyedRows;
  /**
   * The same for a SELECT … ORDER BY … FOR UPDATE: locks only what it finds, in that order, provided that MySQL's
   * index has it. `id` is the column of the primary key.
   */
  readonly byKeysToLock: (lookUp: KeyLookUp & { readonly id: string }) => KeyedRows;
}

/** `(?, ?, ?), (?, ?, ?)` for so many rows of so many columns. */
export function valueRows(rowCount: number, columnCount: number): string {
  const row = `(${new Array<string>(columnCount).fill('?').join(', ')})`;
  return new Array<string>(rowCount).fill(row).join(', ');
}

/** `?, ?, ?` for a list of so many. */
export function valueList(count: number): string {
  return new Array<string>(count).fill('?').join(', ');
}

/**
 * A value by key, as an expression: give it so many pairs of key and value. The ELSE is never reached if the rows are
 * those of the keys, but gives the expression the column's type.
 */
export function choice(keyColumn: string, column: string, count: number): string {
  return `CASE ${keyColumn} ${'WHEN ? THEN ? '.repeat(count)}ELSE ${column} END`;
}
