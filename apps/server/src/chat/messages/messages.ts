import type { ChatCaller } from '../caller.ts';
import type { Attachment, Message, MessageBody } from './message.ts';

export interface NewMessage {
  /** The sender's own id for it: however often it is sent, it is stored once. */
  readonly clientId: string | null;
  readonly text: string;
  readonly attachments?: readonly Attachment[];
  readonly custom?: Readonly<Record<string, unknown>>;
  readonly replyTo?: string;
  readonly forwardOf?: string;
}

export interface MessageQuery {
  readonly limit: number;
  /** `newest`: descending offsets. */
  readonly order: 'newest' | 'oldest';
  readonly beforeOffset?: number;
  readonly afterOffset?: number;
  /** Sent before this (ms). */
  readonly createdBefore?: number;
  /** Sent, or edited, after this (ms). */
  readonly changedAfter?: number;
  readonly ids?: readonly string[];
}

export interface Sent {
  readonly id: string;
  readonly offset: number;
  readonly position: string;
  /** ms since 1970. */
  readonly at: number;
  /** It was there already, by its client id; this is the first answer. */
  readonly duplicate: boolean;
}

/** What is said in conversations. Each method first makes sure that the caller is a member. */
export interface Messages {
  /** Resolves once it is stored. `blocked`, `message_empty`, `reply_not_found`, and what `Publisher.publish` throws. */
  send(caller: ChatCaller, conversationId: string, message: NewMessage): Promise<Sent>;
  /** By its author. `message_not_found`, `not_author`. */
  edit(caller: ChatCaller, conversationId: string, id: string, text: string): Promise<Sent>;
  /** Where a message is, for protocols whose clients name it alone; null if the caller is in no conversation that has it. */
  locate(caller: ChatCaller, id: string): Promise<{ conversationId: string; message: Message } | null>;
  /**
   * For everybody: own messages; in a group also those of others, by its owner and admins; in private either's. Ids that
   * are not in the conversation are passed over. `may_not_delete`. Resolves with those that went.
   */
  deleteForAll(caller: ChatCaller, conversationId: string, ids: readonly string[]): Promise<string[]>;
  /** For the caller alone. Resolves with those that are hidden now and were not before. */
  hide(caller: ChatCaller, conversationId: string, ids: readonly string[]): Promise<string[]>;
  /** One message as it stands now. `message_not_found` also for what the caller has hidden. */
  get(caller: ChatCaller, conversationId: string, id: string): Promise<Message>;
  list(caller: ChatCaller, conversationId: string, query: MessageQuery): Promise<Message[]>;
  /**
   * For lists of conversations that the caller is known to be in: the newest message of each that the caller did not hide.
   * Those without any are absent.
   */
  lastMessages(caller: ChatCaller, conversationIds: readonly string[]): Promise<ReadonlyMap<string, Message>>;
  /**
   * Likewise: how many messages of others come after what the caller has read, without those that it hid, each at most
   * `MOST_UNREAD`. Those without any are absent.
   */
  unreadCounts(caller: ChatCaller, conversationIds: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /**
   * The caller has read up to the newest of these messages, or, with null, everything. Resolves with the messages of others
   * that were unread before, newest first, at most 1000; none: nothing is told to anybody.
   */
  read(caller: ChatCaller, conversationId: string, ids: readonly string[] | null): Promise<string[]>;
  /** The same by offset. */
  readUpTo(caller: ChatCaller, conversationId: string, offset: number): Promise<string[]>;
  /** Tells those who are there. Nothing is kept. `blocked`. */
  typing(caller: ChatCaller, conversationId: string, status: string | null): Promise<void>;
  /** Adds and removes; resolves with whether something changed. `message_not_found`. */
  react(
    caller: ChatCaller,
    conversationId: string,
    id: string,
    change: { readonly add?: string; readonly remove?: string },
  ): Promise<boolean>;
  /** Who reacted how. */
  reactionsOf(
    caller: ChatCaller,
    conversationId: string,
    id: string,
  ): Promise<ReadonlyMap<string, readonly string[]>>;
  /** A signal to the members of a conversation, or to users, in words of the app. Nothing is kept. */
  signal(
    caller: ChatCaller,
    to: { readonly conversationId: string } | { readonly userIds: readonly string[] },
    signal: SystemSignal,
  ): Promise<void>;
  /** Something that the server tells in a conversation, in the name of the member who did it. Everybody gets it live. */
  tell(caller: ChatCaller, conversationId: string, body: MessageBody): Promise<Sent>;
}

/** The signal that carries what an app's clients tell one another beside messages. */
export interface SystemSignal {
  readonly id: string;
  readonly custom: Readonly<Record<string, unknown>>;
}

/** Names of signals on a conversation's channel, with the bodies that the types below tell. */
export const TYPING_SIGNAL = 'typing';
export const READ_SIGNAL = 'read';
export const REACTION_SIGNAL = 'reaction';
export const SYSTEM_SIGNAL = 'system';

/** Body of {@link TYPING_SIGNAL}. */
export interface TypingBody {
  readonly status?: string;
}
/** Body of {@link READ_SIGNAL}: the sender has read up to there. */
export interface ReadBody {
  readonly offset: number;
}
/** Body of {@link REACTION_SIGNAL}. */
export interface ReactionBody {
  readonly messageId: string;
  readonly add?: string;
  readonly remove?: string;
}
