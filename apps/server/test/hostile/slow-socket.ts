import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { WebSocket } from 'ws';

/** A native connection that follows a channel and then reads as little as it likes. */
export class SlowSocket implements Disposable {
  /** Numbers of the events that came, as their data says. */
  readonly numbers: number[] = [];
  /** Where the last complete item lay: what it would resume from. */
  position = '';
  /** Resolves with the close code when the connection is over. */
  readonly closed: Promise<number>;
  readonly #socket: WebSocket;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    this.closed = new Promise((resolve) => socket.once('close', (code) => resolve(code)));
    socket.on('message', (data) => this.#take(String(data)));
    // A reset is one way in which a server gives up a reader; the close tells.
    socket.on('error', () => {});
  }

  /** @param id of the subscription: readers with different ones share no frames. */
  static async follow(
    wsUrl: string,
    params: Readonly<Record<string, string>>,
    channel: string,
    id: string,
  ): Promise<SlowSocket> {
    const socket = new WebSocket(`${wsUrl}/trpc?connectionParams=1`, { perMessageDeflate: false });
    const slow = new SlowSocket(socket);
    await once(socket, 'open');
    socket.send(JSON.stringify({ method: 'connectionParams', data: params }));
    const call = { path: 'channels.subscribe', input: { json: { channel } } };
    socket.send(JSON.stringify({ id, method: 'subscription', params: call }));
    while (slow.position === '') await once(socket, 'message');
    return slow;
  }

  /** Stops reading: what the server sends piles up, first in the operating system, then in the server. */
  stall(): void {
    this.#socket.pause();
  }

  read(): void {
    this.#socket.resume();
  }

  [Symbol.dispose](): void {
    this.#socket.terminate();
  }

  #take(text: string): void {
    const message: unknown = JSON.parse(text);
    const position = /"id":"([^"]+:\d+)"\}\}$/.exec(text)?.[1];
    if (position !== undefined) this.position = position;
    const number = /"data":\[(\d+),/.exec(text)?.[1];
    if (number !== undefined && typeof message === 'object') this.numbers.push(Number(number));
  }
}

/**
 * A client of the event stream that takes one byte each time it is asked to, and leaves the rest to the operating
 * system.
 */
export async function byteByByte(url: URL): Promise<{ socket: Socket; takeOne: () => void }> {
  const socket = connect({
    ...{ host: url.hostname, port: Number(url.port) },
    onread: { buffer: Buffer.alloc(1), callback: () => false },
  });
  socket.on('error', () => {});
  await once(socket, 'connect');
  socket.write(`GET ${url.pathname}${url.search} HTTP/1.1\r\nHost: ${url.host}\r\n\r\n`);
  return { socket, takeOne: () => void socket.resume() };
}
