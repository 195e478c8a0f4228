import type { EventItem } from '../../feed/feed-item.ts';
import { offsetOf } from '../../feed/position.ts';
import type { OutboxMessage } from '../../outbox/outbox-message.ts';
import type { MessageAnswer } from '../chat-api.ts';
import type { ChatMessage, LoggedMessage } from './chat-message.ts';
import { readContent } from './read-content.ts';

/** The name of the events that are messages. */
export const MESSAGE_EVENT = 'message';

/** A message as the event tells it that stores it. */
export function messageOfEvent(event: EventItem, me: string): LoggedMessage {
  const { id, clientId, user, at } = event;
  return {
    ...readContent(event.data),
    ...identity(id, clientId, user, me),
    ...{ id, clientId, at, offset: offsetOf(event.position) },
    ...{ editedAt: null, isRead: false, reactions: [], status: 'sent', error: null },
  };
}

/** A message as the server says it stands now. */
export function messageOfAnswer(answer: MessageAnswer, me: string): LoggedMessage {
  const { id, clientId, user, offset, createdAt, editedAt, isRead, reactions } = answer;
  return {
    ...readContent(answer),
    ...identity(id, clientId, user, me),
    ...{ id, clientId, offset, at: createdAt, editedAt, isRead, reactions, status: 'sent', error: null },
  };
}

/** A message on its way, or one that failed. */
export function messageOfDraft(draft: OutboxMessage, me: string | null): ChatMessage {
  const { clientId, state, error } = draft;
  return {
    ...readContent(draft.data),
    ...{ key: clientId, id: null, clientId, offset: null, sender: me, isOwn: true },
    ...{ status: state === 'failed' ? state : 'sending', error: state === 'failed' ? error : null },
    ...{ at: draft.queuedAt, editedAt: null, isRead: false, reactions: [] },
  };
}

/** Client ids are each sender's own: another's may be the same. */
function identity(
  id: string,
  clientId: string | null,
  sender: string | null,
  me: string,
): Pick<ChatMessage, 'key' | 'sender' | 'isOwn'> {
  const isOwn = sender === me;
  return { key: isOwn && clientId !== null ? clientId : id, sender, isOwn };
}
