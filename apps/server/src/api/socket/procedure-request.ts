import type { TRPCProcedureType } from '@trpc/server';
import type { TRPCRequestMessage } from '@trpc/server/rpc';
import type { Addressee } from './addressee.ts';

/** A request for a procedure, as the client sent it. */
export interface ProcedureRequest {
  readonly id: string | number;
  readonly to: Addressee;
  readonly type: TRPCProcedureType;
  readonly path: string;
  readonly input: unknown;
  /** Its place in the batch it came in. */
  readonly batchIndex: number;
}

/** Reads a request; where a client resumes a subscription, its last event id becomes part of the input. */
export function procedureRequest(
  message: TRPCRequestMessage,
  id: string | number,
  batchIndex: number,
): ProcedureRequest {
  const { path, input, lastEventId } = message.params;
  return {
    id,
    to: { id, jsonrpc: message.jsonrpc },
    type: message.method,
    path,
    input: lastEventId === undefined ? input : withLastEventId(input, lastEventId),
    batchIndex,
  };
}

/** As in stock tRPC: input that is neither an object nor absent stays as it is. */
function withLastEventId(input: unknown, lastEventId: string): unknown {
  if (input === undefined || input === null) return { lastEventId };
  if (typeof input !== 'object' || Array.isArray(input)) return input;
  return { ...input, lastEventId };
}
