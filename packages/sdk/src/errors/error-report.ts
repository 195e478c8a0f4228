/** What a program should do about an error. */
export type RetryHint = 'never' | 'later' | 'reconnect' | 'refresh';

/** Why a request was refused, in the one form in which the server says it. */
export interface ErrorReport {
  readonly code: string;
  readonly message: string;
  readonly retry: RetryHint;
  readonly fix: string;
  readonly retryAfterMs?: number | undefined;
  /** What exactly was refused, where the code says it only roughly: chat's own table. */
  readonly reason?: string | undefined;
}

/** Reads a report from whatever the wire carried; null if it is none. */
export function readErrorReport(value: unknown): ErrorReport | null {
  if (!isRecord(value) || typeof value.code !== 'string') return null;
  return {
    code: value.code,
    message: typeof value.message === 'string' ? value.message : value.code,
    retry: isRetryHint(value.retry) ? value.retry : 'never',
    fix: typeof value.fix === 'string' ? value.fix : '',
    retryAfterMs: readDelay(value.retryAfterMs),
    reason: typeof value.reason === 'string' ? value.reason : undefined,
  };
}

/**
 * Reads a tRPC error shape. One without a report comes from a fault before Parley's own error handling (or from another
 * tRPC server): its HTTP status decides whether repeating helps.
 */
export function readErrorShape(shape: unknown): ErrorReport {
  const data = isRecord(shape) && isRecord(shape.data) ? shape.data : {};
  const report = readErrorReport(data.parley);
  if (report) return report;
  const status = typeof data.httpStatus === 'number' ? data.httpStatus : 500;
  const message = isRecord(shape) && typeof shape.message === 'string' ? shape.message : 'The server failed.';
  if (status === 429) return { code: 'rate_limited', message, retry: 'later', fix: '' };
  if (status >= 500) return { code: 'internal', message, retry: 'later', fix: '' };
  return { code: status === 401 ? 'unauthenticated' : 'bad_request', message, retry: 'never', fix: '' };
}

/** A delay in ms as it comes from outside: a finite number that is not negative, or nothing. */
export function readDelay(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isRetryHint(value: unknown): value is RetryHint {
  return value === 'never' || value === 'later' || value === 'reconnect' || value === 'refresh';
}
