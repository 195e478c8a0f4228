import type { ChatCaller } from '../caller.ts';
import type { Conversation } from '../conversations/conversation.ts';

export type PushPlatform = 'web' | 'ios' | 'android';

/** Where a device is reached. */
export type PushTarget =
  | { readonly endpoint: string; readonly keyAuth: string; readonly keyP256dh: string }
  | { readonly token: string };

export interface PushSubscription {
  readonly id: string;
  readonly userId: string;
  readonly deviceId: string;
  readonly platform: PushPlatform;
  readonly target: PushTarget;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** What a device shows. All of it is text. */
export type PushContent = Readonly<Record<string, string>>;

/** Most users that one {@link Pushes.send} may name. */
export const MOST_RECIPIENTS = 100;

/** Of a message, what is told of it. */
export interface AnnouncedMessage {
  readonly id: string;
  readonly text: string;
  readonly firstFileId: string | null;
}

/** Tells devices of users who have no connection. */
export interface Pushes {
  /**
   * One for each device of a user: a second one replaces the first. The least recent of more than 20 goes. `bad_request` for
   * an endpoint or keys by which no device can be reached; `rate_limited`.
   */
  subscribe(
    caller: ChatCaller,
    request: { readonly deviceId: string; readonly platform: PushPlatform; readonly target: PushTarget },
  ): Promise<PushSubscription>;
  /** Newest first. */
  list(caller: ChatCaller): Promise<PushSubscription[]>;
  /** `push_not_found`. */
  unsubscribe(caller: ChatCaller, deviceId: string): Promise<void>;
  /**
   * To all devices of these users, connected or not, except of those between whom and the caller there is a block. Resolves
   * with an id for it once it is queued. A text that is too long is cut. `recipients_not_found`; `rate_limited`: each
   * recipient counts as something said; `payload_too_large`; `banned`, `muted` and `messaging_disabled` as for messages.
   */
  send(
    caller: ChatCaller,
    userIds: readonly string[],
    content: PushContent,
  ): Promise<{ readonly id: string; readonly userIds: readonly string[]; readonly at: number }>;
  /** A message was stored: tells those of its readers who have no connection, and are not banned there. Resolves once that is queued. */
  announce(
    caller: ChatCaller,
    conversation: Conversation,
    readers: readonly string[],
    message: AnnouncedMessage,
  ): Promise<void>;
  /** The public half of the server's VAPID keys: what browsers subscribe with. */
  readonly vapidPublicKey: string;
}
