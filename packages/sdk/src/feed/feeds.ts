import type { ParleyError } from '../errors/parley-error.ts';
import { Feed, type FeedOptions } from './feed.ts';

/** What all feeds have in common. */
export type FeedsOptions = Omit<FeedOptions, 'channel' | 'retired'>;

/** The feeds in use, one per channel. */
export class Feeds {
  readonly #options: FeedsOptions;
  readonly #byChannel = new Map<string, Feed>();

  constructor(options: FeedsOptions) {
    this.#options = options;
  }

  /** The feed of a channel: the one in use, or a new one, which is dropped again when nobody needs it. */
  of(channel: string): Feed {
    const known = this.#byChannel.get(channel);
    if (known) return known;
    const feed: Feed = new Feed({
      ...this.#options,
      channel,
      retired: () => {
        if (this.#byChannel.get(channel) === feed) this.#byChannel.delete(channel);
      },
    });
    this.#byChannel.set(channel, feed);
    return feed;
  }

  /** The feed of a channel if anybody uses it. */
  find(channel: string): Feed | undefined {
    return this.#byChannel.get(channel);
  }

  /** Ends them all for good, also those that have no call which the end of the connection would end. */
  close(error: ParleyError): void {
    for (const feed of [...this.#byChannel.values()]) feed.close(error);
  }

  get size(): number {
    return this.#byChannel.size;
  }
}
