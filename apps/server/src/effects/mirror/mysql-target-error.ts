import { ParleyError } from '../../core/errors/parley-error.ts';
import { TargetError } from './target-error.ts';

/**
 * What MySQL and MariaDB say when they refuse a row for what is in it. Anything else concerns every row alike, also
 * what sounds like a row's fault: a duplicate key (the table's numbers are used up), a column without a default.
 */
const REFUSALS: ReadonlySet<number> = new Set([
  1153, // packet too large
  1264, // number out of range
  1292, // not a valid time
  1300, // not valid text
  1366, // text that the column's character set lacks
  1406, // too long for the column
  1452, // refers to nothing
  1644, // a trigger said no
  3819, // a check said no (MySQL)
  3988, // text that the character set lacks
  4025, // a check said no (MariaDB)
]);

const LONGEST_MESSAGE = 500;

/** Turns whatever the driver threw into a {@link TargetError}. */
export function mysqlTargetError(error: unknown): TargetError {
  if (error instanceof TargetError) return error;
  if (error instanceof ParleyError) return new TargetError('unready', error.message, error);
  const refused = error instanceof Error && 'errno' in error && REFUSALS.has(Number(error.errno));
  return new TargetError(refused ? 'refused' : 'unready', messageOf(error), error);
}

/** What the server said, without the statement that the driver adds: that holds messages of users. */
function messageOf(error: unknown): string {
  const said = error instanceof Error && 'sqlMessage' in error ? error.sqlMessage : null;
  const message = typeof said === 'string' ? said : error instanceof Error ? error.message : String(error);
  // It is kept and shown: what no database or terminal takes stays out.
  return message.slice(0, LONGEST_MESSAGE).replace(/[\p{Cc}\p{Cs}]/gu, ' ');
}
