import type { z } from 'zod';
import { describeIssues } from '../../../api/base/describe-issues.ts';
import type { ErrorWord } from '../errors/error-words.ts';
import { SailsRefusal } from '../errors/sails-refusal.ts';

/** Reads one parameter by a schema. Throws a SailsRefusal of the word that the protocol has for what is wrong with it. */
export function readField<Output>(schema: z.ZodType<Output>, value: unknown, word: ErrorWord): Output {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new SailsRefusal(word, describeIssues(result.error.issues));
}
