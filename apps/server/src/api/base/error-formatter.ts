import type { TRPC_ERROR_CODE_KEY, TRPCDefaultErrorShape, TRPCError } from '@trpc/server';
import { TRPC_ERROR_CODES_BY_KEY } from '@trpc/server/rpc';
import { ERROR_CODES, type ErrorCode } from '../../core/errors/error-codes.ts';
import type { ErrorReport } from '../../core/errors/parley-error.ts';
import { parleyErrorOf } from './parley-error-of.ts';

/** A tRPC error as clients get it: `data.parley` is the report that REST sends as its body. Never a stack. */
export interface ParleyErrorShape {
  readonly message: string;
  /** The JSON-RPC number of `data.code`, as in stock tRPC. */
  readonly code: (typeof TRPC_ERROR_CODES_BY_KEY)[TRPC_ERROR_CODE_KEY];
  readonly data: {
    readonly code: TRPC_ERROR_CODE_KEY;
    readonly httpStatus: number;
    readonly path?: string;
    readonly parley: ErrorReport;
  };
}

/**
 * The `errorFormatter` of the native API.
 *
 * @example
 * ```ts
 * initTRPC.context<object>().meta<ApiMeta>().create({ transformer: superjson, errorFormatter });
 * ```
 */
export function errorFormatter(options: {
  error: TRPCError;
  shape: TRPCDefaultErrorShape;
}): ParleyErrorShape {
  const error = parleyErrorOf(options.error);
  // Of the tRPC codes with status 400 this one says that nothing was asked: clients tell it from bad input.
  const code = options.error.code === 'PARSE_ERROR' ? 'PARSE_ERROR' : trpcCodeOf(error.code);
  const { path } = options.shape.data;
  return {
    message: error.message,
    code: TRPC_ERROR_CODES_BY_KEY[code],
    data: {
      code,
      httpStatus: error.status,
      ...(path === undefined ? {} : { path }),
      parley: error.report(),
    },
  };
}

/** The tRPC code with the same HTTP status. */
export function trpcCodeOf(code: ErrorCode): TRPC_ERROR_CODE_KEY {
  return BY_STATUS[ERROR_CODES[code].status];
}

type Status = (typeof ERROR_CODES)[ErrorCode]['status'];

const BY_STATUS: Record<Status, TRPC_ERROR_CODE_KEY> = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_SUPPORTED',
  409: 'CONFLICT',
  413: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  429: 'TOO_MANY_REQUESTS',
  500: 'INTERNAL_SERVER_ERROR',
  503: 'SERVICE_UNAVAILABLE',
};
