import type { TRPCClient } from '@trpc/client';
import type { AppRouter } from '../../src/api/app-router.ts';
import type { FeedItem } from '../../src/api/models/feed-item.ts';
import { type Collected, collected } from './collect.ts';
import { type Refusal, reportIn } from './refusal-of.ts';

/** A channel as one reader gets it. */
export interface Followed extends Collected<FeedItem>, Disposable {
  /** The tracked id of each item. */
  readonly ids: readonly string[];
  /** Resolves when the server told that the subscription stopped. */
  readonly stopped: Promise<void>;
  /** Resolves with what the subscription was refused with, or ended by. */
  readonly refused: Promise<Refusal>;
  /** The data of the events that arrived, in order. */
  data(): unknown[];
  /** Resolves with the event whose data this is. */
  event(data: unknown): Promise<FeedItem>;
  unsubscribe(): void;
  /** Unsubscribes, and resolves when the server has done so. */
  leave(): Promise<void>;
}

/** Follows a channel by the stock client, and resolves once it is subscribed or refused. */
export async function follow(
  client: TRPCClient<AppRouter>,
  channel: string,
  options: { lastEventId?: string; rewind?: number; presence?: unknown } = {},
): Promise<Followed> {
  const feed = collected<FeedItem>();
  const ids: string[] = [];
  const handlers = { stopped: (): void => {}, refused: (_report: Refusal): void => {} };
  const stopped = new Promise<void>((resolve) => {
    handlers.stopped = resolve;
  });
  const refused = new Promise<Refusal>((resolve) => {
    handlers.refused = resolve;
  });
  const subscription = client.channels.subscribe.subscribe(
    { channel, ...options },
    {
      onData(envelope) {
        ids.push(envelope.id);
        feed.push(envelope.data);
      },
      onError: (error) => handlers.refused(reportIn(error)),
      onStopped: () => handlers.stopped(),
    },
  );
  await Promise.race([feed.until(({ type }) => type === 'subscribed'), refused]);
  return {
    ...feed,
    ids,
    stopped,
    refused,
    data: () => feed.items.flatMap((item) => (item.type === 'event' ? [item.data] : [])),
    event: (data) =>
      feed.until((item) => item.type === 'event' && JSON.stringify(item.data) === JSON.stringify(data)),
    unsubscribe: () => subscription.unsubscribe(),
    async leave() {
      subscription.unsubscribe();
      // The stock client keeps the server's answer to itself; that to a request sent after it comes after it.
      await client.session.whoAmI.query();
    },
    [Symbol.dispose]: () => subscription.unsubscribe(),
  };
}
