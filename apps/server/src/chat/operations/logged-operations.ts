import type { LoggedEvent } from '../../core/event/event.ts';
import type { ChatCaller } from '../caller.ts';
import type { ChatParts } from '../chat-parts.ts';
import { channelOf } from '../conversations/conversation.ts';
import { mayHear } from '../conversations/may-hear.ts';
import type { ChatNews } from '../live/live-feeds.ts';
import { userChannelOf } from '../live/user-events.ts';
import { MESSAGE_EVENT } from '../messages/message.ts';
import { Earliest } from './earliest.ts';
import type { Operation, Operations } from './operations.ts';
import { readBackward, readForward } from './read-log.ts';

/** Operations are listed for so long; what was before, a client learns from the conversations themselves. */
const KEPT_MS = 14 * 86_400_000;
const MOST = 1000;

interface Source {
  readonly channel: string;
  /** Only what happened later (ms). */
  readonly since: number;
  /** When its newest event was (ms), or later. */
  readonly lastEventAt: number;
  /** An event of its log as news; null: it is none for this user. */
  toNews(event: LoggedEvent): Promise<ChatNews | null>;
}

/** Operations are read from the logs that they are in: a user's own channel, and those of its conversations. */
export class LoggedOperations implements Operations {
  readonly #parts: ChatParts;

  constructor(parts: ChatParts) {
    this.#parts = parts;
  }

  async list(caller: ChatCaller, query: Parameters<Operations['list']>[1]): Promise<Operation[]> {
    const { core } = this.#parts;
    const { app } = caller;
    const isForward = 'after' in query;
    const limit = Math.min(MOST, Math.max(1, Math.trunc(query.limit)));
    const found = new Earliest(isForward ? 'oldest' : 'newest', limit);
    const before = isForward ? Number.MAX_SAFE_INTEGER : query.before;
    const since = Math.max(isForward ? query.after : 0, core.runtime.clock.now() - KEPT_MS);
    // The latest first: of the newest operations, none is in a log whose newest event is older than all of them.
    for (const source of await this.#sources(caller, since)) {
      if (!isForward && !found.wants(Math.min(source.lastEventAt, before))) break;
      const span = { appId: app.id, channel: source.channel, after: source.since, before };
      const log = core.logs.of(app.id, source.channel);
      const slices = isForward ? readForward(log, span) : readBackward(log, span);
      await take(found, slices, source);
    }
    return found.operations;
  }

  async #sources(caller: ChatCaller, since: number): Promise<Source[]> {
    const { app, userId } = caller;
    const active = await this.#parts.core.store.chat.messages.active(app.id, userId, since);
    return [
      {
        ...{ channel: userChannelOf(userId), since, lastEventAt: Number.MAX_SAFE_INTEGER },
        toNews: async (event) => (isDoneBy(event, userId) ? null : { kind: 'user', event }),
      },
      ...active
        .filter(({ conversationId }) => mayHear(this.#parts.core, caller, conversationId))
        .map(
          ({ conversationId, joinedAt, lastEventAt }): Source => ({
            ...{ channel: channelOf(conversationId), lastEventAt, since: Math.max(since, joinedAt - 1) },
            toNews: (event) => this.#conversationNews(caller, conversationId, event),
          }),
        ),
    ];
  }

  async #conversationNews(
    { app, userId }: ChatCaller,
    conversationId: string,
    event: LoggedEvent,
  ): Promise<ChatNews | null> {
    const isGone = event.body === null && event.kind !== 'delete';
    if (event.name !== MESSAGE_EVENT || isGone || event.sender.userId === userId) return null;
    const known = await this.#parts.chat.conversations.find(app, conversationId);
    return known && { kind: 'conversation', event, conversation: known.conversation };
  }
}

/** Takes from a log until nothing further could be among those that were asked for. */
async function take(found: Earliest, slices: AsyncIterable<LoggedEvent[]>, source: Source): Promise<void> {
  for await (const events of slices) {
    const operations: Operation[] = [];
    for (const event of events) {
      if (!found.wants(event.at)) break;
      const news = await source.toNews(event);
      if (news) operations.push({ id: event.id, at: event.at, news });
    }
    found.add(operations);
    const last = events.at(-1);
    if (last && !found.wants(last.at)) return;
  }
}

/** What is told on a user's own channel is written by the server; some of it says who did it. */
function isDoneBy({ sender, body }: LoggedEvent, userId: string): boolean {
  if (sender.userId === userId) return true;
  const value = body?.value();
  return typeof value === 'object' && value !== null && 'by' in value && value.by === userId;
}
