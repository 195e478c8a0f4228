import { ERROR_CODES, type ErrorCode } from '../../core/errors/error-codes.ts';
import type { ParleyError } from '../../core/errors/parley-error.ts';
import type { ClosingForm } from '../../wire/closing-form.ts';
import { textFrame } from '../../wire/server-frame.ts';

/** Tells a stock client to open its next connection while this one still serves it. */
const RECONNECT = textFrame('{"id":null,"method":"reconnect"}');

/**
 * How the native WebSocket closes. The code says what a client should do; the reason is JSON, `{"code","retryAfterMs"}`, the
 * latter only where known. 1009, 1011 and 1013 are the registered codes; those from 4000 are ours.
 */
export const trpcClosing: ClosingForm = (error: ParleyError) => {
  const reason = JSON.stringify({ code: error.code, retryAfterMs: error.retryAfterMs });
  const closing = { code: CLOSE_CODES[error.code] ?? closeCodeByRetry(error), reason };
  return error.code === 'draining' ? { ...closing, farewell: RECONNECT } : closing;
};

const CLOSE_CODES: Partial<Record<ErrorCode, number>> = {
  unauthenticated: 4001,
  forbidden: 4003,
  banned: 4003,
  token_expired: 4009,
  slow_consumer: 4013,
  draining: 4014,
  kicked: 4015,
  too_many_connections: 4029,
  too_many_subscriptions: 4029,
  rate_limited: 4029,
  payload_too_large: 1009,
  internal: 1011,
  unavailable: 1013,
};

/** Codes that are not meant to end connections, should one do so. */
function closeCodeByRetry(error: ParleyError): number {
  switch (ERROR_CODES[error.code].retry) {
    case 'never':
      return 4000;
    case 'refresh':
      return 4009;
    case 'later':
    case 'reconnect':
      return 1013;
  }
}
