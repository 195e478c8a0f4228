import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** Leaves without a word: by a reset, by closing its end, or not at all. */
export type Leaving = 'reset' | 'end' | 'vanish';

/** A client that speaks HTTP and WebSocket by hand, and only as far as it likes. */
export class RudeClient {
  readonly #socket: Socket;
  #received = '';

  private constructor(socket: Socket) {
    this.#socket = socket;
    // Being cut off is what such clients are for.
    socket.on('error', () => {});
    socket.on('data', (data: Buffer) => {
      this.#received = (this.#received + data.toString('latin1')).slice(-KEPT);
    });
  }

  static async connect(url: string): Promise<RudeClient> {
    const { hostname, port } = new URL(url);
    const client = new RudeClient(connect(Number(port), hostname));
    await once(client.#socket, 'connect');
    return client;
  }

  /** Begins a handshake and does not finish it. */
  beginHandshake(): void {
    this.#socket.write('GET /trpc?connectionParams=1 HTTP/1.1\r\nHost: parley\r\nUpgrade: webso');
  }

  /** @param path of a protocol that speaks WebSocket; default: the native one. */
  async handshake(path = '/trpc?connectionParams=1'): Promise<void> {
    this.#socket.write(
      `GET ${path} HTTP/1.1\r\nHost: parley\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
        'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
    );
    await this.#until('\r\n\r\n');
  }

  /** Resolves when the subscription has begun. */
  async follow(params: object, channel: string): Promise<void> {
    const call = { path: 'channels.subscribe', input: { json: { channel, presence: { rude: true } } } };
    this.#socket.write(textFrame({ method: 'connectionParams', data: params }));
    this.#socket.write(textFrame({ id: 1, method: 'subscription', params: call }));
    await this.#until('"subscribed"');
  }

  /** Asks for something, and does not wait for the answer. */
  ask(path: string): void {
    this.#socket.write(`GET ${path} HTTP/1.1\r\nHost: parley\r\n\r\n`);
  }

  /** Begins an event stream. */
  async stream(path: string, headers: Readonly<Record<string, string>>): Promise<void> {
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    this.#socket.write(`GET ${path} HTTP/1.1\r\nHost: parley\r\n${lines.join('')}\r\n`);
    await this.#until('"subscribed"');
  }

  /** Sends bytes as they are, and no more after them. Resolves with all that came back once the connection is over. */
  async say(bytes: Buffer | string): Promise<string> {
    const closed = once(this.#socket, 'close');
    this.#socket.end(bytes);
    await closed;
    return this.#received;
  }

  leave(how: Leaving): void {
    if (how === 'reset') this.#socket.resetAndDestroy();
    else if (how === 'end') this.#socket.end();
    else this.#socket.pause();
  }

  /** Frees what is left of one that vanished. */
  async destroy(): Promise<void> {
    const closed = this.#socket.closed ? null : once(this.#socket, 'close');
    this.#socket.destroy();
    await closed;
  }

  async #until(text: string): Promise<void> {
    while (!this.#received.includes(text)) await once(this.#socket, 'data');
  }
}

const KEPT = 4096;

/** A masked text frame, as clients send them. A mask of zeros leaves the text as it is. */
function textFrame(message: object): Buffer {
  const text = Buffer.from(JSON.stringify(message));
  const length =
    text.length < 126
      ? Buffer.from([0x80 | text.length])
      : Buffer.from([0xfe, text.length >> 8, text.length & 0xff]);
  return Buffer.concat([Buffer.from([0x81]), length, Buffer.alloc(4), text]);
}
