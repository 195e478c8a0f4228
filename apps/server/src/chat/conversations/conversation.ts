import type { Picture } from '../users/user.ts';

export type ConversationKind = 'private' | 'group';
export type Role = 'member' | 'admin' | 'owner';

export interface Member {
  readonly userId: string;
  readonly role: Role;
  /** ms since 1970. */
  readonly joinedAt: number;
}

export interface Conversation {
  readonly id: string;
  readonly kind: ConversationKind;
  readonly name: string | null;
  readonly description: string | null;
  readonly image: Picture | null;
  readonly ownerId: string;
  /** Private: the other one of the two. */
  readonly opponentId: string | null;
  readonly createdAt: number;
  /** When it was changed last, or its newest message was sent (ms). */
  readonly updatedAt: number;
}

/** Who is in a conversation, by user id. Of a private one somebody may have left; both are still its two. */
export type Members = ReadonlyMap<string, Member>;

const PREFIX = 'conversation:';

/** The channel that a conversation's messages are events of. */
export function channelOf(conversationId: string): string {
  return PREFIX + conversationId;
}

/** The conversation of a channel; null if it is none. */
export function conversationIdOf(channel: string): string | null {
  return channel.startsWith(PREFIX) ? channel.slice(PREFIX.length) : null;
}
