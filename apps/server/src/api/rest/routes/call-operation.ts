import type { Operation } from './operation.ts';

export interface Call {
  readonly input: unknown;
  readonly context: object;
  /** Aborted when the caller is gone, where that can be known. */
  readonly signal: AbortSignal | undefined;
}

/** Calls the procedure the way tRPC's own adapters do: with the raw input, through all its middleware. */
export function callOperation(operation: Operation, call: Call): Promise<unknown> {
  const { procedure, procedurePath } = operation;
  return procedure({
    path: procedurePath,
    type: procedure._def.type,
    ctx: call.context,
    getRawInput: async () => call.input,
    signal: call.signal,
    batchIndex: 0,
  });
}
