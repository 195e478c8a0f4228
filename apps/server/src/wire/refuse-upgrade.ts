import type { Duplex } from 'node:stream';
import type { ParleyError } from '../core/errors/parley-error.ts';
import { answerUpgrade } from './answer-upgrade.ts';

/**
 * Answers a WebSocket handshake with an HTTP refusal and closes the socket. Never throws, whatever became of the socket.
 *
 * @param body what the client reads, as a JSON value; the error's report unless the protocol has its own form.
 */
export function refuseUpgrade(
  socket: Duplex,
  error: ParleyError,
  body: unknown = { error: error.report() },
): void {
  answerUpgrade(socket, {
    status: error.status,
    contentType: 'application/json',
    body: JSON.stringify(body),
    retryAfterMs: error.retryAfterMs,
  });
}
