import { SqlError } from './sql-error.ts';

const MAX_ATTEMPTS = 10;

/** Runs a task again while it and another transaction are in each other's way. */
export async function again<Result>(task: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await task();
    } catch (error) {
      const conflict = error instanceof SqlError && error.fault === 'conflict';
      if (!conflict || attempt >= MAX_ATTEMPTS) throw error;
    }
  }
}
