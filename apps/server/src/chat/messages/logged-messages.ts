import { ParleyError } from '../../core/errors/parley-error.ts';
import { Body } from '../../core/event/body.ts';
import type { StoredEvent } from '../../core/store/event-store.ts';
import type { ChatCaller } from '../caller.ts';
import type { ChatParts } from '../chat-parts.ts';
import { channelOf } from '../conversations/conversation.ts';
import { chatRefusal } from '../errors/chat-refusal.ts';
import { ConversationEntry } from './conversation-entry.ts';
import { MESSAGE_EVENT, type Message, type MessageBody } from './message.ts';
import { MessageChanges } from './message-changes.ts';
import { isMessageId } from './message-id.ts';
import { readMessages } from './message-pages.ts';
import { MessageReactions } from './message-reactions.ts';
import { MessageSending, sentOf } from './message-sending.ts';
import { MessageSignals } from './message-signals.ts';
import { MessageViews } from './message-views.ts';
import type { MessageQuery, Messages, NewMessage, Sent, SystemSignal } from './messages.ts';
import { ReadMarks } from './read-marks.ts';
import { server } from './speaking.ts';

/** Messages are events of the channel of their conversation: nothing of them is kept twice. */
export class LoggedMessages implements Messages {
  readonly #parts: ChatParts;
  readonly #entry: ConversationEntry;
  readonly #sending: MessageSending;
  readonly #changes: MessageChanges;
  readonly #views: MessageViews;
  readonly #reads: ReadMarks;
  readonly #reactions: MessageReactions;
  readonly #signals: MessageSignals;

  constructor(parts: ChatParts) {
    this.#parts = parts;
    this.#entry = new ConversationEntry(parts);
    this.#sending = new MessageSending(parts, this.#entry);
    this.#changes = new MessageChanges(parts);
    this.#views = new MessageViews(parts);
    this.#reads = new ReadMarks(parts);
    this.#reactions = new MessageReactions(parts);
    this.#signals = new MessageSignals(parts);
  }

  send(caller: ChatCaller, conversationId: string, message: NewMessage): Promise<Sent> {
    return this.#sending.send(caller, conversationId, message);
  }

  async tell(caller: ChatCaller, conversationId: string, body: MessageBody): Promise<Sent> {
    const told = await this.#parts.core.publisher.publish(
      server(caller),
      {
        ...{ channel: channelOf(conversationId), name: MESSAGE_EVENT, body: Body.ofValue(body) },
        ...{ clientId: null, exclude: null, asUser: caller.userId, isServers: true },
      },
      caller.protocol,
    );
    return sentOf(told);
  }

  async edit(caller: ChatCaller, conversationId: string, id: string, text: string): Promise<Sent> {
    const entered = await this.#entry.enter(caller, conversationId);
    const target = await this.#require(caller, conversationId, id);
    return this.#changes.edit(caller, entered, target, text);
  }

  async deleteForAll(caller: ChatCaller, conversationId: string, ids: readonly string[]): Promise<string[]> {
    const entered = await this.#entry.enter(caller, conversationId);
    const targets = await this.#among(caller, conversationId, ids);
    return this.#changes.deleteForAll(caller, entered, targets);
  }

  async hide(caller: ChatCaller, conversationId: string, ids: readonly string[]): Promise<string[]> {
    await this.#entry.enter(caller, conversationId);
    const targets = await this.#among(caller, conversationId, ids);
    const shown = targets.map(({ id }) => id);
    await this.#parts.core.store.chat.messages.hide(conversationId, caller.userId, shown);
    return shown;
  }

  async locate(caller: ChatCaller, id: string): Promise<{ conversationId: string; message: Message } | null> {
    if (!isMessageId(id)) return null;
    const found = await this.#parts.core.store.chat.messages.locate(caller.app.id, id);
    if (!found || !(await this.#isIn(caller, found.conversationId))) return null;
    const [message] = await this.#views.of(caller, [found]);
    return message ? { conversationId: found.conversationId, message } : null;
  }

  async get(caller: ChatCaller, conversationId: string, id: string): Promise<Message> {
    await this.#entry.enter(caller, conversationId);
    const event = await this.#require(caller, conversationId, id);
    const [message] = await this.#views.of(caller, [{ conversationId, event }]);
    if (!message) throw chatRefusal('message_not_found');
    return message;
  }

  async list(caller: ChatCaller, conversationId: string, query: MessageQuery): Promise<Message[]> {
    await this.#entry.enter(caller, conversationId);
    const ids = query.ids?.filter(isMessageId);
    const events = await readMessages(this.#parts, caller, conversationId, {
      ...query,
      ...(ids === undefined ? {} : { ids }),
    });
    return this.#views.of(
      caller,
      events.map((event) => ({ conversationId, event })),
    );
  }

  async lastMessages(
    caller: ChatCaller,
    conversationIds: readonly string[],
  ): Promise<ReadonlyMap<string, Message>> {
    const { messages } = this.#parts.core.store.chat;
    const newest = await messages.newest(caller.app.id, caller.userId, conversationIds);
    const views = await this.#views.of(caller, newest);
    return new Map(views.map((message) => [message.conversationId, message]));
  }

  unreadCounts(caller: ChatCaller, conversationIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    return this.#reads.unreadCounts(caller, conversationIds);
  }

  async read(caller: ChatCaller, conversationId: string, ids: readonly string[] | null): Promise<string[]> {
    const entered = await this.#entry.enter(caller, conversationId);
    if (ids === null) return this.#reads.read({ caller, ...entered }, (head) => head.offset);
    const targets = await this.#among(caller, conversationId, ids);
    const newest = Math.max(0, ...targets.map(({ position }) => position.offset));
    return this.#reads.read({ caller, ...entered }, () => newest);
  }

  async readUpTo(caller: ChatCaller, conversationId: string, offset: number): Promise<string[]> {
    const entered = await this.#entry.enter(caller, conversationId);
    return this.#reads.read({ caller, ...entered }, () => offset);
  }

  async typing(caller: ChatCaller, conversationId: string, status: string | null): Promise<void> {
    await this.#entry.enterToSpeak(caller, conversationId);
    this.#signals.typing(caller, conversationId, status);
  }

  async react(
    caller: ChatCaller,
    conversationId: string,
    id: string,
    change: { readonly add?: string; readonly remove?: string },
  ): Promise<boolean> {
    await this.#entry.enterToSpeak(caller, conversationId);
    await this.#require(caller, conversationId, id);
    return this.#reactions.change(caller, conversationId, id, change);
  }

  async reactionsOf(
    caller: ChatCaller,
    conversationId: string,
    id: string,
  ): Promise<ReadonlyMap<string, readonly string[]>> {
    await this.#entry.enter(caller, conversationId);
    await this.#require(caller, conversationId, id);
    return this.#reactions.of(id);
  }

  async signal(
    caller: ChatCaller,
    to: { readonly conversationId: string } | { readonly userIds: readonly string[] },
    signal: SystemSignal,
  ): Promise<void> {
    if ('userIds' in to) return this.#signals.toUsers(caller, to.userIds, signal);
    await this.#entry.enter(caller, to.conversationId);
    this.#signals.toConversation(caller, to.conversationId, signal);
  }

  async #require(caller: ChatCaller, conversationId: string, id: string): Promise<StoredEvent> {
    const [found] = await this.#among(caller, conversationId, [id]);
    if (!found) throw chatRefusal('message_not_found');
    return found;
  }

  /** Those of these messages that are in the conversation, and that the caller has not hidden. */
  async #among(
    { app, userId }: ChatCaller,
    conversationId: string,
    ids: readonly string[],
  ): Promise<StoredEvent[]> {
    const possible = [...new Set(ids)].filter(isMessageId).slice(0, MOST_IDS);
    const page = { appId: app.id, conversationId, userId, order: 'newest', limit: MOST_IDS } as const;
    return this.#parts.core.store.chat.messages.page({ ...page, ids: possible });
  }

  async #isIn(caller: ChatCaller, conversationId: string): Promise<boolean> {
    try {
      await this.#entry.enter(caller, conversationId);
      return true;
    } catch (error) {
      if (error instanceof ParleyError && error.status < 500) return false;
      throw error;
    }
  }
}

/** Messages that one request names, at most; protocols let fewer through. */
const MOST_IDS = 1000;
