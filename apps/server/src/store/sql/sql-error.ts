import { ParleyError } from '../../core/errors/parley-error.ts';

/**
 * Why a database said no, as far as it matters to what is done next.
 *
 * - `unreachable`: it cannot be spoken to, or has no room, or is going down. Trying later may help.
 * - `conflict`: two transactions got in each other's way; the same one, run again, may succeed.
 * - `taken`: a unique key exists already.
 * - `content`: it refuses what was to be stored: too long, not text, a reference to nothing.
 * - `broken`: anything else, such as a missing table.
 */
export type SqlFault = 'unreachable' | 'conflict' | 'taken' | 'content' | 'broken';

/** A failed statement or connection, in the same words for every database. */
export class SqlError extends Error {
  override readonly name = 'SqlError';
  readonly fault: SqlFault;

  constructor(fault: SqlFault, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.fault = fault;
  }

  /** What callers of the store get to see of it. */
  toParleyError(): ParleyError {
    switch (this.fault) {
      case 'unreachable':
      case 'conflict':
        return new ParleyError('unavailable', 'The database cannot be reached or is too busy.', {
          cause: this,
          retryAfterMs: 1000,
        });
      case 'taken':
        return new ParleyError('conflict', 'It exists already.', { cause: this });
      case 'content':
        return new ParleyError(
          'bad_request',
          'The database cannot store this text or refers to nothing by it.',
          {
            cause: this,
          },
        );
      case 'broken':
        return ParleyError.from(this);
    }
  }
}

/** Runs a database task and turns its failure into the error that callers of the store get. */
export async function answering<Result>(task: () => Promise<Result>): Promise<Result> {
  try {
    return await task();
  } catch (error) {
    throw error instanceof SqlError ? error.toParleyError() : ParleyError.from(error);
  }
}
