import { type TRPC_ERROR_CODE_KEY, TRPCError } from '@trpc/server';
import { z } from 'zod';
import type { ErrorCode } from '../../core/errors/error-codes.ts';
import { ParleyError } from '../../core/errors/parley-error.ts';
import { describeIssues } from './describe-issues.ts';

/**
 * Turns whatever left a procedure or the code around one into the error its caller is told. Used by every native
 * transport, so that one refusal reads the same on all of them.
 *
 * - A ParleyError stays itself, also as the cause of the TRPCError that tRPC wraps around it.
 * - Input that its schema refuses becomes `bad_request`, naming the fields. A ZodError from anywhere else inside a
 *   procedure, its output included, is a fault of the server: `internal`.
 * - Any other TRPCError maps by its code.
 * - Everything else becomes `internal`, with the original as `cause` and nothing of it in the message.
 */
export function parleyErrorOf(thrown: unknown): ParleyError {
  if (thrown instanceof z.core.$ZodError) return refusedInput(thrown);
  if (!(thrown instanceof TRPCError)) return ParleyError.from(thrown);
  const { cause } = thrown;
  if (cause instanceof ParleyError) return cause;
  if (cause instanceof TRPCError) return parleyErrorOf(cause);
  if (thrown.code === 'BAD_REQUEST' && cause instanceof z.core.$ZodError) return refusedInput(cause);
  const code = CODES[thrown.code];
  if (code === 'internal') return ParleyError.from(cause ?? thrown);
  // A message that only repeats the cause's was not written for the caller.
  const message = thrown.message === cause?.message ? MESSAGES[code] : thrown.message;
  return new ParleyError(code, message ?? 'The request was refused.', { cause: cause ?? thrown });
}

function refusedInput(error: z.core.$ZodError): ParleyError {
  return new ParleyError('bad_request', describeIssues(error.issues), { cause: error });
}

const CODES: Record<TRPC_ERROR_CODE_KEY, ErrorCode> = {
  PARSE_ERROR: 'bad_request',
  BAD_REQUEST: 'bad_request',
  UNAUTHORIZED: 'unauthenticated',
  PAYMENT_REQUIRED: 'forbidden',
  FORBIDDEN: 'forbidden',
  NOT_FOUND: 'not_found',
  METHOD_NOT_SUPPORTED: 'method_not_allowed',
  TIMEOUT: 'unavailable',
  CONFLICT: 'conflict',
  PRECONDITION_FAILED: 'conflict',
  PAYLOAD_TOO_LARGE: 'payload_too_large',
  UNSUPPORTED_MEDIA_TYPE: 'unsupported_media_type',
  UNPROCESSABLE_CONTENT: 'bad_request',
  PRECONDITION_REQUIRED: 'bad_request',
  TOO_MANY_REQUESTS: 'rate_limited',
  CLIENT_CLOSED_REQUEST: 'bad_request',
  INTERNAL_SERVER_ERROR: 'internal',
  NOT_IMPLEMENTED: 'internal',
  BAD_GATEWAY: 'unavailable',
  SERVICE_UNAVAILABLE: 'unavailable',
  GATEWAY_TIMEOUT: 'unavailable',
};

const MESSAGES: Partial<Record<ErrorCode, string>> = {
  bad_request: 'The request could not be read.',
  unauthenticated: 'The credentials are missing or wrong.',
  forbidden: 'This is not allowed with these credentials.',
  not_found: 'There is no such thing.',
  unavailable: 'The server cannot do this at the moment.',
};
