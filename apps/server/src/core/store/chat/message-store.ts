import type { StoredEvent } from '../event-store.ts';

/** Which messages of a conversation: those that its reader has not hidden. */
export interface MessagePage {
  readonly appId: string;
  readonly conversationId: string;
  /** Whose hidden messages are left out. */
  readonly userId: string;
  /** Only those with a smaller offset. */
  readonly before?: number;
  /** Only those with a larger offset. */
  readonly after?: number;
  /** Only those that were edited by an event with a larger offset. */
  readonly editedAfter?: number;
  readonly ids?: readonly string[];
  /** `newest`: descending offsets, `oldest`: ascending. */
  readonly order: 'newest' | 'oldest';
  /** 1 to 1000. */
  readonly limit: number;
}

export interface StoredMessage {
  readonly conversationId: string;
  readonly event: StoredEvent;
}

/** A conversation in which something happened. */
export interface ActiveConversation {
  readonly conversationId: string;
  /** When the member came in (ms). */
  readonly joinedAt: number;
  /** When its newest event was (ms). */
  readonly lastEventAt: number;
}

/** How often a message got one reaction. */
export interface ReactionTally {
  readonly messageId: string;
  readonly reaction: string;
  readonly count: number;
  /** Whether the user that was asked for is among them. */
  readonly own: boolean;
}

export interface ReactionRecord {
  readonly conversationId: string;
  readonly messageId: string;
  readonly userId: string;
  readonly reaction: string;
  /** ms since 1970. */
  readonly at: number;
}

/** Messages among the events of conversations, and what users put on them. None of it has a table of messages. */
export interface MessageStore {
  /** As they stand now, without the deleted ones. */
  page(page: MessagePage): Promise<StoredEvent[]>;
  /** The newest of each conversation that the user has not hidden; conversations without any are absent. */
  newest(appId: string, userId: string, conversationIds: readonly string[]): Promise<StoredMessage[]>;
  /** A message by its id alone, wherever in the app it is; null also for a deleted one. */
  locate(appId: string, id: string): Promise<StoredMessage | null>;
  /** A user's conversations in which something happened after a time (ms); the latest first. */
  active(appId: string, userId: string, since: number): Promise<ActiveConversation[]>;
  /** Hides them from one user, those that are hidden already as well. */
  hide(conversationId: string, userId: string, ids: readonly string[]): Promise<void>;
  /** Resolves with whether it was new. */
  addReaction(reaction: ReactionRecord): Promise<boolean>;
  /** Resolves with whether it was there. */
  removeReaction(reaction: Omit<ReactionRecord, 'at'>): Promise<boolean>;
  /** How many different ones a user put on a message. */
  countReactions(messageId: string, userId: string): Promise<number>;
  /** Of several messages: what they got, the first reaction of each message first. */
  tally(messageIds: readonly string[], userId: string): Promise<ReactionTally[]>;
  /** Who reacted how to a message, in the order in which they did; at most `limit`. */
  reactions(messageId: string, limit: number): Promise<Array<Pick<ReactionRecord, 'userId' | 'reaction'>>>;
  /** What users put on messages that are gone. */
  forget(conversationId: string, messageIds: readonly string[]): Promise<void>;
}
