import {
  type AnyTRPCRouter,
  getTRPCErrorFromUnknown,
  getTRPCErrorShape,
  isTrackedEnvelope,
  type TRPCError,
  type TRPCProcedureType,
  transformTRPCResponse,
} from '@trpc/server';
import { TRPC_ERROR_CODES_BY_KEY, type TRPCErrorShape, type TRPCResponseMessage } from '@trpc/server/rpc';
import { textFrame } from '../../wire/server-frame.ts';
import { type Addressee, addressJson } from './addressee.ts';

/** What was asked when something failed. */
export interface CallDescription {
  readonly type: TRPCProcedureType | 'unknown';
  readonly path: string | undefined;
  readonly input: unknown;
  readonly context: unknown;
}

/** A failure for the log. The error's `cause` is what was thrown. */
export interface CallFailure extends CallDescription {
  readonly error: TRPCError;
}

/** A failure that belongs to no call. */
export const NO_CALL: CallDescription = {
  type: 'unknown',
  path: undefined,
  input: undefined,
  context: undefined,
};

/** Makes the frames that answer requests, in the shapes of the stock wire. */
export class Replies {
  readonly #config: AnyTRPCRouter['_def']['_config'];
  readonly #onError: (failure: CallFailure) => void;

  constructor(router: AnyTRPCRouter, onError: (failure: CallFailure) => void) {
    this.#config = router._def._config;
    this.#onError = onError;
  }

  /** Tells the server's log, and nobody else. */
  report(thrown: unknown, call: CallDescription): TRPCError {
    const error = getTRPCErrorFromUnknown(thrown);
    this.#onError({ error, ...call });
    return error;
  }

  /** The result of a call. Throws when it cannot be written as JSON. */
  data(to: Addressee, data: unknown): Buffer {
    const json: unknown = JSON.stringify(this.#config.transformer.output.serialize(data));
    const member = typeof json === 'string' ? `,"data":${json}` : '';
    return textFrame(`{${addressJson(to)},"result":{"type":"data"${member}}}`);
  }

  /** What a subscription yielded. Throws when it cannot be written as JSON. */
  item(to: Addressee, value: unknown): Buffer {
    if (!isTrackedEnvelope(value)) return this.data(to, value);
    const [id, data] = value;
    return this.#message({ ...envelope(to), result: { type: 'data', data: { id, data }, id } });
  }

  started(to: Addressee): Buffer {
    return textFrame(`{${addressJson(to)},"result":{"type":"started"}}`);
  }

  stopped(to: Addressee): Buffer {
    return textFrame(`{${addressJson(to)},"result":{"type":"stopped"}}`);
  }

  /** Reports what was thrown and tells the client as much of it as the router's error formatter shows. */
  failure(to: Addressee, thrown: unknown, call: CallDescription): Buffer {
    return this.error(to, this.report(thrown, call), call);
  }

  /** The same without a report: for what is the client's doing alone. */
  error(to: Addressee, error: TRPCError, call: CallDescription = NO_CALL): Buffer {
    try {
      const { context: ctx, ...rest } = call;
      const shape = getTRPCErrorShape({ config: this.#config, error, ctx, ...rest });
      return this.#message({ ...envelope(to), error: shape });
    } catch (cause) {
      this.report(cause, call);
      return this.#message({ ...envelope(to), error: FALLBACK });
    }
  }

  #message(message: TRPCResponseMessage): Buffer {
    return textFrame(JSON.stringify(transformTRPCResponse(this.#config, message)));
  }
}

function envelope({ id, jsonrpc }: Addressee): Pick<TRPCResponseMessage, 'id' | 'jsonrpc'> {
  return jsonrpc === undefined ? { id } : { id, jsonrpc };
}

/** What a client is told when its error cannot be formatted. */
const FALLBACK: TRPCErrorShape = {
  code: TRPC_ERROR_CODES_BY_KEY.INTERNAL_SERVER_ERROR,
  message: 'Internal server error',
  data: { code: 'INTERNAL_SERVER_ERROR', httpStatus: 500 },
};
