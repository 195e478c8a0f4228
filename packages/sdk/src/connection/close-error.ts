import { isRecord, type RetryHint, readDelay } from '../errors/error-report.ts';
import { clientError, ParleyError } from '../errors/parley-error.ts';

/** Parley's WebSocket close codes, and what each asks of a client. */
const CLOSE_CODES: ReadonlyMap<number, { code: string; retry: RetryHint; message: string }> = new Map([
  [
    4001,
    { code: 'unauthenticated', retry: 'never', message: 'The server does not accept the key or token.' },
  ],
  [4003, { code: 'forbidden', retry: 'never', message: 'The server does not let this client in.' }],
  [4009, { code: 'token_expired', retry: 'refresh', message: 'The token expired.' }],
  [
    4013,
    {
      code: 'slow_consumer',
      retry: 'reconnect',
      message: 'This client read more slowly than its channels speak.',
    },
  ],
  [4014, { code: 'draining', retry: 'reconnect', message: 'The server is going down.' }],
  [4015, { code: 'kicked', retry: 'reconnect', message: 'An administrator ended the connection.' }],
  [4029, { code: 'too_many_connections', retry: 'later', message: 'The server has too many connections.' }],
]);

/**
 * Why a socket ended, from its close frame: the code says what to do, the reason (JSON) may name a more exact code and
 * how long to wait. Anything else counts as a lost connection.
 */
export function closeError(code: number, reason: string): ParleyError {
  const known = CLOSE_CODES.get(code);
  if (!known)
    return clientError('disconnected', `The connection ended (${code}${reason ? `: ${reason}` : ''}).`);
  const detail = readReason(reason);
  return new ParleyError({
    code: typeof detail.code === 'string' ? detail.code : known.code,
    message: known.message,
    retry: known.retry,
    fix: '',
    retryAfterMs: readDelay(detail.retryAfterMs),
  });
}

function readReason(reason: string): Record<string, unknown> {
  try {
    const detail: unknown = JSON.parse(reason);
    return isRecord(detail) ? detail : {};
  } catch {
    return {};
  }
}
