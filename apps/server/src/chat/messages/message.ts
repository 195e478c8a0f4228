import { z } from 'zod';

/** A file in a message. */
export interface Attachment {
  readonly fileId?: string;
  readonly fileName?: string;
  readonly contentType?: string;
  /** Bytes. */
  readonly size?: number;
  readonly width?: number;
  readonly height?: number;
  readonly blurHash?: string;
  /** Whatever else its sender wrote of it. */
  readonly [field: string]: unknown;
}

/** What everybody may see of a user, as it was when a note about it was written. */
export const NotedUser = z.object({
  id: z.string(),
  login: z.string().nullable(),
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
  avatar: z
    .object({
      fileId: z.string(),
      fileName: z.string().exactOptional(),
      blurHash: z.string().exactOptional(),
    })
    .nullable(),
  /** Times are ms since 1970. */
  createdAt: z.number(),
  updatedAt: z.number(),
  lastSeenAt: z.number().nullable(),
});

export type NotedUser = z.infer<typeof NotedUser>;

/** What the server itself tells in a conversation. */
export const SystemNote = z.discriminatedUnion('kind', [
  z.object({
    kind: z.enum(['member_added', 'member_removed', 'member_left']),
    userId: z.string(),
    /** Absent if it was no user any more. */
    user: NotedUser.exactOptional(),
  }),
  z.object({ kind: z.literal('image_updated') }),
]);

export type SystemNote = z.infer<typeof SystemNote>;

/** The name of the events that are messages. */
export const MESSAGE_EVENT = 'message';

/** The body of such an event, as every protocol's readers of the channel get it. */
export interface MessageBody {
  readonly text: string;
  readonly attachments?: readonly Attachment[];
  /** Whatever the sender's app wants to go with it. */
  readonly custom?: Readonly<Record<string, unknown>>;
  readonly replyTo?: string;
  readonly forwardOf?: string;
  /** Only on what the server wrote; no client can send it. */
  readonly system?: SystemNote;
}

export interface ReactionCount {
  readonly reaction: string;
  readonly count: number;
  /** Whether the asking user is among them. */
  readonly own: boolean;
}

/** A message as it stands now. */
export interface Message {
  readonly id: string;
  readonly conversationId: string;
  readonly senderId: string | null;
  /** What the sender called it. */
  readonly clientId: string | null;
  readonly body: MessageBody;
  /** In its channel's log: what it is ordered by. */
  readonly offset: number;
  /** ms since 1970. */
  readonly createdAt: number;
  /** When it was edited last (ms); null: never. */
  readonly editedAt: number | null;
  /** Whether anybody beside the sender has read it. */
  readonly isRead: boolean;
  readonly reactions: readonly ReactionCount[];
}
