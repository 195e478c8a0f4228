import { z } from 'zod';
import type { Message } from '../../../chat/messages/message.ts';
import { readMessageBody } from '../../../chat/messages/message-body.ts';
import { Body } from '../../../core/event/body.ts';
import type { LoggedEvent } from '../../../core/event/event.ts';
import { conversationObject } from './conversation-object.ts';
import { inSeconds } from './iso-date.ts';
import { lastMessageObject } from './message-object.ts';

/** What clients call the news of a conversation that chat tells its members. */
const WORDS = new Map([
  ['conversation_created', 'conversation_created'],
  ['conversation_updated', 'conversation_updated'],
  ['conversation_removed', 'conversation_kicked'],
]);

/**
 * What a user was told on its own channel, in the words of the protocol; null where it has none, or where the app's backend
 * wrote something of its own there.
 */
export function userNewsPacket(event: LoggedEvent, organizationId: string): object | null {
  const word = WORDS.get(event.name);
  if (word !== undefined) return conversationPacket(event, word, organizationId);
  return event.name === 'messages_read' ? readPacket(event) : null;
}

const Picture = z.object({
  fileId: z.string(),
  fileName: z.string().exactOptional(),
  blurHash: z.string().exactOptional(),
});

const ToldConversation = z.object({
  id: z.string(),
  kind: z.enum(['private', 'group']),
  name: z.string().nullable(),
  description: z.string().nullable(),
  image: Picture.nullable(),
  ownerId: z.string(),
  opponentId: z.string().nullable(),
  createdAt: z.number(),
  updatedAt: z.number(),
});

const ToldMessage = z
  .object({
    id: z.string(),
    conversationId: z.string(),
    senderId: z.string().nullable(),
    clientId: z.string().nullable(),
    body: z.unknown().transform((body) => readMessageBody(Body.ofValue(body))),
    offset: z.number(),
    createdAt: z.number(),
    editedAt: z.number().nullable(),
    isRead: z.boolean(),
    reactions: z.array(z.object({ reaction: z.string(), count: z.number(), own: z.boolean() })),
  })
  .transform((message): Message => message);

const ConversationNews = z.object({
  conversation: ToldConversation,
  participants: z.array(z.string()),
  by: z.string(),
  lastMessage: ToldMessage.exactOptional(),
  unread: z.number().exactOptional(),
});

function conversationPacket({ body, at }: LoggedEvent, word: string, organizationId: string): object | null {
  const { data } = ConversationNews.safeParse(body?.value());
  if (!data) return null;
  const { conversation, participants, by, lastMessage, unread } = data;
  const told = conversationObject(conversation, {
    organizationId,
    participants,
    // It is for who came in just now: that message is none of its own.
    lastMessage: lastMessage && lastMessageObject(lastMessage, '', { conversation, organizationId }),
    unread,
  });
  const { id } = conversation;
  return { system_message: { _id: id, from: by, t: inSeconds(at), x: { [word]: told }, cid: id } };
}

const ReadNews = z.object({ conversationId: z.string(), messageIds: z.array(z.string()), by: z.string() });

function readPacket({ body }: LoggedEvent): object | null {
  const { data } = ReadNews.safeParse(body?.value());
  if (!data) return null;
  return { message_read: { cid: data.conversationId, ids: data.messageIds, from: data.by } };
}
