import type { TrackedEnvelope } from '@trpc/server';
import type { ParleyError } from '../../../core/errors/parley-error.ts';
import type { Event } from '../../../core/event/event.ts';
import type { Position } from '../../../core/event/position.ts';
import { type ChannelFeed, channelFeed } from '../../../core/hub/channel-feed.ts';
import type { Reader } from '../../../core/hub/reader.ts';
import type { FeedItem } from '../../models/feed-item.ts';

/** A channel feed whose events a test sends by hand, through the reader's own codec and outlet as the hub would. */
export class SampleFeed {
  /** Typed as tRPC wants a subscription's answer to be; only its feed side is ever used. */
  readonly feed: ChannelFeed & AsyncIterable<TrackedEnvelope<FeedItem>>;
  readonly lastEventId: string | undefined;
  readonly presence: unknown;
  /** Resolves when the transport ends the subscription. */
  readonly disposed: Promise<void>;
  readonly #reader: Promise<Reader<unknown>>;

  constructor(input: { channel: string; lastEventId?: string | undefined; presence?: unknown }) {
    this.lastEventId = input.lastEventId;
    this.presence = input.presence;
    let attached: (reader: Reader<unknown>) => void = () => undefined;
    let end: () => void = () => undefined;
    this.#reader = new Promise((resolve) => {
      attached = resolve;
    });
    this.disposed = new Promise((resolve) => {
      end = resolve;
    });
    const feed = channelFeed(input.channel, (reader) => {
      attached(reader);
      return { [Symbol.dispose]: end };
    });
    this.feed = Object.assign(feed, {
      [Symbol.asyncIterator](): AsyncIterator<TrackedEnvelope<FeedItem>> {
        throw new Error('a feed is attached to, not iterated');
      },
    });
  }

  /** The reader, once the transport has attached it. */
  reader(): Promise<Reader<unknown>> {
    return this.#reader;
  }

  async start(position: Position): Promise<void> {
    (await this.#reader).started({ position, recovery: 'fresh', members: null });
  }

  async event(event: Event, position: Position): Promise<void> {
    const { outlet, codec, variant } = await this.#reader;
    outlet.send(codec.encode(event, position, variant));
  }

  async gap(position: Position): Promise<void> {
    (await this.#reader).gap(position);
  }

  async revoke(reason: ParleyError): Promise<void> {
    (await this.#reader).revoked(reason, { epoch: 'e', offset: 0 });
  }
}
