import type { AnyTRPCProcedure } from '@trpc/server';
import { z } from 'zod';

/** The zod schemas of a procedure's inputs, in the order in which tRPC applies them. */
export function inputsOf(procedure: AnyTRPCProcedure): readonly z.ZodType[] {
  return procedure._def.inputs.map((input: unknown) => {
    if (input instanceof z.ZodType) return input;
    throw new Error('a procedure with a REST path takes its input by a zod schema');
  });
}

/** The zod schema of what a procedure answers, or null if it has none. */
export function outputOf(procedure: AnyTRPCProcedure): z.ZodType | null {
  const output: unknown = 'output' in procedure._def ? procedure._def.output : undefined;
  if (output === undefined) return null;
  if (output instanceof z.ZodType) return output;
  throw new Error('a procedure with a REST path gives its output by a zod schema');
}
