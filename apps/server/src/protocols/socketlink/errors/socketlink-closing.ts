import { ERROR_CODES, type ErrorCode } from '../../../core/errors/error-codes.ts';
import { ParleyError } from '../../../core/errors/parley-error.ts';
import type { ClosingForm, WebSocketClosing } from '../../../wire/closing-form.ts';

const PLEASE_RECONNECT = 'please reconnect';

/** A connection is as old as its app allows. */
export const LIFETIME_OVER = new ParleyError('kicked', 'The connection is as old as the app allows.');

/**
 * How this protocol closes. 1000 `please reconnect` and the reason of a ban are the original's; the other codes are the
 * registered ones, and their reasons one word or a few.
 */
export const socketlinkClosing: ClosingForm = ({ code }: ParleyError) =>
  CLOSINGS[code] ?? closingByRetry(code);

const CLOSINGS: Partial<Record<ErrorCode, WebSocketClosing>> = {
  banned: { code: 1008, reason: '{"data":"YOU_HAVE_BEEN_BANNED", "source":"admin"}' },
  unauthenticated: { code: 1008, reason: 'INVALID_API_KEY' },
  token_expired: { code: 1008, reason: 'TOKEN_EXPIRED' },
  kicked: { code: 1000, reason: PLEASE_RECONNECT },
  draining: { code: 1012, reason: PLEASE_RECONNECT },
  payload_too_large: { code: 1009, reason: 'MESSAGE_SIZE_EXCEEDED' },
  slow_consumer: { code: 1013, reason: 'too slow, please reconnect' },
  too_many_connections: { code: 1013, reason: 'MAX_CONNECTION_LIMIT_REACHED' },
  internal: { code: 1011, reason: 'Internal server error!' },
};

/** Codes that are not meant to end connections, should one do so. */
function closingByRetry(code: ErrorCode): WebSocketClosing {
  switch (ERROR_CODES[code].retry) {
    case 'never':
    case 'refresh':
      return { code: 1008, reason: code };
    case 'later':
    case 'reconnect':
      return { code: 1013, reason: PLEASE_RECONNECT };
  }
}
