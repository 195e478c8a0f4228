import type { Operation } from './operation.ts';

export interface Call {
  /** Gives the procedure's input, or throws what is wrong with the request. Called once, and not before who calls is known. */
  readInput(): unknown;
  readonly context: object;
  /** Aborted when the caller is gone, where that can be known. */
  readonly signal: AbortSignal | undefined;
}

/** Calls the procedure the way tRPC's own adapters do: with the raw input, through all its middleware. */
export async function callOperation(operation: Operation, call: Call): Promise<unknown> {
  const { procedure, procedurePath } = operation;
  let read: Promise<unknown> | undefined;
  const getRawInput = (): Promise<unknown> => {
    read ??= (async () => call.readInput())();
    return read;
  };
  // A procedure without input never asks for it, but what a request must not hold is refused all the same.
  if (!operation.input.any) await getRawInput();
  return procedure({
    path: procedurePath,
    type: procedure._def.type,
    ctx: call.context,
    getRawInput,
    signal: call.signal,
    batchIndex: 0,
  });
}
