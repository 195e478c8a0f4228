import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { WebSocket } from 'ws';

export interface RawClient {
  readonly socket: WebSocket;
  send(data: string | Buffer): void;
  /** The next text message, in order of arrival. Rejects when the connection closes instead. */
  next(): Promise<string>;
  /** Resolves with close code and reason. */
  readonly closed: Promise<{ code: number; reason: string }>;
}

/** A WebSocket client that shows what comes in, message by message. */
export async function rawClient(url: string, headers: Record<string, string> = {}): Promise<RawClient> {
  const socket = new WebSocket(url, { headers });
  const arrived: string[] = [];
  const waiting: Array<{ resolve: (text: string) => void; reject: (error: Error) => void }> = [];
  let isClosed = false;
  socket.on('message', (data) => {
    const text = String(data);
    const waiter = waiting.shift();
    if (waiter) waiter.resolve(text);
    else arrived.push(text);
  });
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.on('close', (code, reason) => {
      isClosed = true;
      for (const { reject } of waiting) reject(new Error(`closed with ${code} ${reason}`));
      resolve({ code, reason: reason.toString() });
    });
  });
  await once(socket, 'open');
  socket.on('error', () => socket.terminate());
  return {
    socket,
    closed,
    send: (data) => socket.send(data),
    next() {
      const text = arrived.shift();
      if (text !== undefined) return Promise.resolve(text);
      if (isClosed) return Promise.reject(new Error('closed'));
      return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
    },
  };
}

/** A TCP connection that has done the WebSocket handshake and reads nothing after it. */
export async function deafClient(port: number, path = '/'): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => socket.destroy());
  await once(socket, 'connect');
  socket.write(
    `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
      'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
  );
  await once(socket, 'readable');
  socket.read();
  return socket;
}

/** A text message as a client frames it; masked with zeros, which leaves it readable. */
export function clientFrame(text: string, { fin = true, opcode = 1 } = {}): Buffer {
  const payload = Buffer.from(text);
  if (payload.length > 125) throw new RangeError('Only for short messages.');
  return Buffer.concat([Buffer.of((fin ? 0x80 : 0) | opcode, 0x80 | payload.length, 0, 0, 0, 0), payload]);
}
