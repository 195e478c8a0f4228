import type { ReactionTally, StoredMessage } from '../../core/store/chat/message-store.ts';
import type { ReadMark } from '../../core/store/chat/read-store.ts';
import type { ChatCaller } from '../caller.ts';
import type { ChatParts } from '../chat-parts.ts';
import type { Conversation, Members } from '../conversations/conversation.ts';
import { groupedBy } from './grouped-by.ts';
import type { Message, ReactionCount } from './message.ts';
import { currentBody } from './message-body.ts';

/** Stored events as messages: with who has read them, and how others reacted. */
export class MessageViews {
  readonly #parts: ChatParts;

  constructor(parts: ChatParts) {
    this.#parts = parts;
  }

  /** In the order given; deleted ones are left out. */
  async of(caller: ChatCaller, found: readonly StoredMessage[]): Promise<Message[]> {
    if (found.length === 0) return [];
    const { messages, reads } = this.#parts.core.store.chat;
    const conversationIds = [...new Set(found.map(({ conversationId }) => conversationId))];
    const [tallies, marks, conversations] = await Promise.all([
      messages.tally(
        found.map(({ event }) => event.id),
        caller.userId,
      ),
      reads.marks(conversationIds),
      this.#conversations(caller, conversationIds),
    ]);
    const reactionsOf = groupedBy(tallies, ({ messageId }) => messageId);
    const marksOf = groupedBy(marks, ({ conversationId }) => conversationId);
    return found.flatMap((message) => {
      const view = viewOf(message, reactionsOf.get(message.event.id) ?? []);
      const conversation = conversations.get(message.conversationId);
      if (!view) return [];
      const isRead = conversation
        ? hasReader(message, conversation, marksOf.get(message.conversationId) ?? [])
        : false;
      return [{ ...view, isRead }];
    });
  }

  async #conversations(
    { app }: ChatCaller,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, { conversation: Conversation; members: Members }>> {
    const found = await Promise.all(ids.map((id) => this.#parts.chat.conversations.find(app, id)));
    return new Map(found.flatMap((known) => (known ? [[known.conversation.id, known]] : [])));
  }
}

function viewOf(
  { conversationId, event }: StoredMessage,
  tallies: readonly ReactionTally[],
): Omit<Message, 'isRead'> | null {
  const body = currentBody(event);
  if (!body) return null;
  return {
    id: event.id,
    conversationId,
    senderId: event.claimed ? null : event.userId,
    clientId: event.clientId,
    body,
    offset: event.position.offset,
    createdAt: event.at,
    editedAt: event.edit?.at ?? null,
    reactions: tallies.map(({ reaction, count, own }): ReactionCount => ({ reaction, count, own })),
  };
}

/**
 * Whether anybody beside the sender has read it. In a group a member begins to read where it came in: that says nothing of
 * what was said before.
 */
function hasReader(
  { event }: StoredMessage,
  { conversation, members }: { conversation: Conversation; members: Members },
  marks: readonly ReadMark[],
): boolean {
  return marks.some(({ userId, epoch, offset }) => {
    const isBehind = epoch !== event.position.epoch || offset < event.position.offset;
    if (isBehind || userId === event.userId) return false;
    if (conversation.kind === 'private') return true;
    const member = members.get(userId);
    return member !== undefined && member.joinedAt <= event.at;
  });
}
