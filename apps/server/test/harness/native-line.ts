import { once } from 'node:events';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { ErrorReport } from '../../src/api/models/error-report.ts';
import { FeedItem } from '../../src/api/models/feed-item.ts';

/** What a call came to. */
export type Answer =
  | { readonly ok: true; readonly data: unknown }
  | { readonly ok: false; readonly report: z.infer<typeof ErrorReport> };

export interface LineListener {
  /** An item of a feed, with the position to resume from. */
  item(item: FeedItem, position: string): void;
  /** The subscription was refused, or ended by the server. */
  ended(why: string): void;
}

/**
 * One connection to the native WebSocket, spoken by hand: nothing is repeated, nothing resumed, and every request goes
 * out in the turn in which it was made. What a lost connection leaves unanswered stays unanswered.
 */
export class NativeLine implements Disposable {
  /** Resolves when the connection is gone, with its close code. */
  readonly closed: Promise<number>;
  /** What the server said when it closed the connection; empty until then. */
  closeReason = '';
  readonly #socket: WebSocket;
  readonly #calls = new Map<number, (answer: Answer) => void>();
  readonly #feeds = new Map<number, LineListener>();
  #lastId = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    this.closed = new Promise((resolve) => {
      socket.once('close', (code, reason) => {
        this.closeReason = String(reason);
        resolve(code);
      });
    });
    socket.on('message', (data) => this.#receive(String(data)));
  }

  /** Connects; null when nobody listens there, or the handshake was cut off. */
  static async open(wsUrl: string, params: Readonly<Record<string, string>>): Promise<NativeLine | null> {
    const socket = new WebSocket(`${wsUrl}/trpc?connectionParams=1`, { perMessageDeflate: false });
    const line = new NativeLine(socket);
    // A failed connection closes, which is where it is noticed.
    socket.on('error', () => {});
    await Promise.race([once(socket, 'open').catch(() => {}), line.closed]);
    if (socket.readyState !== WebSocket.OPEN) return null;
    socket.send(JSON.stringify({ method: 'connectionParams', data: params }));
    return line;
  }

  /**
   * `answered` is called with the first answer, or not at all if the connection is lost before. A subscription is
   * answered when it starts.
   *
   * @param input in superjson's form: `{ json }`, with `meta` for what JSON cannot hold.
   */
  call(
    method: 'query' | 'mutation' | 'subscription',
    path: string,
    input: { readonly json: unknown; readonly meta?: unknown },
    answered: (answer: Answer) => void,
  ): void {
    this.#calls.set(this.#send(method, { path, input }), answered);
  }

  /** Follows a channel, from a position or from now on. */
  follow(channel: string, lastEventId: string | undefined, listener: LineListener): void {
    const input = { json: { channel } };
    const params = { path: 'channels.subscribe', input };
    const resumed = lastEventId === undefined ? params : { ...params, lastEventId };
    this.#feeds.set(this.#send('subscription', resumed), listener);
  }

  [Symbol.dispose](): void {
    this.#socket.terminate();
  }

  #send(method: string, params: unknown): number {
    this.#lastId += 1;
    this.#socket.send(JSON.stringify({ id: this.#lastId, method, params }));
    return this.#lastId;
  }

  #receive(text: string): void {
    const { id, error, result } = Reply.parse(JSON.parse(text));
    if (id === null) return;
    const answered = this.#calls.get(id);
    const feed = this.#feeds.get(id);
    this.#calls.delete(id);
    const report = error?.json.data.parley;
    if (report) {
      answered?.({ ok: false, report });
      feed?.ended(report.code);
    } else if (answered) {
      answered({ ok: true, data: result?.data?.json });
    } else if (result?.type === 'stopped') {
      feed?.ended('stopped');
    } else if (feed && result?.type === 'data') {
      const { data, id: position } = Tracked.parse(result.data?.json);
      feed.item(data, position);
    }
  }
}

const Reply = z.object({
  id: z.int().nullable(),
  error: z.object({ json: z.object({ data: z.object({ parley: ErrorReport }) }) }).optional(),
  result: z
    .object({ type: z.string().optional(), data: z.object({ json: z.unknown() }).optional() })
    .optional(),
});

const Tracked = z.object({ id: z.string(), data: FeedItem });
