import type { Event } from '../../core/event/event.ts';
import type { Outlet } from '../../core/hub/outlet.ts';
import type { Session } from '../../core/session/session.ts';
import type { Conversation } from '../conversations/conversation.ts';

/** Something that concerns a user in chat, as it happens. */
export type ChatNews =
  /** On the channel of a conversation that the user is in. */
  | { readonly kind: 'conversation'; readonly event: Event; readonly conversation: Conversation }
  /** On the user's own channel. */
  | { readonly kind: 'user'; readonly event: Event };

/** Turns news into one protocol's frame. Pure, and called once for all who get it; null: this protocol has no word for it. */
export interface ChatCodec<Frame> {
  encode(news: ChatNews): Frame | null;
}

/**
 * Everything that concerns a user, live, on one connection: all conversations, without a subscription for each. For
 * protocols whose clients hear of everything by being connected.
 */
export interface LiveFeeds {
  /** Begins at once; ends with the session, or when the result is disposed of. */
  open<Frame>(
    session: Session,
    userId: string,
    reader: { readonly codec: ChatCodec<Frame>; readonly outlet: Outlet<Frame> },
  ): Disposable;
}
