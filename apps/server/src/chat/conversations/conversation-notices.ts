import type { ChatCaller } from '../caller.ts';
import type { ChatParts } from '../chat-parts.ts';
import { tellUsers } from '../live/tell-users.ts';
import type { ConversationNews, UserEvents } from '../live/user-events.ts';
import type { NotedUser, SystemNote } from '../messages/message.ts';
import { type ChatUser, displayName } from '../users/user.ts';
import { standing } from './conversation-views.ts';
import type { KnownConversation } from './kept-conversation.ts';
import { participantsOf } from './participants-of.ts';

type AboutConversation = Exclude<keyof UserEvents, 'conversation_left' | 'messages_read'>;

const WORDS = {
  member_added: 'has been added to the group',
  member_removed: 'has been removed from the group',
  member_left: 'has left the group',
} as const;

/** Tells members what has become of their conversations, and the members of groups who came and went. */
export class ConversationNotices {
  readonly #parts: ChatParts;

  constructor(parts: ChatParts) {
    this.#parts = parts;
  }

  /** To each of these users on its own channel. */
  async tell(
    caller: ChatCaller,
    known: KnownConversation,
    name: AboutConversation,
    to: Iterable<string>,
  ): Promise<void> {
    const userIds = [...to];
    if (userIds.length === 0) return;
    const body = await this.#newsOf(caller, known);
    await tellUsers(this.#parts.core, caller, userIds, { name, body });
  }

  /** To who is in a conversation since now: with what was said last. */
  async welcome(
    caller: ChatCaller,
    known: KnownConversation,
    name: 'conversation_created' | 'conversation_updated',
    to: readonly string[],
  ): Promise<void> {
    const [first] = to;
    if (first === undefined) return;
    const { id } = known.conversation;
    const newcomer = { ...caller, userId: first, deviceId: null };
    const lastMessage = (await this.#parts.chat.messages.lastMessages(newcomer, [id])).get(id);
    const news = await this.#newsOf(caller, known);
    // They begin to read where the log stands.
    const body = lastMessage ? { ...news, lastMessage, unread: 0 } : news;
    await tellUsers(this.#parts.core, caller, to, { name, body });
  }

  /** To the caller's other devices. */
  async left(caller: ChatCaller, conversationId: string): Promise<void> {
    const body = { conversationId };
    await tellUsers(this.#parts.core, caller, [caller.userId], { name: 'conversation_left', body });
  }

  /** In the conversation, for all to read. */
  async noteMembers(
    caller: ChatCaller,
    id: string,
    kind: keyof typeof WORDS,
    userIds: readonly string[],
  ): Promise<void> {
    if (userIds.length === 0) return;
    const found = await this.#parts.chat.users.list(caller.app, userIds);
    const users = new Map(found.map((user) => [user.id, user]));
    // They are in the log in the order in which they are begun, and together they take no longer than one.
    const notes = userIds.map((userId) => {
      const user = users.get(userId);
      const text = `${user ? displayName(user) : userId} ${WORDS[kind]}`;
      return this.#note(caller, id, text, { kind, userId, ...(user && { user: notedUser(user) }) });
    });
    await Promise.all(notes);
  }

  /** Likewise. */
  async noteImage(caller: ChatCaller, id: string): Promise<void> {
    await this.#note(caller, id, 'Group chat image was updated', { kind: 'image_updated' });
  }

  async #note(caller: ChatCaller, id: string, text: string, system: SystemNote): Promise<void> {
    await this.#parts.chat.messages.tell(caller, id, { text, system });
  }

  async #newsOf(caller: ChatCaller, known: KnownConversation): Promise<ConversationNews> {
    const { id } = known.conversation;
    const heads = await this.#parts.core.store.chat.conversations.heads(caller.app.id, [id]);
    const stands = standing(known.conversation, heads.get(id));
    return { ...stands, participants: participantsOf(known), by: caller.userId };
  }
}

/** Protocols show who a note is about, and cannot ask for it: of that, what everybody may see. */
function notedUser(user: ChatUser): NotedUser {
  const { id, login, firstName, lastName, avatar, createdAt, updatedAt, lastSeenAt } = user;
  return {
    ...{ id, login, firstName, lastName, createdAt, updatedAt, lastSeenAt },
    avatar: avatar && {
      fileId: avatar.fileId,
      ...(avatar.fileName === undefined ? {} : { fileName: avatar.fileName }),
      ...(avatar.blurHash === undefined ? {} : { blurHash: avatar.blurHash }),
    },
  };
}
