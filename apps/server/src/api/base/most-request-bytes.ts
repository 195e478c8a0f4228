import { isBackend } from '../../core/access/principal.ts';
import { ParleyError } from '../../core/errors/parley-error.ts';
import { ApiContext } from './api-context.ts';

/** The largest request or message there is, in bytes: a backend's. */
export const BACKEND_BYTES = 8_388_608;
const CLIENT_BYTES = 1_048_576;

/**
 * How large a request or a message of this caller may be, in bytes. Reading JSON stops the server for everybody, and the
 * keys of clients are public: a stranger gets no more of its time than one event needs.
 *
 * @param context of the call; null: nobody knows yet whose it is.
 */
export function mostRequestBytes(context: unknown): number {
  if (!(context instanceof ApiContext) || context.actor === null) return CLIENT_BYTES;
  const { app, principal } = context.actor;
  if (isBackend(principal)) return BACKEND_BYTES;
  return Math.max(CLIENT_BYTES, 2 * app.settings.limits.bodyBytes);
}

/** Throws `payload_too_large`. */
export function requireFitting(bytes: number, context: unknown): void {
  const most = mostRequestBytes(context);
  if (bytes <= most) return;
  throw new ParleyError('payload_too_large', `The request has ${bytes} bytes; this caller may send ${most}.`);
}
