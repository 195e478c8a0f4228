import { connect, type Socket } from 'node:net';
import { clientFrame } from './client-frame.ts';
import type { Conversation } from './conversation.ts';
import { FrameScanner, type FrameVisitor } from './frame-scanner.ts';

/** Called for each message once the connection is ready; `end` may lie beyond what has come, see `FrameVisitor`. */
export type OnMessage = (chunk: Buffer, start: number, end: number, isWhole: boolean) => void;

export interface RawSocketOptions {
  readonly port: number;
  readonly conversation: Conversation;
  readonly onMessage: OnMessage;
  /** The connection ended after it was ready, and not by {@link RawSocket.close}. */
  readonly onLost: () => void;
}

/** All sockets of the process read into the same memory: what was read is looked at before anything else is read. */
const READ_INTO = Buffer.allocUnsafeSlow(256 * 1024);
const HANDSHAKE_END = '\r\n\r\n';
const [TEXT, CLOSE, PING, PONG_FRAME] = [0x1, 0x8, 0x9, 0x8a];

/**
 * A WebSocket client that costs next to nothing: the handshake by hand, and messages counted, not parsed. Resolves the
 * opening when the server follows the conversation up to `ready`.
 */
export class RawSocket implements FrameVisitor {
  readonly #options: RawSocketOptions;
  readonly #socket: Socket;
  readonly #scanner = new FrameScanner(this);
  readonly #opening: { resolve(): void; reject(cause: Error): void };
  #stage: 'handshake' | 'opening' | 'ready' | 'closed' = 'handshake';
  /** What came before the connection was ready and is not understood yet. */
  #early = Buffer.alloc(0);

  static open(options: RawSocketOptions): Promise<RawSocket> {
    return new Promise((resolve, reject) => {
      const socket: RawSocket = new RawSocket(options, { resolve: () => resolve(socket), reject });
    });
  }

  private constructor(options: RawSocketOptions, opening: { resolve(): void; reject(cause: Error): void }) {
    this.#options = options;
    this.#opening = opening;
    this.#socket = connect({
      port: options.port,
      host: '127.0.0.1',
      noDelay: true,
      onread: {
        buffer: READ_INTO,
        callback: (length) => {
          this.#read(length);
          return true;
        },
      },
    });
    this.#socket.once('connect', () => this.#socket.write(handshake(options.conversation.path)));
    this.#socket.once('error', (cause) => this.#end(cause));
    this.#socket.once('close', () => this.#end(new Error('The server closed the connection.')));
  }

  send(text: string): void {
    this.#socket.write(clientFrame(text));
  }

  close(): void {
    this.#stage = 'closed';
    this.#socket.destroy();
  }

  message(chunk: Buffer, start: number, end: number, isWhole: boolean): void {
    this.#options.onMessage(chunk, start, end, isWhole);
  }

  short(opcode: number, payload: Buffer): void {
    if (opcode === PING) this.#socket.write(clientFrame(payload.toString(), PONG_FRAME));
    else if (opcode === CLOSE) this.#socket.end();
    else if (opcode === TEXT) {
      const answer = this.#options.conversation.keepAlive(payload.toString());
      if (answer !== null) this.send(answer);
      else this.#options.onMessage(payload, 0, payload.length, true);
    }
  }

  #read(length: number): void {
    if (this.#stage === 'ready') this.#scanner.scan(READ_INTO, length);
    else if (this.#stage !== 'closed') this.#readEarly(READ_INTO.subarray(0, length));
  }

  #readEarly(chunk: Buffer): void {
    this.#early = Buffer.concat([this.#early, chunk]);
    try {
      if (this.#stage === 'handshake') this.#readHandshake();
      if (this.#stage === 'opening') this.#readOpening();
    } catch (cause) {
      this.#end(cause instanceof Error ? cause : new Error(String(cause)));
    }
  }

  #readHandshake(): void {
    const end = this.#early.indexOf(HANDSHAKE_END);
    if (end === -1) return;
    const head = this.#early.toString('latin1', 0, end);
    if (!head.startsWith('HTTP/1.1 101'))
      throw new Error(`The handshake was refused: ${head.split('\r\n')[0]}`);
    this.#early = this.#early.subarray(end + HANDSHAKE_END.length);
    this.#stage = 'opening';
    for (const text of this.#options.conversation.opening) this.send(text);
  }

  #readOpening(): void {
    for (let text = this.#takeText(); text !== null; text = this.#takeText()) {
      const hearing = this.#options.conversation.hear(text);
      if (hearing === 'wait') continue;
      if (hearing !== 'ready') {
        this.send(hearing.say);
        continue;
      }
      this.#stage = 'ready';
      const rest = this.#early;
      this.#early = Buffer.alloc(0);
      this.#scanner.scan(rest, rest.length);
      this.#opening.resolve();
      return;
    }
  }

  /** The next whole frame's payload, or null. Openings fit in frames of less than 64 KiB. */
  #takeText(): string | null {
    const early = this.#early;
    const code = early[1];
    if (code === undefined) return null;
    const isLong = code === 126;
    const start = isLong ? 4 : 2;
    if (code > 126) throw new Error('The server began with a frame of an unexpected length.');
    if (early.length < start) return null;
    const end = start + (isLong ? early.readUInt16BE(2) : code);
    if (early.length < end) return null;
    this.#early = early.subarray(end);
    return early.toString('utf8', start, end);
  }

  #end(cause: Error): void {
    const stage = this.#stage;
    if (stage === 'closed') return;
    this.close();
    if (stage === 'ready') this.#options.onLost();
    else this.#opening.reject(cause);
  }
}

function handshake(path: string): string {
  return [
    `GET ${path} HTTP/1.1`,
    'Host: 127.0.0.1',
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: cGFybGV5IGJlbmNobWFyaw==',
    '',
    '',
  ].join('\r\n');
}
