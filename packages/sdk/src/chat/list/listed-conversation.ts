import type { EventItem } from '../../feed/feed-item.ts';
import { offsetOf } from '../../feed/position.ts';
import type { ConversationView } from '../chat-api.ts';
import type { LoggedMessage } from '../messages/chat-message.ts';
import { readContent } from '../messages/read-content.ts';
import { MESSAGE_EVENT, messageOfAnswer, messageOfEvent } from '../messages/read-message.ts';

/** A conversation in a list. The same object until something about it changes. */
export interface ListedConversation extends Omit<ConversationView, 'lastMessage'> {
  /** The newest message that the user did not hide; null: there is none. */
  readonly lastMessage: LoggedMessage | null;
}

/** A conversation as the server just said that it stands. */
export function listed(view: ConversationView, me: string): ListedConversation {
  return { ...view, lastMessage: view.lastMessage && messageOfAnswer(view.lastMessage, me) };
}

/** How far the log is contained in what is shown. */
export function seenOffset({ position, lastMessage }: ListedConversation): number {
  return Math.max(offsetOf(position), lastMessage?.offset ?? 0);
}

/**
 * The same conversation after an event of its log that it does not hold; null: what it shows then has to be asked for. What
 * this client did itself is learned from answers, before or after what others did next to it.
 */
export function afterEvent(
  conversation: ListedConversation,
  event: EventItem,
  me: string,
): ListedConversation | null {
  const { lastMessage, unread } = conversation;
  const moved = movedTo(conversation, event);
  if (event.kind === 'edit') {
    const isNews = lastMessage?.id === event.target && (lastMessage.editedAt ?? 0) <= event.at;
    if (!isNews || lastMessage === null) return moved;
    return { ...moved, lastMessage: { ...lastMessage, ...readContent(event.data), editedAt: event.at } };
  }
  // What was deleted may have been the newest, or among the unread.
  if (event.kind === 'delete') return unread > 0 || lastMessage?.id === event.target ? null : moved;
  if (event.name !== MESSAGE_EVENT || event.data === null) return moved;
  const message = messageOfEvent(event, me);
  // A note of who came or went: more than the messages has changed.
  if (message.system !== null) return null;
  // Its answer was overtaken by other news, which may have been about it.
  if (message.isOwn && message.offset < offsetOf(conversation.position)) return null;
  const isNewest = message.offset > (lastMessage?.offset ?? 0);
  return {
    ...moved,
    lastMessage: isNewest ? message : lastMessage,
    unread: message.isOwn ? unread : unread + 1,
  };
}

function movedTo(conversation: ListedConversation, { position, at }: EventItem): ListedConversation {
  if (offsetOf(position) <= offsetOf(conversation.position)) return conversation;
  return { ...conversation, position, updatedAt: Math.max(conversation.updatedAt, at) };
}

/** The same after somebody has read up to there; null: how much is unread then has to be asked for. */
export function afterRead(
  conversation: ListedConversation,
  { user, offset }: { readonly user: string; readonly offset: number },
  me: string,
): ListedConversation | null {
  const { lastMessage, unread } = conversation;
  if (user === me) {
    if (unread === 0) return conversation;
    return offset >= (lastMessage?.offset ?? 0) ? { ...conversation, unread: 0 } : null;
  }
  if (!lastMessage || lastMessage.isRead || lastMessage.sender === user || offset < lastMessage.offset) {
    return conversation;
  }
  return { ...conversation, lastMessage: { ...lastMessage, isRead: true } };
}
