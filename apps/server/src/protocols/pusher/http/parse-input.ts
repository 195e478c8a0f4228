import type { z } from 'zod';
import { describeIssues } from '../../../api/base/describe-issues.ts';
import { ParleyError } from '../../../core/errors/parley-error.ts';

/** Reads parameters by a schema. Throws `bad_request` with a line that says what is wrong where. */
export function parseInput<Output>(schema: z.ZodType<Output>, input: unknown): Output {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw new ParleyError('bad_request', describeIssues(result.error.issues));
}
