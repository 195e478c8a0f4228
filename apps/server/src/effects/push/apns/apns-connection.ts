import {
  type ClientHttp2Session,
  type ClientHttp2Stream,
  connect,
  type OutgoingHttpHeaders,
} from 'node:http2';
import type { Timers } from '../../../runtime/timers.ts';

export interface ApnsResponse {
  readonly status: number;
  readonly body: string;
  readonly retryAfter: string | undefined;
}

export interface ApnsRequest {
  readonly headers: OutgoingHttpHeaders;
  readonly body: string;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** A longer answer is cut off: APNs says a few words. */
const MOST_CHARACTERS = 4000;

/** One HTTP/2 connection that all requests share, opened when one is needed and again when it was lost. */
export class ApnsConnection implements Disposable {
  readonly #origin: string;
  readonly #timers: Timers;
  #session: ClientHttp2Session | null = null;

  constructor(origin: string, timers: Timers) {
    this.#origin = origin;
    this.#timers = timers;
  }

  /** Rejects if no answer comes in time. Then the connection is taken for lost. */
  async post({ headers, body, timeoutMs, signal }: ApnsRequest): Promise<ApnsResponse> {
    signal.throwIfAborted();
    const session = this.#open();
    const stream = session.request({ ':method': 'POST', ...headers });
    const timer = this.#timers.after(timeoutMs, () => {
      this.#lose(session);
      session.destroy(new Error(`No answer within ${timeoutMs} ms.`));
    });
    const stop = (): void => void stream.destroy(new Error('The server is stopping.'));
    signal.addEventListener('abort', stop);
    try {
      return await answerOf(stream, body);
    } finally {
      timer[Symbol.dispose]();
      signal.removeEventListener('abort', stop);
    }
  }

  [Symbol.dispose](): void {
    this.#session?.destroy();
    this.#session = null;
  }

  #open(): ClientHttp2Session {
    const known = this.#session;
    if (known && !known.closed && !known.destroyed) return known;
    const session = connect(this.#origin);
    const lose = (): void => this.#lose(session);
    // What is under way hears of it by itself; here it only must not be the end of the process.
    session.on('error', lose);
    session.on('goaway', lose);
    session.on('close', lose);
    this.#session = session;
    return session;
  }

  #lose(session: ClientHttp2Session): void {
    if (this.#session === session) this.#session = null;
    // After a GOAWAY what is under way may still end.
    if (!session.destroyed) session.close();
  }
}

function answerOf(stream: ClientHttp2Stream, body: string): Promise<ApnsResponse> {
  return new Promise((resolve, reject) => {
    let status = 0;
    let retryAfter: string | undefined;
    let text = '';
    stream.setEncoding('utf8');
    stream.on('response', (headers) => {
      status = headers[':status'] ?? 0;
      retryAfter = headers['retry-after'];
    });
    stream.on('data', (chunk: string) => {
      if (text.length < MOST_CHARACTERS) text += chunk;
    });
    stream.on('error', reject);
    stream.on('close', () => {
      if (status === 0) reject(new Error('The connection was closed without an answer.'));
      else resolve({ status, body: text, retryAfter });
    });
    stream.end(body);
  });
}
