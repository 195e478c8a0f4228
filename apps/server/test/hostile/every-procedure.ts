import type { AnyTRPCProcedure, AnyTRPCRouter } from '@trpc/server';
import type { z } from 'zod';
import { appRouter } from '../../src/api/app-router.ts';
import { inputsOf } from '../../src/api/rest/routes/procedure-schemas.ts';

export interface NamedProcedure {
  readonly path: string;
  readonly type: 'query' | 'mutation' | 'subscription';
  readonly inputs: readonly z.ZodType[];
}

/** Every procedure that there is, as the router itself lists them. */
export function everyProcedure(): readonly NamedProcedure[] {
  const { _def: router }: AnyTRPCRouter = appRouter;
  const procedures: Record<string, AnyTRPCProcedure> = router.procedures;
  return Object.entries(procedures).map(([path, procedure]) => ({
    path,
    type: procedure._def.type,
    inputs: inputsOf(procedure),
  }));
}
