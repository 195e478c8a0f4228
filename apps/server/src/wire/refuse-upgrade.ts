import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ParleyError } from '../core/errors/parley-error.ts';

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
  socket.on('error', destroy);
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const text = JSON.stringify(body);
  const head = [
    `HTTP/1.1 ${error.status} ${STATUS_CODES[error.status] ?? ''}`,
    'Connection: close',
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(text)}`,
    'Cache-Control: no-store',
    'Sec-WebSocket-Version: 13',
    ...retryAfter(error),
  ];
  socket.once('finish', destroy);
  socket.end(`${head.join('\r\n')}\r\n\r\n${text}`);
}

function retryAfter(error: ParleyError): string[] {
  return error.retryAfterMs === undefined ? [] : [`Retry-After: ${Math.ceil(error.retryAfterMs / 1000)}`];
}

function destroy(this: Duplex): void {
  this.destroy();
}
