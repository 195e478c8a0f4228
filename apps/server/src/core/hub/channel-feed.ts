import type { Reader } from './reader.ts';

const FEED = Symbol('channel feed');

/**
 * A subscription that was admitted but has no reader yet. A transport that can share frames attaches a
 * {@link Reader}, once.
 */
export interface ChannelFeed {
  readonly [FEED]: true;
  readonly channel: string;
  /** Starts the feed into `reader`. Disposing the result ends the subscription; nothing reaches the reader afterwards. */
  attach<Frame>(reader: Reader<Frame>): Disposable;
}

/** Makes a feed; `start` begins the subscription. */
export function channelFeed(channel: string, start: (reader: Reader<unknown>) => Disposable): ChannelFeed {
  let attached = false;
  return {
    [FEED]: true,
    channel,
    attach(reader) {
      if (attached) throw new Error('A channel feed takes one reader.');
      attached = true;
      return start(reader);
    },
  };
}

/** Whether what a procedure returned is a channel feed, to be served by shared frames. */
export function isChannelFeed(value: unknown): value is ChannelFeed {
  return typeof value === 'object' && value !== null && FEED in value;
}
