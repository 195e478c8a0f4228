import type { Reader } from './reader.ts';

/**
 * A subscription that was admitted but has no reader yet. A transport that can share frames attaches a
 * {@link Reader}; one that cannot iterates the feed. Either may be done once.
 */
export interface ChannelFeed {
  readonly channel: string;
  /** Starts the feed into `reader`. Disposing the result ends the subscription; nothing reaches the reader afterwards. */
  attach<Frame>(reader: Reader<Frame>): Disposable;
}
