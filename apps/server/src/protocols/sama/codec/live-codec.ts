import { z } from 'zod';
import type { Conversation } from '../../../chat/conversations/conversation.ts';
import type { ChatNews } from '../../../chat/live/live-feeds.ts';
import { MESSAGE_EVENT } from '../../../chat/messages/message.ts';
import { readMessageBody } from '../../../chat/messages/message-body.ts';
import { REACTION_SIGNAL, SYSTEM_SIGNAL, TYPING_SIGNAL } from '../../../chat/messages/messages.ts';
import type { Event, LoggedEvent, Signal } from '../../../core/event/event.ts';
import { typeOf } from './conversation-object.ts';
import { inSeconds } from './iso-date.ts';
import { liveMessageObject } from './message-object.ts';
import { userNewsPacket } from './user-news.ts';

/**
 * What happened, in the words of the protocol; null where it has none. Pictures are told by their ids alone: addresses are
 * signed for who asks, and one packet serves all.
 *
 * @param organizationId what clients know the app by.
 */
export function samaPacketsOf(news: ChatNews, organizationId: string): object | null {
  const { event } = news;
  if (news.kind === 'conversation') return conversationPacket(event, news.conversation, organizationId);
  if (event.kind === 'publish') return userNewsPacket(event, organizationId);
  return event.kind === 'signal' && event.name === SYSTEM_SIGNAL ? systemPacket(event, null) : null;
}

function conversationPacket(event: Event, conversation: Conversation, organizationId: string): object | null {
  switch (event.kind) {
    case 'publish':
    case 'edit':
    case 'delete':
      return event.name === MESSAGE_EVENT ? messagePacket(event, conversation, organizationId) : null;
    case 'signal':
      return signalPacket(event, conversation);
    case 'presence':
      return null;
  }
}

/** Of what was deleted since nothing is told but that. */
function messagePacket(
  event: LoggedEvent,
  conversation: Conversation,
  organizationId: string,
): object | null {
  const { kind, id, target, body, at: createdAt, sender } = event;
  const place = { cid: conversation.id, c_type: typeOf(conversation.kind), from: sender.userId };
  if (kind === 'delete') return { message_delete: { ids: [target], ...place, type: 'all' } };
  if (body === null) return null;
  const said = readMessageBody(body);
  if (kind === 'edit') return { message_edit: { id: target, ...place, body: said.text } };
  const message = { id, senderId: sender.userId, body: said, createdAt };
  return { message: liveMessageObject(message, { conversation, organizationId }) };
}

const Typing = z.object({ status: z.string().exactOptional() });
const Reaction = z.object({
  messageId: z.string(),
  add: z.string().exactOptional(),
  remove: z.string().exactOptional(),
});
const System = z.object({ id: z.string(), custom: z.record(z.string(), z.unknown()) });

/** Signals may also come from an app's backend, in a form of its own: then there is nothing to tell. */
function signalPacket(signal: Signal, { id: cid, kind }: Conversation): object | null {
  const { name, body, at, sender } = signal;
  const place = { cid, c_type: typeOf(kind), from: sender.userId };
  switch (name) {
    case TYPING_SIGNAL: {
      const typing = Typing.safeParse(body.value());
      return typing.success ? { typing: { ...place, t: inSeconds(at), ...typing.data } } : null;
    }
    case REACTION_SIGNAL: {
      const { data } = Reaction.safeParse(body.value());
      if (!data) return null;
      const { messageId: mid, ...change } = data;
      return { message_reactions_update: { mid, ...place, ...change } };
    }
    case SYSTEM_SIGNAL:
      return systemPacket(signal, cid);
    default:
      return null;
  }
}

function systemPacket({ body, at, sender }: Signal, cid: string | null): object | null {
  const { data } = System.safeParse(body.value());
  if (!data) return null;
  const { id: _id, custom: x } = data;
  return {
    system_message: { _id, from: sender.userId, t: inSeconds(at), x, ...(cid === null ? {} : { cid }) },
  };
}
