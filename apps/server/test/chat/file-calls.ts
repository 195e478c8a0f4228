import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** Bytes that differ along the way, so that a part in the wrong place shows. */
export function someBytes(count: number): Buffer {
  const bytes = Buffer.alloc(count);
  for (let at = 0; at + 4 <= count; at += 4) bytes.writeUInt32LE(at, at);
  return bytes;
}

export function upload(url: string, body: Buffer, contentType?: string): Promise<Response> {
  const headers = contentType === undefined ? undefined : { 'content-type': contentType };
  return fetch(url, { method: 'PUT', body, ...(headers && { headers }) });
}

/** A body without a length beforehand: it goes out in chunks. */
export function uploadInChunks(url: string, parts: readonly Buffer[]): Promise<Response> {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const part of parts) controller.enqueue(part);
      controller.close();
    },
  });
  const init: RequestInit & { duplex: 'half' } = { method: 'PUT', body, duplex: 'half' };
  return fetch(url, init);
}

/** An HTTP request written by hand, as slowly as one likes. */
export interface SlowRequest extends Disposable {
  readonly socket: Socket;
  send(part: string): void;
  /** What was answered when the server has closed the connection. */
  readonly closed: Promise<string>;
  /** The first part of the answer. */
  readonly answered: Promise<string>;
}

export async function slowRequest(
  url: string,
  { method, headers }: { method: string; headers: Readonly<Record<string, string>> },
): Promise<SlowRequest> {
  const { hostname, port, pathname, search } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port) });
  let heard = '';
  socket.setEncoding('utf8');
  socket.on('data', (part) => {
    heard += String(part);
  });
  // It may be reset; that it is closed is what counts.
  socket.on('error', () => undefined);
  const answered = once(socket, 'data').then(([part]) => String(part));
  answered.catch(() => undefined);
  const closed = once(socket, 'close').then(() => heard);
  await once(socket, 'connect');
  const lines = Object.entries({ host: `${hostname}:${port}`, ...headers }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  socket.write(`${method} ${pathname}${search} HTTP/1.1\r\n${lines.join('')}\r\n`);
  return {
    socket,
    send: (part) => void socket.write(part),
    closed,
    answered,
    [Symbol.dispose]: () => void socket.destroy(),
  };
}
