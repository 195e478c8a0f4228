import { type TRPCCombinedDataTransformer, TRPCError } from '@trpc/server';
import { parseTRPCMessage, type TRPCClientOutgoingMessage } from '@trpc/server/rpc';
import { type Addressee, NOBODY } from './addressee.ts';
import type { TrpcSocketLimits } from './trpc-socket-limits.ts';

/** What one frame of a client holds. */
export interface ReadMessages {
  readonly messages: readonly TRPCClientOutgoingMessage[];
  readonly refusals: readonly Refusal[];
}

/** Something in a frame that is no request. */
export interface Refusal {
  /** The request's id where it can be read, so that its caller does not wait for ever. */
  readonly to: Addressee;
  readonly error: TRPCError;
}

/**
 * Reads a frame: one request or an array of them, as stock clients send. Never throws. A bad request in an array does not
 * spoil the others, which is kinder than the stock adapter.
 */
export function readMessages(
  data: Buffer,
  isBinary: boolean,
  transformer: TRPCCombinedDataTransformer,
  limits: TrpcSocketLimits,
): ReadMessages {
  let json: unknown;
  try {
    json = readJson(data, isBinary);
  } catch (cause) {
    return { messages: [], refusals: [{ to: NOBODY, error: parseError(cause) }] };
  }
  const batch: readonly unknown[] = Array.isArray(json) ? json : [json];
  if (batch.length > limits.batchLength) return refuseBatch(batch, limits);
  const messages: TRPCClientOutgoingMessage[] = [];
  const refusals: Refusal[] = [];
  for (const raw of batch) {
    try {
      messages.push(readMessage(raw, transformer, limits));
    } catch (cause) {
      refusals.push({ to: addresseeOf(raw, limits), error: parseError(cause) });
    }
  }
  return { messages, refusals };
}

/** The JSON of a text frame. Throws what `JSON.parse` throws, and on a binary frame. */
export function readJson(data: Buffer, isBinary: boolean): unknown {
  if (isBinary) throw new SyntaxError('JSON travels in text frames; this frame is binary.');
  return JSON.parse(data.toString());
}

function readMessage(
  raw: unknown,
  transformer: TRPCCombinedDataTransformer,
  limits: TrpcSocketLimits,
): TRPCClientOutgoingMessage {
  const message = parseTRPCMessage(raw, UNTRANSFORMED);
  if (message.id === null) throw new TypeError('`id` is required');
  if (!isUsableId(message.id, limits)) throw new RangeError('`id` is too long or not finite');
  if (message.method === 'subscription.stop') return message;
  const { params } = message;
  return { ...message, params: { ...params, input: readInput(params.input, transformer) } };
}

/** Stock clients always send an input; one written by hand may leave it out. */
function readInput(raw: unknown, transformer: TRPCCombinedDataTransformer): unknown {
  if (raw === undefined) return undefined;
  try {
    return transformer.input.deserialize(raw);
  } catch (cause) {
    throw new TypeError("`input` is not in the form of the server's data transformer", { cause });
  }
}

const AS_IT_IS = { serialize: (value: unknown) => value, deserialize: (value: unknown) => value };
/** The input is read after everything else was found in order. */
const UNTRANSFORMED: TRPCCombinedDataTransformer = { input: AS_IT_IS, output: AS_IT_IS };

function refuseBatch(batch: readonly unknown[], limits: TrpcSocketLimits): ReadMessages {
  const error = new TRPCError({
    code: 'BAD_REQUEST',
    message: `A batch holds at most ${limits.batchLength} requests.`,
  });
  const named = batch
    .slice(0, limits.batchLength)
    .map((raw) => addresseeOf(raw, limits))
    .filter((to) => to.id !== null);
  return { messages: [], refusals: [NOBODY, ...named].map((to) => ({ to, error })) };
}

function addresseeOf(raw: unknown, limits: TrpcSocketLimits): Addressee {
  if (typeof raw !== 'object' || raw === null || !('id' in raw)) return NOBODY;
  const { id } = raw;
  if ((typeof id !== 'string' && typeof id !== 'number') || !isUsableId(id, limits)) return NOBODY;
  return { id, jsonrpc: 'jsonrpc' in raw && raw.jsonrpc === '2.0' ? '2.0' : undefined };
}

/** JSON can write numbers that are none, such as 1e999. */
function isUsableId(id: string | number, limits: TrpcSocketLimits): boolean {
  return typeof id === 'string' ? id.length <= limits.idLength : Number.isFinite(id);
}

function parseError(cause: unknown): TRPCError {
  const detail = cause instanceof Error ? cause.message : 'unreadable';
  return new TRPCError({ code: 'PARSE_ERROR', message: `The frame holds no request: ${detail}`, cause });
}
