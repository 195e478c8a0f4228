import type { AnyTRPCProcedure, AnyTRPCRouter } from '@trpc/server';
import { appRouter } from '../../src/api/app-router.ts';

export interface ProcedureName {
  readonly path: string;
  readonly type: 'query' | 'mutation' | 'subscription';
}

/** Every procedure that there is, as the router itself lists them. */
export function everyProcedure(): readonly ProcedureName[] {
  const { _def: router }: AnyTRPCRouter = appRouter;
  const procedures: Record<string, AnyTRPCProcedure> = router.procedures;
  return Object.entries(procedures).map(([path, { _def }]) => ({ path, type: _def.type }));
}
