import type { Position } from '../../event/position.ts';

/** A conversation as it is kept. What is in `image` is for the caller to say; the times are ms since 1970. */
export interface ConversationRecord {
  readonly id: string;
  readonly appId: string;
  readonly kind: 'private' | 'group';
  readonly name: string | null;
  readonly description: string | null;
  readonly image: string | null;
  readonly ownerId: string;
  /** Private: the other one of the two. */
  readonly opponentId: string | null;
  /** Private: the same for both orders of the two; unique in the app. */
  readonly pairKey: string | null;
  readonly createdAt: number;
  /** When it was changed last; messages are not changes of it. */
  readonly updatedAt: number;
}

export interface MemberRecord {
  readonly userId: string;
  readonly role: 'member' | 'admin' | 'owner';
  readonly joinedAt: number;
}

/** A member to be put in, with where it begins to read; `start` is null where nothing was written yet. */
export interface NewMember extends MemberRecord {
  readonly start: Position | null;
}

export interface KeptConversation {
  readonly conversation: ConversationRecord;
  readonly members: readonly MemberRecord[];
}

/** Changes that are made together or not at all. */
export interface ConversationAlteration {
  readonly fields: Partial<
    Pick<ConversationRecord, 'name' | 'description' | 'image' | 'ownerId' | 'updatedAt'>
  >;
  /** Who is in it from now on; whoever is in it already gets the role, and keeps where it has read to. */
  readonly add: readonly NewMember[];
  readonly roles: ReadonlyArray<Pick<MemberRecord, 'userId' | 'role'>>;
  readonly remove: readonly string[];
}

/** Where the log of a conversation stands. */
export interface ConversationHead {
  readonly head: Position;
  /** ms since 1970. */
  readonly lastEventAt: number;
}

export interface ConversationSearch {
  readonly appId: string;
  /** Only conversations that this user is in. */
  readonly userId: string;
  readonly limit: number;
  /** By the time of the last change, or of the newest event of its channel, whichever is later (ms). */
  readonly updatedAfter?: number;
  readonly updatedBefore?: number;
  readonly ids?: readonly string[];
  /** A part of the name, whatever its case; every character stands for itself. */
  readonly name?: string;
}

/** Conversations and their members. */
export interface ConversationStore {
  /** Makes a conversation with its members. Resolves with false if the two of its pair have one already. */
  create(conversation: ConversationRecord, members: readonly MemberRecord[]): Promise<boolean>;
  /** Those that there are, in no order. */
  load(appId: string, ids: readonly string[]): Promise<KeptConversation[]>;
  /** The id of the conversation of a pair. */
  findPair(appId: string, pairKey: string): Promise<string | null>;
  /** Rejects with `not_found` if the conversation is gone. */
  alter(appId: string, id: string, alteration: ConversationAlteration): Promise<void>;
  /** Removes it with everything that hangs on it. Its log stays. */
  remove(appId: string, id: string): Promise<void>;
  /** By id; those that nothing was written in are absent. */
  heads(appId: string, ids: readonly string[]): Promise<Map<string, ConversationHead>>;
  /** Ids of the groups that this user is the owner of, in ascending order, from after one of them on. */
  ownedGroups(
    appId: string,
    userId: string,
    page: { readonly after: string; readonly limit: number },
  ): Promise<string[]>;
  /** Ids, the last updated first; more than `limit` where several were updated when the last of them was. */
  search(search: ConversationSearch): Promise<string[]>;
}
