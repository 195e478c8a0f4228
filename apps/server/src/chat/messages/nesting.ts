import { ParleyError } from '../../core/errors/parley-error.ts';

/** Objects and lists within one another. JSON of thousands of levels can be read, but not be written again. */
const MOST_LEVELS = 100;

/** Whether everybody who reads a value can pass it on. */
export function isShallow(value: unknown, levels = MOST_LEVELS): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (levels === 0) return false;
  return Object.values(value).every((inner) => isShallow(inner, levels - 1));
}

/** Throws `bad_request` for what is not {@link isShallow}: those who read it would suffer, not who wrote it. */
export function requireShallow(value: unknown): void {
  if (isShallow(value)) return;
  throw new ParleyError('bad_request', `What is said nests at most ${MOST_LEVELS} levels deep.`);
}
