import { isRecord } from '../errors/error-report.ts';
import { clientError } from '../errors/parley-error.ts';
import type { EventItem, Position } from '../feed/feed-item.ts';
import { readFeedItem } from '../feed/read-feed-item.ts';
import { request } from '../rpc/request.ts';
import type { ChannelContext } from './channel-context.ts';
import type { InvalidItem, OtherItem, PublishedEvent } from './channel-item.ts';
import { classify } from './classify.ts';
import type { ChannelDefinition } from './define-channel.ts';

/** Which part of a channel's history to read. */
export interface HistoryQuery {
  /** 1 to 1000; 50 by default. */
  readonly limit?: number;
  /** Only events before this position: the page before one that was read. */
  readonly before?: Position;
  /** Only events after this position. */
  readonly after?: Position;
  /** `newest` first by default. */
  readonly order?: 'newest' | 'oldest';
  readonly signal?: AbortSignal;
}

/** A published event as it stands now: with its newest edit. */
export type HistoryEvent<D> = PublishedEvent<D> & {
  /** When it was last edited (ms), or null. */
  readonly editedAt: number | null;
};

/** A page of a channel's history. */
export interface HistoryPage<D> {
  readonly events: readonly HistoryEvent<D>[];
  /** Events of the page that the definition does not know or whose data does not fit it. */
  readonly skipped: readonly (OtherItem | InvalidItem)[];
  /** Where the channel stands now. */
  readonly position: Position;
  /**
   * Present where very much in a row is not for this user: the page ended before it was full, having looked at everything
   * up to here. The next one goes on from it, given as `before`, or as `after` if the oldest come first.
   */
  readonly lookedUpTo?: Position;
}

/** Reads a page of a channel's history and validates it. */
export async function readHistory<D extends ChannelDefinition>(
  channel: string,
  definition: D,
  context: ChannelContext,
  { signal, ...query }: HistoryQuery,
): Promise<HistoryPage<D>> {
  const options = { offline: 'wait', lost: 'repeat', signal } as const;
  const answer = await request(context.calls, 'query', 'channels.history', { channel, ...query }, options);
  if (!isRecord(answer) || !Array.isArray(answer.events) || typeof answer.position !== 'string') {
    throw clientError('protocol', 'The server answered with something that is not a page of history.');
  }
  const events: HistoryEvent<D>[] = [];
  const skipped: (OtherItem | InvalidItem)[] = [];
  for (const entry of answer.events) {
    const event = readEntry(entry);
    if (!event) continue;
    const item = classify(definition, event.item);
    if (item.type === 'other' || item.type === 'invalid') skipped.push(item);
    else if (item.type === 'event' && item.kind === 'publish') {
      events.push({ ...item, editedAt: event.editedAt });
    }
  }
  const { position, lookedUpTo } = answer;
  return { events, skipped, position, ...(typeof lookedUpTo === 'string' ? { lookedUpTo } : {}) };
}

/** An entry of a page, as the publish that it is. */
function readEntry(entry: unknown): { item: EventItem; editedAt: number | null } | null {
  if (!isRecord(entry)) return null;
  const item = readFeedItem({ ...entry, type: 'event', kind: 'publish' });
  if (item?.type !== 'event') return null;
  return { item, editedAt: typeof entry.editedAt === 'number' ? entry.editedAt : null };
}
