import type { z } from 'zod';
import { invalid } from '../../errors/channelstream-refusal.ts';
import { complaintsOf } from './complaints-of.ts';

/** Reads what a request says by a schema. Throws a 422 that names every field that is wrong. */
export function readInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw invalid(complaintsOf(result.error.issues));
}
