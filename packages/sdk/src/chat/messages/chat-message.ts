import type { ParleyError } from '../../errors/parley-error.ts';

/** A file in a message. */
export interface Attachment {
  readonly fileId?: string;
  readonly fileName?: string;
  readonly contentType?: string;
  /** In bytes. */
  readonly size?: number;
  /** In pixels. */
  readonly width?: number;
  readonly height?: number;
  readonly blurHash?: string;
  /** Whatever else its sender wrote of it. */
  readonly [field: string]: unknown;
}

/** What a message says. */
export interface MessageContent {
  readonly text: string;
  readonly attachments: readonly Attachment[];
  /** Whatever the app wants to go with it; null: nothing. */
  readonly custom: Readonly<Record<string, unknown>> | null;
  /** The id of the message that it answers. */
  readonly replyTo: string | null;
  /** The id of the message that it repeats. */
  readonly forwardOf: string | null;
  /** What the server itself tells here; null for what users say. */
  readonly system: SystemNote | null;
}

/** Something that happened to a conversation. */
export interface SystemNote {
  /** Such as `member_added`, `member_removed`, `member_left`, `image_updated`. */
  readonly kind: string;
  /** Whom it happened to; null: nobody. */
  readonly user: string | null;
}

/** How often a reaction was given. */
export interface ReactionCount {
  readonly reaction: string;
  readonly count: number;
  /** Whether this user is among those who gave it. */
  readonly own: boolean;
}

/** A message as it is shown. The same object until something about it changes. */
export interface ChatMessage extends MessageContent {
  /** The same from the moment it is sent, also after it got its id: for lists that need a key. */
  readonly key: string;
  /** Null until it is stored. */
  readonly id: string | null;
  readonly clientId: string | null;
  /** Its place in the conversation's log; null until it is stored. */
  readonly offset: number | null;
  /** Null: the app's backend in its own name. */
  readonly sender: string | null;
  readonly isOwn: boolean;
  readonly status: 'sending' | 'sent' | 'failed';
  /** Why it failed; null if it did not. */
  readonly error: ParleyError | null;
  /** When it was stored, or handed in: milliseconds since 1970-01-01 UTC. */
  readonly at: number;
  /** When it was edited last; null: never. */
  readonly editedAt: number | null;
  /** Whether anybody but its sender has read it. */
  readonly isRead: boolean;
  readonly reactions: readonly ReactionCount[];
}

/** A message that is stored. */
export interface LoggedMessage extends ChatMessage {
  readonly id: string;
  readonly offset: number;
}
