import type { TRPCCombinedDataTransformer } from '@trpc/server';
import superjson from 'superjson';

/**
 * superjson on the wire, as clients expect. What they send may hold anything superjson knows. What the server answers is
 * plain JSON by its own schemas, which superjson would carry unchanged, so it is not walked: that saves time, and payloads
 * with keys that superjson refuses to write (`constructor`, `__proto__`) come back as they were published.
 */
export const transformer: TRPCCombinedDataTransformer = {
  input: superjson,
  output: {
    serialize: (value: unknown) => ({ json: value }),
    deserialize: (value: Parameters<typeof superjson.deserialize>[0]) => superjson.deserialize(value),
  },
};
