import type { App } from '../../core/apps/app.ts';
import type { ChatCaller } from '../caller.ts';
import type { Message } from '../messages/message.ts';
import type { Picture } from '../users/user.ts';
import type { Conversation, ConversationKind, Members, Role } from './conversation.ts';

export interface NewConversation {
  readonly kind: ConversationKind;
  readonly name?: string;
  readonly description?: string;
  readonly image?: Picture;
  /** User ids; unknown ones are left out. The creator need not be named. */
  readonly participants: readonly string[];
}

/** What to change; null removes, absent stays. */
export interface ConversationChange {
  readonly name?: string;
  readonly description?: string | null;
  readonly image?: Picture | null;
  readonly add?: readonly string[];
  readonly remove?: readonly string[];
  readonly makeAdmin?: readonly string[];
  readonly makeMember?: readonly string[];
}

export interface ConversationQuery {
  readonly limit: number;
  /** By `updatedAt` (ms). */
  readonly updatedAfter?: number;
  readonly updatedBefore?: number;
  readonly ids?: readonly string[];
}

/** A conversation as one of its members sees it. */
export interface ConversationView {
  readonly conversation: Conversation;
  readonly members: Members;
  /** The newest message that the member did not hide; null: none. */
  readonly lastMessage: Message | null;
  /** Messages of others after what the member has read, at most {@link MOST_UNREAD}. */
  readonly unread: number;
  /** Where its log stands, `epoch:offset`: to follow the channel from. */
  readonly position: string;
}

/** More unread messages than this are not counted. */
export const MOST_UNREAD = 1000;

/**
 * Conversations and who is in them. Changes of one conversation happen one after the other, and each counts as a publish of
 * the caller: `rate_limited`.
 */
export interface Conversations {
  /**
   * Private: the one that the two have already is returned, and who had left is in it again. `no_participants`,
   * `too_many_in_private`, `too_many_participants`, `self_conversation`, `user_not_found`.
   */
  create(caller: ChatCaller, request: NewConversation): Promise<{ view: ConversationView; isNew: boolean }>;
  /** `conversation_not_found`, `not_member`, `not_admin`, `not_group`, `too_many_participants`. Null: nobody is left. */
  update(caller: ChatCaller, id: string, change: ConversationChange): Promise<ConversationView | null>;
  /** Hands a group over. `not_owner`; `user_not_found` for who is not in it, or was deleted. */
  setOwner(caller: ChatCaller, id: string, userId: string): Promise<ConversationView>;
  /**
   * Of a user who is deleted and stays a member: its groups go to who would have them if it left, if that user exists. One
   * that fails is reported, and stays.
   */
  handOverGroups(owner: Pick<ChatCaller, 'app' | 'userId' | 'sessionId'>): Promise<void>;
  /** The last one out ends the conversation; an owner's place goes to the oldest admin, or else member. */
  leave(caller: ChatCaller, id: string): Promise<void>;
  /** The newest first, by `updatedAt`; more than `limit` where several were updated when the last of them was. */
  list(caller: ChatCaller, query: ConversationQuery): Promise<ConversationView[]>;
  /** Of the caller's own, by a part of the name; the newest first. */
  search(
    caller: ChatCaller,
    query: { readonly name: string; readonly limit: number; readonly updatedAfter?: number },
  ): Promise<Conversation[]>;
  /** As a member sees it. `conversation_not_found` if there is none, `not_member`. */
  view(caller: ChatCaller, id: string): Promise<ConversationView>;
  /** The conversation and its members if the caller is one of them. `conversation_not_found`, `not_member`. */
  require(
    caller: ChatCaller,
    id: string,
  ): Promise<{ conversation: Conversation; members: Members; role: Role }>;
  /** Without asking who wants to know; null if there is none. From memory where possible. */
  find(app: App, id: string): Promise<{ conversation: Conversation; members: Members } | null>;
  /** The same, only if it is in memory: for whoever cannot wait. */
  peek(appId: string, id: string): { conversation: Conversation; members: Members } | null;
  /** Who takes part in those of the given conversations that the caller is in: both of a private one, also one who left. */
  participants(caller: ChatCaller, ids: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>;
  /** A private conversation is written to: whoever of the two had left is in it again. */
  reopen(caller: ChatCaller, id: string): Promise<void>;
}
