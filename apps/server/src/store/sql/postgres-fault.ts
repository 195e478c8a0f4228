import { SqlError, type SqlFault } from './sql-error.ts';

/** SQLSTATEs of PostgreSQL, whole or by class (appendix A of its manual). */
const FAULTS: ReadonlyArray<readonly [RegExp, SqlFault]> = [
  // Serialization failure, deadlock, lock not available.
  [/^(40001|40P01|55P03)$/, 'conflict'],
  [/^23505$/, 'taken'],
  // Data exceptions, broken constraints, a row too wide for an index.
  [/^(22|23|54)/, 'content'],
  // Connection lost or refused, password refused, no resources, stopped by an operator, disk trouble, read-only.
  [/^(08|28|53|57|58|25006|3D000)/, 'unreachable'],
];

/** Turns whatever `pg` threw into an {@link SqlError}. An error without an SQLSTATE comes from the connection. */
export function postgresError(error: unknown): SqlError {
  if (error instanceof SqlError) return error;
  if (!(error instanceof Error)) return new SqlError('broken', error);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null;
  if (code === null || !/^[0-9A-Z]{5}$/.test(code)) {
    return new SqlError(isProgrammingError(error) ? 'broken' : 'unreachable', error);
  }
  return new SqlError(postgresFault(code), error);
}

/** What an SQLSTATE means to us. */
export function postgresFault(code: string): SqlFault {
  return FAULTS.find(([pattern]) => pattern.test(code))?.[1] ?? 'broken';
}

function isProgrammingError(error: Error): boolean {
  return error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError;
}
