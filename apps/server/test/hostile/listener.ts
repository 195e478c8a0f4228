import type { FeedItem } from '../../src/api/models/feed-item.ts';
import { type Collected, collected } from '../harness/collect.ts';
import { type Answer, NativeLine } from '../harness/native-line.ts';

/** A connection that listens and keeps all it was ever sent, to say afterwards what it should not have been. */
export class Listener implements Disposable {
  readonly heard: Collected<FeedItem> = collected<FeedItem>();
  /** Where each item lay, as it came. */
  readonly positions: string[] = [];
  readonly closed: Promise<number>;
  readonly #line: NativeLine;

  private constructor(line: NativeLine) {
    this.#line = line;
    this.closed = line.closed;
  }

  static async connect(wsUrl: string, params: Readonly<Record<string, string>>): Promise<Listener> {
    const line = await NativeLine.open(wsUrl, params);
    if (line) return new Listener(line);
    throw new Error('The server does not listen.');
  }

  /** Follows a channel; resolves with the code of the refusal, or null when it is subscribed. */
  follow(channel: string, lastEventId?: string): Promise<string | null> {
    return new Promise((resolve) => {
      this.#line.follow(channel, lastEventId, {
        item: (item, position) => {
          this.positions.push(position);
          this.heard.push(item);
          if (item.type === 'subscribed') resolve(null);
        },
        ended: (why) => resolve(why),
      });
    });
  }

  /** What it was sent as payload, of events and signals. */
  get data(): unknown[] {
    return this.heard.items.flatMap((item) =>
      item.type === 'event' || item.type === 'signal' ? [item.data] : [],
    );
  }

  call(method: 'query' | 'mutation', path: string, input: unknown): Promise<Answer> {
    return new Promise((resolve) => this.#line.call(method, path, { json: input }, resolve));
  }

  /** Resolves when everything that the server had for this connection has come, or the connection is gone. */
  async settled(): Promise<void> {
    await Promise.race([this.call('query', 'session.whoAmI', undefined), this.closed]);
  }

  [Symbol.dispose](): void {
    this.#line[Symbol.dispose]();
  }
}
