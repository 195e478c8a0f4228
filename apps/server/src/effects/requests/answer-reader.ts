import type { IncomingMessage } from 'node:http';

const KEPT_CHARACTERS = 1000;
/** UTF-8 takes at most so many bytes for them. */
const KEPT_BYTES = KEPT_CHARACTERS * 3;
/** A longer answer is not read to its end: the connection is closed, which costs less than going on. */
const MAX_BYTES = 65_536;

/** The beginning of an answer's body, as text. What follows is thrown away as it comes. */
export class AnswerReader {
  readonly #message: IncomingMessage;
  readonly #kept: Buffer[] = [];
  #bytes = 0;

  constructor(message: IncomingMessage) {
    this.#message = message;
  }

  /** Resolves when the body has ended, broken off or grown beyond bounds: what there is of it then counts. */
  async read(): Promise<string> {
    const message = this.#message;
    await new Promise<void>((resolve) => {
      message.on('data', (chunk: Buffer) => {
        if (this.#bytes < KEPT_BYTES) this.#kept.push(chunk.subarray(0, KEPT_BYTES - this.#bytes));
        this.#bytes += chunk.length;
        if (this.#bytes > MAX_BYTES) message.destroy();
      });
      // The status is known by now, and it alone decides: a body that breaks off changes nothing.
      message.on('error', () => undefined);
      message.on('close', () => resolve());
      if (message.closed) resolve();
    });
    return excerpt(Buffer.concat(this.#kept).toString('utf8'));
  }
}

/** The first 1000 characters, of which every database can keep all. */
export function excerpt(text: string): string {
  const start = text.slice(0, KEPT_CHARACTERS).replaceAll('\0', '\u{fffd}');
  return /[\ud800-\udbff]$/.test(start) ? start.slice(0, -1) : start;
}
