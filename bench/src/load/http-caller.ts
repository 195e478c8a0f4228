import { connect, type Socket } from 'node:net';

export interface HttpCallerOptions {
  readonly port: number;
  /** The next request, whole. */
  request(): string;
  /** An answer came in full. */
  answered(status: number): void;
  lost(): void;
}

const HEAD_END = '\r\n\r\n';
const STATUS = /^HTTP\/1\.1 (\d{3})/;
const LENGTH = /\r\ncontent-length: *(\d+)/i;

/**
 * A backend that calls over one HTTP connection: sends a request, waits for the answer, sends the next. By hand, since an
 * HTTP client costs as much as a server. Knows answers that say their length, as those of all measured servers do.
 */
export class HttpCaller {
  readonly #options: HttpCallerOptions;
  readonly #socket: Socket;
  #received = '';
  #isClosed = false;

  constructor(options: HttpCallerOptions) {
    this.#options = options;
    this.#socket = connect({ port: options.port, host: '127.0.0.1', noDelay: true });
    this.#socket.setEncoding('latin1');
    this.#socket.on('data', (text: string) => this.#read(text));
    this.#socket.once('connect', () => this.#call());
    // What fails also closes.
    this.#socket.on('error', () => {});
    this.#socket.once('close', () => {
      if (!this.#isClosed) options.lost();
    });
  }

  close(): void {
    this.#isClosed = true;
    this.#socket.destroy();
  }

  #call(): void {
    this.#socket.write(this.#options.request());
  }

  #read(text: string): void {
    this.#received += text;
    const headEnd = this.#received.indexOf(HEAD_END);
    if (headEnd === -1) return;
    const head = this.#received.slice(0, headEnd);
    const end = headEnd + HEAD_END.length + Number(LENGTH.exec(head)?.[1] ?? 0);
    if (this.#received.length < end) return;
    this.#received = this.#received.slice(end);
    this.#options.answered(Number(STATUS.exec(head)?.[1]));
    if (!this.#isClosed) this.#call();
  }
}
