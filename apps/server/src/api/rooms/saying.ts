import { z } from 'zod';

/**
 * The schema of an answer that is one sentence, or one of a few.
 *
 * @example
 * ```ts
 * .output(saying('Database truncated successfully!'))
 * ```
 */
export function saying<const Texts extends readonly [string, ...string[]]>(...texts: Texts) {
  return z.object({ message: z.enum(texts) });
}
