import type { Conversation, ConversationKind } from '../../../chat/conversations/conversation.ts';
import { isoDate } from './iso-date.ts';
import { pictureObject, withoutNulls } from './user-objects.ts';

/** What is told of a conversation beside itself; what is absent is not told. */
export interface ConversationDetails {
  readonly organizationId: string;
  /** User ids. */
  readonly participants?: readonly string[];
  /** Where its image can be fetched. */
  readonly imageUrl?: string | undefined;
  /** As `lastMessageObject` makes it. */
  readonly lastMessage?: object | undefined;
  readonly unread?: number | undefined;
}

/** A conversation as clients know it. */
export function conversationObject(conversation: Conversation, details: ConversationDetails): object {
  const { id, kind, name, description, image, ownerId, opponentId, createdAt, updatedAt } = conversation;
  const { organizationId, participants, imageUrl, lastMessage, unread } = details;
  return {
    _id: id,
    organization_id: organizationId,
    type: typeOf(kind),
    ...withoutNulls({ name, description }),
    ...(image === null ? {} : { image_object: pictureObject(image) }),
    ...(imageUrl === undefined ? {} : { image_url: imageUrl }),
    owner_id: ownerId,
    ...(opponentId === null ? {} : { opponent_id: opponentId }),
    ...(participants === undefined ? {} : { participants }),
    ...(lastMessage === undefined ? {} : { last_message: lastMessage }),
    ...(unread === undefined ? {} : { unread_messages_count: unread }),
    created_at: isoDate(createdAt),
    updated_at: isoDate(updatedAt),
  };
}

/** The protocol's word for a kind of conversation. */
export function typeOf(kind: ConversationKind): 'u' | 'g' {
  return kind === 'private' ? 'u' : 'g';
}
