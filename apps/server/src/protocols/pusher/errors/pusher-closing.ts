import type { ErrorCode } from '../../../core/errors/error-codes.ts';
import type { ParleyError } from '../../../core/errors/parley-error.ts';
import type { ClosingForm } from '../../../wire/closing-form.ts';
import { errorFrame } from '../codec/server-frames.ts';
import { PusherRefusal } from './pusher-refusal.ts';

/**
 * How this protocol closes: `pusher:error` with a code and a text, then the close frame with the same. The hundreds of
 * the code tell every client what to do: 40xx stay away, 41xx come back after a second or more, 42xx come back at once.
 */
export const pusherClosing: ClosingForm = (error: ParleyError) => {
  const code = error instanceof PusherRefusal ? error.pusherCode : CLOSE_CODES[error.code];
  return { code, reason: error.message, farewell: errorFrame({ code, message: error.message }) };
};

const CLOSE_CODES: Readonly<Record<ErrorCode, number>> = {
  unauthenticated: 4009,
  forbidden: 4009,
  banned: 4009,
  muted: 4009,
  kicked: 4009,
  conflict: 4009,
  bad_request: 4009,
  bad_position: 4009,
  method_not_allowed: 4009,
  unsupported_media_type: 4009,
  not_found: 4001,
  too_many_connections: 4004,
  payload_too_large: 4100,
  rate_limited: 4100,
  too_many_subscriptions: 4100,
  messaging_disabled: 4100,
  slow_consumer: 4100,
  internal: 4100,
  unavailable: 4100,
  // Whoever comes back gets what it needs signed anew.
  token_expired: 4200,
  draining: 4200,
};
