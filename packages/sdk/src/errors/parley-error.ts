import type { ErrorReport, RetryHint } from './error-report.ts';

/** Why the SDK itself, rather than the server, could not do what it was asked. */
export type ClientErrorCode =
  /** The caller's `AbortSignal` was triggered. */
  | 'aborted'
  /** This client was closed. */
  | 'closed'
  /** The connection was lost, or there is none and the call cannot wait for one. */
  | 'disconnected'
  /** The data does not fit the channel's schema. Nothing was sent. */
  | 'invalid_data'
  /** The outbox holds as many messages as it may. Nothing was queued. */
  | 'outbox_full'
  /** The platform offers no WebSocket, or the other side does not speak Parley. */
  | 'protocol'
  /** The caller's own time limit passed. */
  | 'timeout'
  /** The token callback threw. */
  | 'token_failed';

/** A code of the server's closed table, as it stood when this SDK was built. */
export type ServerErrorCode =
  | 'bad_request'
  | 'bad_position'
  | 'unauthenticated'
  | 'token_expired'
  | 'forbidden'
  | 'banned'
  | 'muted'
  | 'messaging_disabled'
  | 'not_found'
  | 'method_not_allowed'
  | 'conflict'
  | 'payload_too_large'
  | 'unsupported_media_type'
  | 'rate_limited'
  | 'too_many_connections'
  | 'too_many_subscriptions'
  | 'internal'
  | 'slow_consumer'
  | 'kicked'
  | 'draining'
  | 'unavailable';

/** Any code; a newer server may know some that this SDK does not. */
export type ParleyErrorCode = ServerErrorCode | ClientErrorCode | (string & {});

/**
 * The one error class of the SDK.
 *
 * @example
 * ```ts
 * try {
 *   await channel.publish('message', { text: 'hi' });
 * } catch (error) {
 *   if (error instanceof ParleyError && error.code === 'muted') showMutedNotice(error.fix);
 *   else throw error;
 * }
 * ```
 */
export class ParleyError extends Error {
  override readonly name = 'ParleyError';
  readonly code: ParleyErrorCode;
  /** What a program should do: nothing (`never`), repeat it `later`, `reconnect` first, or `refresh` the token first. */
  readonly retry: RetryHint;
  /** What a person should do about it; empty where there is no more to say than the message. */
  readonly fix: string;
  /** How long to wait before repeating it, in ms, where the server said so. */
  readonly retryAfterMs: number | undefined;
  /** What exactly was refused, where `code` says it only roughly, such as `blocked` or `not_author` in chat. */
  readonly reason: string | undefined;

  constructor(report: ErrorReport, options?: ErrorOptions) {
    super(report.message, options);
    this.code = report.code;
    this.retry = report.retry;
    this.fix = report.fix;
    this.retryAfterMs = report.retryAfterMs;
    this.reason = report.reason;
  }
}

const CLIENT_RETRY: Record<ClientErrorCode, RetryHint> = {
  aborted: 'never',
  closed: 'never',
  disconnected: 'reconnect',
  invalid_data: 'never',
  outbox_full: 'later',
  protocol: 'never',
  timeout: 'later',
  token_failed: 'later',
};

/** An error that arose in the SDK. */
export function clientError(code: ClientErrorCode, message: string, cause?: unknown): ParleyError {
  return new ParleyError(
    { code, message, retry: CLIENT_RETRY[code], fix: '' },
    cause === undefined ? undefined : { cause },
  );
}
