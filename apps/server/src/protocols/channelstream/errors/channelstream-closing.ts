import type { ErrorCode } from '../../../core/errors/error-codes.ts';
import type { ClosingForm } from '../../../wire/closing-form.ts';

/**
 * How this protocol closes a WebSocket. Its clients look at no code: after any close they wait some seconds, longer each
 * time, and ask their own web app to connect them anew, which gives them a new connection or says no. So no code does harm, and
 * each says what happened in the terms of WebSocket itself, for people and for other clients: 1000 it was ended as it
 * should be, or there is no such connection (as in the original); 1001 this server goes down; 1008 coming again as you are is of no
 * use; 1011 a fault of the server; 1013 come again later.
 */
export const channelstreamClosing: ClosingForm = ({ code, message }) => ({
  code: CLOSE_CODES[code],
  reason: message,
});

const CLOSE_CODES: Readonly<Record<ErrorCode, number>> = {
  kicked: 1000,
  conflict: 1000,
  not_found: 1000,
  draining: 1001,
  unauthenticated: 1008,
  token_expired: 1008,
  forbidden: 1008,
  banned: 1008,
  muted: 1008,
  bad_request: 1008,
  bad_position: 1008,
  method_not_allowed: 1008,
  unsupported_media_type: 1008,
  payload_too_large: 1008,
  too_many_subscriptions: 1008,
  internal: 1011,
  too_many_connections: 1013,
  rate_limited: 1013,
  messaging_disabled: 1013,
  slow_consumer: 1013,
  unavailable: 1013,
};
