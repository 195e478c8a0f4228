import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';

/** An HTTP answer to a handshake that leads to no WebSocket. */
export interface UpgradeAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
  /** When to try again (ms), where that is known. */
  readonly retryAfterMs?: number | undefined;
}

/** Answers a WebSocket handshake by plain HTTP and closes the socket. Never throws, whatever became of the socket. */
export function answerUpgrade(socket: Duplex, answer: UpgradeAnswer): void {
  socket.on('error', destroy);
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const { status, contentType, body, retryAfterMs } = answer;
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    'Connection: close',
    `Content-Type: ${contentType}; charset=utf-8`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Cache-Control: no-store',
    'Sec-WebSocket-Version: 13',
    ...(retryAfterMs === undefined ? [] : [`Retry-After: ${Math.ceil(retryAfterMs / 1000)}`]),
  ];
  socket.once('finish', destroy);
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

function destroy(this: Duplex): void {
  this.destroy();
}
