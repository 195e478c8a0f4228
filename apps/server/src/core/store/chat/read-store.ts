import type { Position } from '../../event/position.ts';
import type { StoredEvent } from '../event-store.ts';

/** How far a user has read a conversation on one device. */
export interface ReadRecord extends Position {
  readonly conversationId: string;
  readonly userId: string;
  /** Empty: without a device. */
  readonly deviceId: string;
  /** ms since 1970. */
  readonly at: number;
}

/** How far a user has read a conversation, over all its devices, in one epoch of the log. */
export interface ReadMark extends Position {
  readonly conversationId: string;
  readonly userId: string;
}

/** A message of somebody else that lies beyond what a user has read. */
export interface UnreadMessage {
  readonly id: string;
  readonly offset: number;
  /** Null: the app's backend in its own name. */
  readonly senderId: string | null;
}

/** A message, as far as it says whether somebody has read it. */
export interface ReadableMessage {
  readonly conversationId: string;
  readonly event: Pick<StoredEvent, 'id' | 'position' | 'userId' | 'at'>;
}

/** What users have read. What is unread follows from it, and is never kept. */
export interface ReadStore {
  /**
   * Moves a device on: never back within an epoch.
   *
   * @param mostDevices a user keeps so many; the reads of others, the longest unused first, become those without a device.
   */
  advance(record: ReadRecord, mostDevices: number): Promise<void>;
  /**
   * The ids of those of these messages that anybody beside their sender has read. In a group a member begins to read where
   * it came in, which says nothing of what was said before: who came later has not read it.
   */
  readByOthers(messages: readonly ReadableMessage[]): Promise<Set<string>>;
  /** How far a user has read these conversations. */
  marksOf(userId: string, conversationIds: readonly string[]): Promise<ReadMark[]>;
  /**
   * How many messages of others come after what the user has read, without deleted ones and those that it has hidden; at
   * most `most` each. Conversations without any are absent.
   */
  unreadCounts(query: {
    readonly appId: string;
    readonly userId: string;
    readonly conversationIds: readonly string[];
    readonly most: number;
  }): Promise<Map<string, number>>;
  /** The same messages of one conversation, after one offset and up to another; the newest first. */
  unread(query: {
    readonly appId: string;
    readonly userId: string;
    readonly conversationId: string;
    readonly after: number;
    readonly upTo: number;
    readonly limit: number;
  }): Promise<UnreadMessage[]>;
}
