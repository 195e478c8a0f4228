import type { ErrorCode } from '../../../core/errors/error-codes.ts';

/**
 * The words that clients of this protocol know for what is refused, in `Error` of the envelope, each with its status, which is
 * also the envelope's `code`. `code` here is the same refusal among all protocols.
 */
export const ERROR_WORDS = {
  E_JSON: { status: 400, code: 'bad_request' },
  E_PARSE: { status: 400, code: 'bad_request' },
  E_CHANNEL: { status: 400, code: 'bad_request' },
  E_EVENT: { status: 400, code: 'bad_request' },
  E_BODY: { status: 400, code: 'bad_request' },
  E_SORT: { status: 400, code: 'bad_request' },
  E_LIMIT: { status: 400, code: 'bad_request' },
  E_NOT_SOCKET: { status: 400, code: 'bad_request' },
  E_KEY: { status: 401, code: 'unauthenticated' },
  E_FORBIDDEN: { status: 403, code: 'forbidden' },
  E_NOT_FOUND: { status: 404, code: 'not_found' },
  E_SIZE: { status: 413, code: 'payload_too_large' },
  E_RATE: { status: 429, code: 'rate_limited' },
  E_SERVER: { status: 500, code: 'internal' },
} as const satisfies Record<string, { status: number; code: ErrorCode }>;

export type ErrorWord = keyof typeof ERROR_WORDS;

/** The word for what the core refuses. */
export const WORD_OF: Readonly<Record<ErrorCode, ErrorWord>> = {
  bad_request: 'E_BODY',
  bad_position: 'E_BODY',
  conflict: 'E_BODY',
  unsupported_media_type: 'E_JSON',
  unauthenticated: 'E_KEY',
  token_expired: 'E_KEY',
  forbidden: 'E_FORBIDDEN',
  banned: 'E_FORBIDDEN',
  muted: 'E_FORBIDDEN',
  messaging_disabled: 'E_FORBIDDEN',
  kicked: 'E_FORBIDDEN',
  not_found: 'E_NOT_FOUND',
  method_not_allowed: 'E_NOT_FOUND',
  payload_too_large: 'E_SIZE',
  rate_limited: 'E_RATE',
  too_many_connections: 'E_RATE',
  too_many_subscriptions: 'E_RATE',
  internal: 'E_SERVER',
  slow_consumer: 'E_SERVER',
  draining: 'E_SERVER',
  unavailable: 'E_SERVER',
};
