import { ParleyError } from '../../core/errors/parley-error.ts';
import { SqlError, type SqlFault } from '../sql/sql-error.ts';

const MAX_ATTEMPTS = 8;

/** Codes of Prisma that say what happened whatever the database. */
const FAULTS = new Map<string, SqlFault>([
  ['P1000', 'unreachable'],
  ['P1001', 'unreachable'],
  ['P1002', 'unreachable'],
  ['P1003', 'unreachable'],
  ['P1008', 'unreachable'],
  ['P1010', 'unreachable'],
  ['P1011', 'unreachable'],
  ['P1017', 'unreachable'],
  ['P2024', 'unreachable'],
  ['P2028', 'unreachable'],
  ['P2037', 'unreachable'],
  ['P2000', 'content'],
  ['P2020', 'content'],
  ['P2002', 'taken'],
  ['P2034', 'conflict'],
]);

/** How a driver's own errors are read; each database brings its own. */
export interface DriverErrors {
  /** By the server's code for it: an SQLSTATE or an error number. */
  readonly fault: (code: string) => SqlFault;
  /** An error that Prisma let through as the driver threw it. */
  readonly error: (thrown: unknown) => SqlError;
}

/** Runs Prisma queries so that they fail with the errors that callers of the store know. */
export class RecordCalls {
  readonly #driver: DriverErrors;

  constructor(driver: DriverErrors) {
    this.#driver = driver;
  }

  async run<Result>(task: () => Promise<Result>): Promise<Result> {
    try {
      return await task();
    } catch (error) {
      throw this.#translate(error);
    }
  }

  /** Like {@link run}, for a task that replaces what is there: it runs again while another one is in its way. */
  async again<Result>(task: () => Promise<Result>): Promise<Result> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await task();
      } catch (error) {
        const fault = this.#faultOf(error);
        if (attempt >= MAX_ATTEMPTS || (fault !== 'taken' && fault !== 'conflict'))
          throw this.#translate(error);
      }
    }
  }

  /** Whether something could not be removed because something else still refers to it. */
  isReferenced(error: unknown): boolean {
    return prismaCode(error) === 'P2003' || ['23001', '23503', '1451'].includes(originalCode(error) ?? '');
  }

  #translate(error: unknown): ParleyError {
    if (error instanceof ParleyError) return error;
    const code = prismaCode(error);
    if (code === 'P2025' || code === 'P2001') {
      return new ParleyError('not_found', 'It does not exist.', { cause: error });
    }
    if (code === 'P2003') {
      return new ParleyError('not_found', 'What it belongs to does not exist.', { cause: error });
    }
    return new SqlError(this.#faultOf(error), error).toParleyError();
  }

  #faultOf(error: unknown): SqlFault {
    if (error instanceof SqlError) return error.fault;
    const code = prismaCode(error);
    const known = code === null ? undefined : FAULTS.get(code);
    if (known !== undefined) return known;
    if (isSystemError(error)) return 'unreachable';
    const original = originalCode(error);
    if (original !== null) return this.#driver.fault(original);
    return code === null && !isPrismaError(error) ? this.#driver.error(error).fault : 'broken';
  }
}

function isPrismaError(error: unknown): boolean {
  return error instanceof Error && error.name.startsWith('PrismaClient');
}

/** A socket that failed, of which Prisma passes on no more than the system's word, such as ECONNRESET. */
function isSystemError(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    /^E[A-Z]+$/.test(error.code)
  );
}

function prismaCode(error: unknown): string | null {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return typeof code === 'string' && /^P\d{4}$/.test(code) ? code : null;
}

/** The database's own code for an error, which Prisma keeps some levels down. */
function originalCode(error: unknown): string | null {
  let level: unknown = error;
  for (const name of ['meta', 'driverAdapterError', 'cause', 'originalCode']) {
    if (typeof level !== 'object' || level === null) return null;
    level = Object.getOwnPropertyDescriptor(level, name)?.value;
  }
  return typeof level === 'string' ? level : null;
}
