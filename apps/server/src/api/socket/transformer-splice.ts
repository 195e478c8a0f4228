import type { TRPCCombinedDataTransformer } from '@trpc/server';

/** What a transformer puts around plain JSON. */
export interface TransformerSplice {
  readonly before: string;
  readonly after: string;
}

const PROBE = 'parley:probe';

/**
 * Finds out what the router's transformer puts around a value that is plain JSON, so that JSON text can be spliced in
 * without parsing it: `{"json":` and `}` for superjson, nothing without a transformer.
 *
 * Throws TypeError for a transformer that changes plain JSON itself (compresses or encrypts it): feeds cannot be shared
 * through such a one.
 */
export function transformerSplice(transformer: TRPCCombinedDataTransformer): TransformerSplice {
  const whole: unknown = JSON.stringify(transformer.output.serialize(PROBE));
  const [before, after, ...more] = typeof whole === 'string' ? whole.split(JSON.stringify(PROBE)) : [];
  if (before === undefined || after === undefined || more.length > 0) {
    throw new TypeError("The router's transformer does not carry plain JSON as it is.");
  }
  return { before, after };
}
