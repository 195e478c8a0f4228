import type { AnyTRPCProcedure } from '@trpc/server';
import { z } from 'zod';
import type { RestMeta } from '../rest-meta.ts';

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

/** The zod schema of one item of a subscription, or null if its meta names none. */
export function itemOf({ item }: RestMeta): z.ZodType | null {
  if (item === undefined) return null;
  if (item instanceof z.ZodType) return item;
  throw new Error('the item of a stream is described by a zod schema');
}
