import type { Conversation } from '../conversations/conversation.ts';
import type { Message } from '../messages/message.ts';

/**
 * What a user is told on its own channel `user:<id>`, which is durable: a client that was away finds it there. The event's
 * name is the key, its JSON body the value.
 */
export interface UserEvents {
  /** The user is in a new conversation. */
  readonly conversation_created: ConversationNews;
  /** The user was added to a conversation, or one that it is in has changed. */
  readonly conversation_updated: ConversationNews;
  /** The user was removed from a conversation. */
  readonly conversation_removed: ConversationNews;
  /** The user left, on this or another device, or the conversation ended. */
  readonly conversation_left: { readonly conversationId: string };
  /** Somebody has read messages of the user. */
  readonly messages_read: {
    readonly conversationId: string;
    /** Newest first. */
    readonly messageIds: readonly string[];
    readonly by: string;
  };
}

export interface ConversationNews {
  readonly conversation: Conversation;
  /** User ids. */
  readonly participants: readonly string[];
  /** Who did it. */
  readonly by: string;
  /** Given to who was added to a conversation that has messages. */
  readonly lastMessage?: Message;
  readonly unread?: number;
  /** Where its log stands, `epoch:offset`. */
  readonly position: string;
}

/** The channel of a user's own. */
export function userChannelOf(userId: string): string {
  return `user:${userId}`;
}
