/**
 * Every way in which Parley says no. The table is closed: each protocol maps these codes to its own form, and
 * nothing else ever reaches a client.
 *
 * - `status`: the HTTP status of the same refusal.
 * - `retry`: what a program should do. `never`: the same request will fail again. `later`: wait (the error's
 *   `retryAfterMs` says how long, where known) and repeat it. `reconnect`: the connection is over; open a new one
 *   and resume. `refresh`: fetch a new token, then repeat it.
 * - `fix`: what a person should do about it.
 */
export const ERROR_CODES = {
  bad_request: { status: 400, retry: 'never', fix: 'Correct the request as the message says.' },
  bad_position: {
    status: 400,
    retry: 'never',
    fix: 'Pass a position exactly as the server sent it: "epoch:offset".',
  },
  unauthenticated: {
    status: 401,
    retry: 'never',
    fix: 'Send a valid key or token: the api-key header, a bearer token, or a client key.',
  },
  token_expired: { status: 401, retry: 'refresh', fix: 'Fetch a fresh token from your backend and repeat.' },
  forbidden: {
    status: 403,
    retry: 'never',
    fix: 'Ask for a token that grants this right on the channel, or use a key that has it.',
  },
  banned: {
    status: 403,
    retry: 'never',
    fix: 'The user is banned here; lift the ban or wait for its expiry.',
  },
  muted: {
    status: 403,
    retry: 'never',
    fix: 'The user is muted here; lift the mute or wait for its expiry.',
  },
  messaging_disabled: {
    status: 403,
    retry: 'later',
    fix: 'Messaging is switched off for this app; switch it on again in the dashboard or the admin API.',
  },
  not_found: {
    status: 404,
    retry: 'never',
    fix: 'Check the name or id; it does not exist or is not visible with this key.',
  },
  method_not_allowed: { status: 405, retry: 'never', fix: 'Use one of the methods in the Allow header.' },
  conflict: { status: 409, retry: 'never', fix: 'Read the current state and decide again.' },
  payload_too_large: {
    status: 413,
    retry: 'never',
    fix: 'Send less at a time, or raise the limit in the app settings.',
  },
  unsupported_media_type: {
    status: 415,
    retry: 'never',
    fix: 'Send the content type that the API document names.',
  },
  rate_limited: { status: 429, retry: 'later', fix: 'Slow down; the limit is part of the app settings.' },
  too_many_connections: {
    status: 429,
    retry: 'later',
    fix: 'Close unused connections, or raise the limit in the app settings.',
  },
  too_many_subscriptions: {
    status: 429,
    retry: 'never',
    fix: 'Unsubscribe from something first, or raise the limit in the app settings.',
  },
  internal: { status: 500, retry: 'later', fix: 'This is a fault of the server; its log has the cause.' },
  slow_consumer: {
    status: 503,
    retry: 'reconnect',
    fix: 'The client reads more slowly than its channels speak; reconnect and resume.',
  },
  kicked: {
    status: 403,
    retry: 'reconnect',
    fix: 'An administrator ended the connection; it may be opened again.',
  },
  draining: {
    status: 503,
    retry: 'reconnect',
    fix: 'This server is going down; reconnect, another takes over.',
  },
  unavailable: {
    status: 503,
    retry: 'later',
    fix: 'A part the server needs, such as its database, is unreachable.',
  },
} as const satisfies Record<string, { status: number; retry: RetryHint; fix: string }>;

export type RetryHint = 'never' | 'later' | 'reconnect' | 'refresh';
export type ErrorCode = keyof typeof ERROR_CODES;
