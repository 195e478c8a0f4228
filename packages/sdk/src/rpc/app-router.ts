import type { AnyTRPCRouter } from '@trpc/server';

/** The server's procedures, as the typed clients see them. */
export type AppRouter = AnyTRPCRouter;
