import { SqlError, type SqlFault } from './sql-error.ts';

/** Error numbers of MySQL and MariaDB (the lower ones are common to both). */
const FAULTS = new Map<number, SqlFault>([
  [1020, 'conflict'], // record changed since it was read
  [1205, 'conflict'], // lock wait timeout
  [1213, 'conflict'], // deadlock
  [1062, 'taken'],
  [1048, 'content'], // not null
  [1153, 'content'], // packet too large
  [1264, 'content'], // number out of range
  [1366, 'content'], // text the column cannot hold
  [1406, 'content'], // data too long
  [1452, 'content'], // foreign key
  [3988, 'content'], // character set cannot hold it
  [1021, 'unreachable'], // disk full
  [1037, 'unreachable'], // out of memory
  [1038, 'unreachable'], // out of sort memory
  [1040, 'unreachable'], // too many connections
  [1041, 'unreachable'], // out of resources
  [1044, 'unreachable'], // access denied
  [1045, 'unreachable'], // access denied
  [1049, 'unreachable'], // unknown database
  [1053, 'unreachable'], // shutdown in progress
  [1114, 'unreachable'], // table full
  [1203, 'unreachable'], // too many connections of this user
  [1290, 'unreachable'], // read-only
  [1317, 'unreachable'], // interrupted
  [1836, 'unreachable'], // read-only
  [1927, 'unreachable'], // connection killed
  [1969, 'unreachable'], // statement timed out
]);

/** From here on: the driver's own errors about its pool and connections. */
const FIRST_DRIVER_ERROR = 45_000;

/** The driver's own refusal to send a packet that the server would not take. */
const DRIVER_PACKET_TOO_LARGE = 'ER_MAX_ALLOWED_PACKET_SIZE';

/** What an error number of the server means to us. */
export function mysqlFault(code: string): SqlFault {
  return FAULTS.get(Number(code)) ?? (Number(code) >= FIRST_DRIVER_ERROR ? 'unreachable' : 'broken');
}

/** Turns whatever `mariadb` threw into an {@link SqlError}. */
export function mysqlError(error: unknown): SqlError {
  if (error instanceof SqlError) return error;
  if (!(error instanceof Error)) return new SqlError('broken', error);
  if ('code' in error && error.code === DRIVER_PACKET_TOO_LARGE) return new SqlError('content', error);
  const fault = 'errno' in error ? mysqlFault(String(error.errno)) : 'broken';
  if (fault !== 'broken') return new SqlError(fault, error);
  const fatal = 'fatal' in error && error.fatal === true;
  const noConnection = 'sqlState' in error && String(error.sqlState).startsWith('08');
  return new SqlError(fatal || noConnection || 'syscall' in error ? 'unreachable' : 'broken', error);
}
