import type { Conversation } from '../../../chat/conversations/conversation.ts';
import type { Message, MessageBody, NotedUser, SystemNote } from '../../../chat/messages/message.ts';
import { attachmentObject } from './attachment-object.ts';
import { conversationObject, typeOf } from './conversation-object.ts';
import { inSeconds, isoDate } from './iso-date.ts';
import { userObject } from './user-objects.ts';

/** Where a message is. */
export interface MessagePlace {
  readonly conversation: Conversation;
  readonly organizationId: string;
}

/** What a message is, whether it was just said or is looked up. */
interface Said {
  readonly id: string;
  readonly senderId: string | null;
  readonly body: MessageBody;
  /** ms since 1970. */
  readonly createdAt: number;
}

/** A message as members get it when it is said. */
export function liveMessageObject(said: Said, place: MessagePlace): object {
  const { id, kind } = place.conversation;
  const { body, createdAt } = said;
  return {
    _id: said.id,
    cid: id,
    c_type: typeOf(kind),
    ...contentOf(said),
    x: extraOf(body, place) ?? {},
    ...linksOf(body),
    created_at: isoDate(createdAt),
    updated_at: isoDate(createdAt),
  };
}

/** A message in a list, as this user reads it: of its own it learns whether anybody has read them. */
export function messageObject(message: Message, viewerId: string, place: MessagePlace): object {
  return { ...lastMessageObject(message, viewerId, place), cid: place.conversation.id };
}

/** The same beside its conversation. */
export function lastMessageObject(message: Message, viewerId: string, place: MessagePlace): object {
  const { id, senderId, body, createdAt, editedAt, isRead } = message;
  const x = extraOf(body, place);
  return {
    _id: id,
    ...contentOf(message),
    ...(x === null ? {} : { x }),
    ...linksOf(body),
    ...(senderId === viewerId ? { status: isRead ? 'read' : 'sent' } : {}),
    reactions: reactionsOf(message),
    created_at: isoDate(createdAt),
    // Later than the other only if it was edited: clients show that it was by the difference.
    updated_at: isoDate(editedAt ?? createdAt),
  };
}

function contentOf({ senderId, body: { text, attachments }, createdAt }: Said): object {
  return {
    from: senderId,
    t: inSeconds(createdAt),
    body: text,
    ...(attachments === undefined ? {} : { attachments: attachments.map(attachmentObject) }),
  };
}

function linksOf({ replyTo, forwardOf }: MessageBody): object {
  return {
    ...(replyTo === undefined ? {} : { replied_message_id: replyTo }),
    ...(forwardOf === undefined ? {} : { forwarded_message_id: forwardOf }),
  };
}

/** What goes with a message beside its text: of what the server wrote, what it is about. Null: nothing does. */
function extraOf({ system, custom }: MessageBody, place: MessagePlace): object | null {
  if (system !== undefined) return noteObject(system, place);
  return custom ?? null;
}

const NOTE_TYPES = {
  member_added: 'added_participant',
  member_removed: 'removed_participant',
  member_left: 'left_participants',
} as const;

function noteObject(note: SystemNote, { conversation, organizationId }: MessagePlace): object {
  if (note.kind === 'image_updated') {
    return { type: 'update_image', conversation: conversationObject(conversation, { organizationId }) };
  }
  return { type: NOTE_TYPES[note.kind], user: notedUserObject(note.userId, note.user) };
}

/** Notes of users who were gone when it was written name them by their ids alone. */
function notedUserObject(id: string, user: NotedUser | undefined): object {
  if (user === undefined) return { _id: id, native_id: id };
  return userObject({ ...user, email: null, phone: null }, false);
}

function reactionsOf({ reactions }: Message): object {
  if (reactions.length === 0) return {};
  return {
    own: reactions.filter(({ own }) => own).map(({ reaction }) => reaction),
    total: Object.fromEntries(reactions.map(({ reaction, count }) => [reaction, count])),
  };
}
