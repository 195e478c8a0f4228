import type { ReactionTally, StoredMessage } from '../../core/store/chat/message-store.ts';
import type { ChatCaller } from '../caller.ts';
import type { ChatParts } from '../chat-parts.ts';
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
    const [tallies, read] = await Promise.all([
      messages.tally(
        found.map(({ event }) => event.id),
        caller.userId,
      ),
      reads.readByOthers(found),
    ]);
    const reactionsOf = groupedBy(tallies, ({ messageId }) => messageId);
    return found.flatMap((message) => {
      const { id } = message.event;
      const view = viewOf(message, reactionsOf.get(id) ?? []);
      return view ? [{ ...view, isRead: read.has(id) }] : [];
    });
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
