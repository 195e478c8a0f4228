import type { Event } from '../../core/event/event.ts';
import { audienceOf, type Delivery, isFor } from '../../core/hub/delivery.ts';
import type { Outlet } from '../../core/hub/outlet.ts';
import type { Session } from '../../core/session/session.ts';
import type { ChatParts } from '../chat-parts.ts';
import { type Conversation, conversationIdOf, type Members } from '../conversations/conversation.ts';
import type { ChatCodec, ChatNews, LiveFeeds } from './live-feeds.ts';
import { userOfChannel } from './user-of-channel.ts';

/** One connection that hears of everything that concerns its user. */
interface Feed {
  readonly session: Session;
  readonly codec: ChatCodec<unknown>;
  readonly outlet: Outlet<unknown>;
}

interface Known {
  readonly conversation: Conversation;
  readonly members: Members;
}

/**
 * Everything that concerns a user, on its connections. Who is in a conversation is asked when something happens there, not
 * when a feed begins: whoever was removed hears nothing more, and whoever came in hears the next word.
 *
 * Conversations are in memory as a rule. Where one is not, what happens there waits until it is loaded, so that each
 * channel keeps its order.
 */
export class MemberFeeds implements LiveFeeds, Disposable {
  readonly #parts: ChatParts;
  readonly #feeds = new Map<string, Set<Feed>>();
  /** What waits for a conversation to be loaded, by channel. */
  readonly #waiting = new Map<string, Delivery[]>();
  readonly #watching: Disposable;

  constructor(parts: ChatParts) {
    this.#parts = parts;
    this.#watching = parts.core.hub.watch((delivery) => this.#take(delivery));
  }

  open<Frame>(
    session: Session,
    userId: string,
    { codec, outlet }: { readonly codec: ChatCodec<Frame>; readonly outlet: Outlet<Frame> },
  ): Disposable {
    const key = keyOf(session.app.id, userId);
    const feed = { session, codec, outlet };
    const feeds = this.#feeds.get(key) ?? new Set<Feed>();
    this.#feeds.set(key, feeds);
    feeds.add(feed);
    const close = (): void => {
      feeds.delete(feed);
      if (feeds.size === 0 && this.#feeds.get(key) === feeds) this.#feeds.delete(key);
    };
    const ending = session.onEnd({ [Symbol.dispose]: close });
    return {
      [Symbol.dispose]() {
        ending[Symbol.dispose]();
        close();
      },
    };
  }

  [Symbol.dispose](): void {
    this.#watching[Symbol.dispose]();
    this.#feeds.clear();
    this.#waiting.clear();
  }

  #take(delivery: Delivery): void {
    const { event } = delivery;
    if (this.#feeds.size === 0 || event.kind === 'presence') return;
    const userId = userOfChannel(event.channel);
    const conversationId = conversationIdOf(event.channel);
    if (userId !== null) this.#send(delivery, [userId], { kind: 'user', event });
    else if (conversationId !== null) this.#takeFrom(delivery, conversationId);
  }

  #takeFrom(delivery: Delivery, id: string): void {
    const { appId, channel } = delivery.event;
    const key = keyOf(appId, channel);
    const waiting = this.#waiting.get(key);
    const known = waiting ? null : this.#parts.chat.conversations.peek(appId, id);
    if (known) this.#tell(delivery, known);
    else if (waiting) waiting.push(delivery);
    else {
      this.#waiting.set(key, [delivery]);
      void this.#load(key, appId, id);
    }
  }

  async #load(key: string, appId: string, id: string): Promise<void> {
    const { core, chat, onFailure } = this.#parts;
    let known: Known | null = null;
    try {
      if (core.apps.has(appId)) known = await chat.conversations.find(core.apps.get(appId), id);
    } catch (error) {
      onFailure(error);
    }
    const waiting = this.#waiting.get(key) ?? [];
    this.#waiting.delete(key);
    for (const delivery of waiting) {
      const current = chat.conversations.peek(appId, id) ?? known;
      if (current) this.#tell(delivery, current);
    }
  }

  #tell(delivery: Delivery, { conversation, members }: Known): void {
    const { event } = delivery;
    this.#send(delivery, members.keys(), { kind: 'conversation', event, conversation });
  }

  #send(delivery: Delivery, userIds: Iterable<string>, news: ChatNews): void {
    const { event } = delivery;
    const audience = audienceOf(delivery);
    const frames = new Map<ChatCodec<unknown>, unknown>();
    for (const userId of userIds) {
      const feeds = this.#feeds.get(keyOf(event.appId, userId));
      if (!feeds || this.#isBanned(event, userId)) continue;
      for (const { session, codec, outlet } of [...feeds]) {
        const reader = {
          sessionId: session.id,
          userId,
          seesPresence: false,
          sight: { provedUserId: userId },
        };
        if (!isFor(reader, audience)) continue;
        if (!frames.has(codec)) frames.set(codec, this.#encoded(codec, news));
        const frame = frames.get(codec);
        if (frame !== null && frame !== undefined) outlet.send(frame);
      }
    }
  }

  /** What a codec fails at is told to nobody of that codec; the others, and the publisher, do not suffer from it. */
  #encoded(codec: ChatCodec<unknown>, news: ChatNews): unknown {
    try {
      return codec.encode(news);
    } catch (error) {
      this.#parts.onFailure(error);
      return null;
    }
  }

  #isBanned({ appId, channel }: Event, userId: string): boolean {
    return this.#parts.core.moderation.find('ban', appId, userId, channel) !== null;
  }
}

/** Neither holds control characters. */
function keyOf(appId: string, name: string): string {
  return `${appId}\n${name}`;
}
