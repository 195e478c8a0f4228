import { formatPosition, NOWHERE } from '../../core/event/position.ts';
import type { ConversationHead } from '../../core/store/chat/conversation-store.ts';
import type { ChatCaller } from '../caller.ts';
import type { ChatParts } from '../chat-parts.ts';
import type { Conversation } from './conversation.ts';
import type { ConversationView } from './conversations.ts';
import type { KnownConversation } from './kept-conversation.ts';
import { mayHear } from './may-hear.ts';

/** Shows conversations as they stand now: with what their logs say of them. */
export class ConversationViews {
  readonly #parts: ChatParts;

  constructor(parts: ChatParts) {
    this.#parts = parts;
  }

  /** As the caller sees them, in the order given: of those that it is banned from, nothing of what is said there. */
  async many(caller: ChatCaller, known: readonly KnownConversation[]): Promise<ConversationView[]> {
    const ids = known.map(({ conversation }) => conversation.id);
    const heard = ids.filter((id) => mayHear(this.#parts.core, caller, id));
    const { messages } = this.#parts.chat;
    const [heads, lastMessages, unreadCounts] = await Promise.all([
      this.#heads(caller, ids),
      messages.lastMessages(caller, heard),
      messages.unreadCounts(caller, heard),
    ]);
    return known.map(({ conversation, members }) => {
      const { id } = conversation;
      const stands = standing(conversation, heads.get(id));
      return {
        ...stands,
        members,
        lastMessage: lastMessages.get(id) ?? null,
        unread: unreadCounts.get(id) ?? 0,
      };
    });
  }

  async one(caller: ChatCaller, known: KnownConversation): Promise<ConversationView> {
    const { conversation, members } = known;
    const [view] = await this.many(caller, [known]);
    return view ?? { ...standing(conversation, undefined), members, lastMessage: null, unread: 0 };
  }

  /** The conversations themselves, in the order given. */
  async plain(caller: ChatCaller, known: readonly KnownConversation[]): Promise<Conversation[]> {
    const heads = await this.#heads(
      caller,
      known.map(({ conversation }) => conversation.id),
    );
    return known.map(({ conversation }) => standing(conversation, heads.get(conversation.id)).conversation);
  }

  #heads(caller: ChatCaller, ids: readonly string[]): Promise<Map<string, ConversationHead>> {
    return this.#parts.core.store.chat.conversations.heads(caller.app.id, ids);
  }
}

/** A conversation with the place where its log stands, and the later of its own last change and its log's. */
export function standing(
  conversation: Conversation,
  head: ConversationHead | undefined,
): { conversation: Conversation; position: string } {
  if (!head) return { conversation, position: formatPosition(NOWHERE) };
  const updatedAt = Math.max(conversation.updatedAt, head.lastEventAt);
  return { conversation: { ...conversation, updatedAt }, position: formatPosition(head.head) };
}
