import { once } from 'node:events';
import { type ClientOptions, WebSocket } from 'ws';
import type { Entrance, Session } from '../../src/core/session/session.ts';
import { APP_KEY, type TestServer } from '../harness/test-server.ts';

const PROBE = '{"source":"latency"}';
const INVALID_JSON = '{"data":"INVALID_JSON","source":"server"}';

export interface Credentials {
  readonly metadata?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly path?: string;
  readonly socket?: ClientOptions;
}

interface Arrived {
  readonly text: string;
  readonly isBinary: boolean;
}

/** A client of the protocol, spoken by hand on a plain WebSocket. */
export class SocketLinkClient implements Disposable {
  /** Resolves with close code and reason. */
  readonly closed: Promise<{ code: number; reason: string }>;
  readonly uid: string;
  readonly socket: WebSocket;
  readonly #server: TestServer;
  readonly #arrived: Arrived[] = [];
  readonly #waiting: Array<(frame: Arrived) => void> = [];

  private constructor(server: TestServer, uid: string, socket: WebSocket) {
    this.#server = server;
    this.uid = uid;
    this.socket = socket;
    socket.on('message', (data, isBinary) => {
      const frame = { text: String(data), isBinary };
      const waiter = this.#waiting.shift();
      if (waiter) waiter(frame);
      else this.#arrived.push(frame);
    });
    this.closed = new Promise((resolve) => {
      socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() }));
    });
    // A connection that is cut off closes, which is where it is noticed.
    socket.on('error', () => {});
  }

  static async connect(
    server: TestServer,
    uid: string,
    { metadata, headers = {}, path = '/', socket: options = {} }: Credentials = {},
  ): Promise<SocketLinkClient> {
    const shown = metadata === undefined ? {} : { metadata };
    const socket = new WebSocket(`${server.wsUrl}${path}`, {
      headers: { 'api-key': APP_KEY, ...asUtf8({ uid, ...shown }), ...headers },
      perMessageDeflate: false,
      ...options,
    });
    const client = new SocketLinkClient(server, uid, socket);
    await once(socket, 'open');
    return client;
  }

  /** The same by the query alone, as a browser would. */
  static async fromBrowser(
    server: TestServer,
    query: Readonly<Record<string, string>>,
  ): Promise<SocketLinkClient> {
    const socket = new WebSocket(`${server.wsUrl}/?${new URLSearchParams(query)}`);
    const client = new SocketLinkClient(server, query.uid ?? '', socket);
    await once(socket, 'open');
    return client;
  }

  get session(): Session {
    const sessions = [...this.#server.running.core.sessions.ofUser('default', this.uid)];
    const session = sessions.find(({ protocol }) => protocol === 'socketlink');
    if (!session) throw new Error(`${this.uid} is not connected.`);
    return session;
  }

  get entrance(): Entrance {
    const { entrance } = this.session.link;
    if (!entrance) throw new Error('The connection has no entrance.');
    return entrance;
  }

  /** Enters rooms, and takes the frames that say so. */
  async enter(...rids: string[]): Promise<this> {
    for (const rid of rids) {
      await this.entrance.enter(rid);
      const frame = await this.next();
      if (!isAbout(frame, 'CONNECTED_TO_ROOM')) throw new Error(`Not let in: ${JSON.stringify(frame)}`);
    }
    return this;
  }

  send(message: string, rid: string): void {
    this.socket.send(JSON.stringify({ message, rid }));
  }

  /** Sends something that need not be a message. */
  raw(data: string | Buffer): void {
    this.socket.send(data);
  }

  /** The next frame, in order of arrival. */
  async next(): Promise<unknown> {
    return JSON.parse((await this.nextFrame()).text);
  }

  /** The next frame that does not merely ask how long the way is. */
  async nextSaid(): Promise<unknown> {
    const { text } = await this.nextFrame();
    return text === PROBE ? this.nextSaid() : JSON.parse(text);
  }

  nextFrame(): Promise<Arrived> {
    const frame = this.#arrived.shift();
    if (frame) return Promise.resolve(frame);
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** All that was sent until now, as far as nobody took it yet. */
  async heard(): Promise<unknown[]> {
    this.raw('?');
    const frames: unknown[] = [];
    for (;;) {
      const { text } = await this.nextFrame();
      if (text === INVALID_JSON) return frames;
      frames.push(JSON.parse(text));
    }
  }

  [Symbol.dispose](): void {
    this.socket.terminate();
  }
}

/** Headers as a client sends them that writes UTF-8: Node writes one byte for each character. */
function asUtf8(headers: Readonly<Record<string, string>>): Record<string, string> {
  const encoded = Object.entries(headers).map(([name, value]) => [
    name,
    Buffer.from(value).toString('latin1'),
  ]);
  return Object.fromEntries(encoded);
}

/** Whether a frame of the server says this word. */
export function isAbout(frame: unknown, word: string): boolean {
  return typeof frame === 'object' && frame !== null && 'data' in frame && frame.data === word;
}
