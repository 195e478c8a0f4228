import { type TrackedEnvelope, tracked } from '@trpc/server';
import { ParleyError } from '../../core/errors/parley-error.ts';
import { formatPosition, type Position } from '../../core/event/position.ts';
import type { ChannelFeed } from '../../core/hub/channel-feed.ts';
import type { Codec } from '../../core/hub/codec.ts';
import type { FeedItem } from '../models/feed-item.ts';
import { feedItemJson, gapJson, revokedJson, startedJson } from '../models/feed-item-json.ts';

type Item = TrackedEnvelope<FeedItem>;

const MAX_QUEUED = 1000;

/**
 * A channel feed that can also be iterated, for callers that know nothing of shared frames: tRPC over HTTP streams,
 * and the router's own caller. Its type is what a client of the procedure sees.
 */
export function iterable(feed: ChannelFeed): ChannelFeed & AsyncIterable<Item, void> {
  return { ...feed, [Symbol.asyncIterator]: () => iterate(feed) };
}

const codec: Codec<readonly Item[]> = {
  encode: (event, position) => [item(feedItemJson(event, position), position)],
  join: (frames) => frames.flat(),
};

async function* iterate(feed: ChannelFeed): AsyncGenerator<Item, void> {
  let queue: Item[] = [];
  let closed: ParleyError | null = null;
  let wake = (): void => {};
  const take = (items: readonly Item[]): void => {
    if (queue.length + items.length > MAX_QUEUED) {
      closed ??= new ParleyError('slow_consumer', 'The reader is slower than its channel.');
      queue = [];
    } else if (!closed) queue.push(...items);
    wake();
  };
  using _subscription = feed.attach<readonly Item[]>({
    codec,
    variant: '',
    outlet: {
      send: take,
      sendNow: take,
      bufferedBytes: 0,
      close(reason) {
        closed ??= reason;
        wake();
      },
    },
    started(start) {
      take([item(startedJson(start), start.position)]);
    },
    gap(position) {
      take([item(gapJson(position), position)]);
    },
    revoked(reason, position) {
      take([item(revokedJson(reason), position)]);
      closed ??= reason;
      wake();
    },
  });
  for (;;) {
    const items = queue;
    queue = [];
    yield* items;
    if (queue.length > 0) continue;
    if (closed) throw closed;
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
  }
}

/** The text was made by this server from its own types: parsing it gives a feed item. */
function item(json: string, position: Position): Item {
  const parsed: FeedItem = JSON.parse(json);
  return tracked(formatPosition(position), parsed);
}
