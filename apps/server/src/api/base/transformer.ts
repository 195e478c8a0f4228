import type { TRPCCombinedDataTransformer } from '@trpc/server';
import superjson from 'superjson';

type Carried = Parameters<typeof superjson.deserialize>[0];

/**
 * superjson on the wire, as clients expect, without walking what it would carry unchanged.
 *
 * What the server answers is plain JSON by its own schemas, and most of what clients send is: neither is copied. That
 * saves time, and payloads with keys that superjson refuses to write (`constructor`, `__proto__`) come back as they were
 * published.
 */
export const transformer: TRPCCombinedDataTransformer = {
  input: {
    serialize: superjson.serialize,
    deserialize: (carried: Carried) => (isPlain(carried) ? carried.json : superjson.deserialize(carried)),
  },
  output: {
    serialize: (value: unknown) => ({ json: value }),
    deserialize: (carried: Carried) => superjson.deserialize(carried),
  },
};

/** Whether superjson wrote nothing beside the JSON: then the JSON is the value. */
function isPlain(carried: unknown): carried is { json: unknown } {
  return typeof carried === 'object' && carried !== null && 'json' in carried && !('meta' in carried);
}
