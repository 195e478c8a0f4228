import { ParleyError } from '../../errors/parley-error.ts';
import type { EventItem } from '../../feed/feed-item.ts';
import type { SendOptions } from '../../outbox/outbox.ts';
import type { Receipt } from '../../outbox/outbox-message.ts';
import { request } from '../../rpc/request.ts';
import { asked } from '../asked.ts';
import type { ChatAnswers, ChatApi, ChatInputs, ConversationMember, ConversationView } from '../chat-api.ts';
import type { ChatContext } from '../chat-context.ts';
import { channelOf } from '../chat-news.ts';
import type { Attachment, ChatMessage } from '../messages/chat-message.ts';
import type { MessageList } from '../messages/message-list.ts';
import { contentBody } from '../messages/read-content.ts';
import { MESSAGE_EVENT, messageOfAnswer } from '../messages/read-message.ts';
import type { ReadingStatus } from '../reading/reading.ts';
import { LiveConversation } from './live-conversation.ts';
import { ReadMarker } from './read-marker.ts';

/** What to say. */
export interface NewMessage {
  /** May be absent if there are attachments. */
  readonly text?: string;
  readonly attachments?: readonly Attachment[];
  /** Whatever the app wants to go with it: plain JSON. */
  readonly custom?: Readonly<Record<string, unknown>>;
  /** The id of a message of the same conversation. */
  readonly replyTo?: string;
  /** The id of the message that this one repeats. */
  readonly forwardOf?: string;
}

export interface SayOptions extends SendOptions {
  /** The message's own id, if the application has one: 1 to 128 printable ASCII characters. Otherwise one is made. */
  readonly clientId?: string;
}

export interface ConversationOptions {
  /** Messages that are read at first, and with each `loadOlder`: 1 to 100; 30 by default. */
  readonly pageSize?: number;
}

const PAGE_SIZE = 30;
/** Others show somebody as writing for longer than this: saying it more often tells them nothing. */
const TYPING_PAUSE_MS = 3000;

/** One conversation, live from when it is made until it is disposed of. */
export class Conversation implements Disposable {
  readonly id: string;
  readonly #context: ChatContext;
  readonly #live: LiveConversation;
  readonly #marker: ReadMarker;
  #saidTypingAt = Number.NEGATIVE_INFINITY;

  /** @internal Use `chat.conversation`. */
  constructor(id: string, context: ChatContext, { pageSize = PAGE_SIZE }: ConversationOptions) {
    this.id = id;
    this.#context = context;
    this.#live = new LiveConversation(id, context, pageSize);
    this.#marker = new ReadMarker(id, context, this.#live.reading.signal);
    context.open.add(this);
  }

  /** Its messages, to be shown. */
  get messages(): MessageList {
    return this.#live.messages;
  }

  /** Resolves when the newest messages are there. Rejects with the reason when they cannot be had. */
  get ready(): Promise<void> {
    return this.#live.reading.ready;
  }

  /** `loading`, `ready`, or `ended`: it was closed, the user is no member any more, or it is gone (see {@link error}). */
  get status(): ReadingStatus {
    return this.#live.reading.status;
  }

  get error(): ParleyError | null {
    return this.#live.reading.error;
  }

  /** What it is called, what the user is in it, and so on; null until it was read. The same object until it changes. */
  get info(): ConversationView | null {
    return this.#live.view;
  }

  /** Messages of others that the user has not read; at most 1000 are counted. */
  get unread(): number {
    return this.#live.view?.unread ?? 0;
  }

  /** The ids of other users who are writing. The same array until something changes. */
  get typers(): readonly string[] {
    return this.#live.typers.users;
  }

  /** Calls `watcher` on every change of anything here. The result ends it. */
  subscribe(watcher: () => void): () => void {
    return this.#live.changes.add(watcher);
  }

  /**
   * Says something. It is shown at once, and resolves when it is stored, however many connections that takes: once, and in
   * the order of the calls. A refusal rejects and shows it as `failed`; whoever shows that need not handle the rejection.
   *
   * @example
   * ```ts
   * conversation.send('hello');
   * await conversation.send({ text: 'look', attachments: [await chat.upload(file)] });
   * ```
   */
  send(message: string | NewMessage, { clientId, ...options }: SayOptions = {}): Promise<Receipt> {
    const { runtime, outbox } = this.#context;
    const { text = '', ...rest } = typeof message === 'string' ? { text: message } : message;
    const sent = outbox.send(
      {
        ...{ clientId: clientId ?? runtime.uuid(), channel: channelOf(this.id), action: 'send' },
        ...{ name: MESSAGE_EVENT, data: { text, ...rest }, target: null, queuedAt: runtime.now() },
      },
      options,
    );
    sent.catch(() => {});
    return sent;
  }

  /** Gives a message of one's own another text. */
  async edit(id: string, text: string): Promise<void> {
    const { api, news } = this.#context;
    const me = await this.#context.me();
    const before = this.#live.log?.get(id) ?? (await this.#read(id, me));
    const {
      id: edit,
      position,
      at,
    } = await asked(api.messages.edit.mutate({ conversation: this.id, id, text }));
    const data = contentBody({ ...before, text });
    const item: EventItem = {
      ...{ type: 'event', kind: 'edit', name: MESSAGE_EVENT, target: id },
      ...{ id: edit, position, at, data, user: me, clientId: null },
    };
    news.tell({ type: 'event', conversation: this.id, item });
  }

  /** Deletes a message: for everyone, as far as the app's rules allow, or for this user alone. False: it was gone. */
  async delete(id: string, { for: whom }: { readonly for: 'everyone' | 'me' }): Promise<boolean> {
    const { api, news } = this.#context;
    const input = { conversation: this.id, ids: [id], for: whom };
    const { deleted } = await asked(api.messages.delete.mutate(input));
    news.tell({ type: 'hidden', conversation: this.id, ids: [id] });
    return deleted.length > 0;
  }

  /** Reacts to a message, or takes a reaction back. False: nothing changed. */
  async react(id: string, change: { readonly add?: string; readonly remove?: string }): Promise<boolean> {
    const { api, news } = this.#context;
    const user = await this.#context.me();
    const { add = null, remove = null } = change;
    const { changed } = await asked(api.messages.react.mutate({ conversation: this.id, id, ...change }));
    if (!changed) return false;
    // Of two changes the answer does not say which one was none.
    if (add !== null && remove !== null) this.#changed();
    else {
      const signal = { type: 'reaction', user, message: id, add, remove } as const;
      news.tell({ type: 'signal', conversation: this.id, signal });
    }
    return true;
  }

  /** Who reacted how to a message. */
  async reactionsOf(id: string): Promise<ChatAnswers['messages']['reactions']['reactions']> {
    const { api } = this.#context;
    return (await asked(api.messages.reactions.query({ conversation: this.id, id }))).reactions;
  }

  /** The user has read everything that is there. Resolves when the server knows; may be called as often as one likes. */
  markRead(): Promise<void> {
    return this.#marker.mark(this.#live.log?.newest ?? 0);
  }

  /** Tells the others that the user is writing; call it on every key. Never fails: it is of use only now, or not at all. */
  typing(): void {
    const { runtime } = this.#context;
    const now = runtime.now();
    if (now - this.#saidTypingAt < TYPING_PAUSE_MS) return;
    this.#saidTypingAt = now;
    this.#sayTyping().catch(this.#context.report);
  }

  /** Who is in it, by id, ascending; the next page begins after the last id of this one. */
  async members(
    page: { readonly after?: string; readonly limit?: number } = {},
  ): Promise<ConversationMember[]> {
    return (await asked(this.#api.members.query({ id: this.id, ...page }))).members;
  }

  /** Puts users into a group. Its owner and admins may. */
  async addMembers(users: readonly string[]): Promise<void> {
    await asked(this.#api.addMembers.mutate({ id: this.id, users: [...users] }));
    this.#changed();
  }

  /** Takes users out of a group. When it resolves, nothing of the conversation reaches them any more. */
  async removeMembers(users: readonly string[]): Promise<void> {
    await asked(this.#api.removeMembers.mutate({ id: this.id, users: [...users] }));
    this.#changed();
  }

  /** Changes what a member of a group may do. */
  async setRole(change: Omit<ChatInputs['conversations']['setRole'], 'id'>): Promise<void> {
    await asked(this.#api.setRole.mutate({ id: this.id, ...change }));
    this.#changed();
  }

  /** Changes what it is called and how it looks; what is absent stays, null removes. */
  async update(change: Omit<ChatInputs['conversations']['update'], 'id'>): Promise<void> {
    await asked(this.#api.update.mutate({ id: this.id, ...change }));
    this.#changed();
  }

  /** The user leaves it. */
  async leave(): Promise<void> {
    await asked(this.#api.leave.mutate({ id: this.id }));
    this.#changed();
  }

  /** Stops following it. What is on its way is still sent. */
  close(): void {
    this.#context.open.delete(this);
    this.#live[Symbol.dispose]();
  }

  [Symbol.dispose](): void {
    this.close();
  }

  get #api(): ChatApi['conversations'] {
    return this.#context.api.conversations;
  }

  #changed(): void {
    this.#context.news.tell({ type: 'changed', conversation: this.id });
  }

  async #read(id: string, me: string): Promise<ChatMessage> {
    return messageOfAnswer(
      await asked(this.#context.api.messages.get.query({ conversation: this.id, id })),
      me,
    );
  }

  async #sayTyping(): Promise<void> {
    const input = { conversation: this.id };
    const options = { offline: 'fail', lost: 'fail' } as const;
    try {
      await request(this.#context.calls, 'mutation', 'chat.messages.typing', input, options);
    } catch (error) {
      // It is of no use later, and what forbids it is told to whoever sends what was written.
      if (!(error instanceof ParleyError)) throw error;
    }
  }
}
