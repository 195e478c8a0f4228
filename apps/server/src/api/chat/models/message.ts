import { z } from 'zod';
import type { Attachment, Message, MessageBody } from '../../../chat/messages/message.ts';
import { listOf } from '../../models/list-of.ts';
import { ObjectId, PositionText, Timestamp, UserId } from '../../models/names.ts';

/** Attachments of one message. */
const MOST_ATTACHMENTS = 50;
const MOST_TEXT = 65_536;
const MOST_PIXELS = 100_000;

const name = z.string().min(1).max(255);

export const AttachmentModel = z
  .looseObject({
    fileId: ObjectId.optional().meta({
      description: 'A file that the sender may see. The members of the conversation may then see it, too.',
    }),
    fileName: name.optional(),
    contentType: name.optional(),
    size: z.int().nonnegative().optional().meta({ description: 'In bytes.' }),
    width: z.int().min(0).max(MOST_PIXELS).optional().meta({ description: 'In pixels.' }),
    height: z.int().min(0).max(MOST_PIXELS).optional(),
    blurHash: z.string().max(255).optional(),
  })
  .meta({ id: 'Attachment', description: 'A file in a message, and whatever else its sender writes of it.' });

/** What goes with a message in the app's own words. */
export const Custom = z.record(z.string().max(255), z.unknown()).meta({
  id: 'Custom',
  description:
    'Whatever the app wants to go with it. Not `conversation_created`, `conversation_updated`, `conversation_kicked`, and ' +
    'no `type` that clients take for the server’s own.',
});

export const MessageText = z.string().max(MOST_TEXT);

/** What a message says when it is sent. */
export const messageFields = {
  text: MessageText.default('').meta({ description: 'May be empty if there are attachments.' }),
  attachments: listOf(AttachmentModel, MOST_ATTACHMENTS).optional(),
  custom: Custom.optional(),
  replyTo: ObjectId.optional().meta({ description: 'A message of the same conversation.' }),
  forwardOf: ObjectId.optional().meta({ description: 'The message that this one repeats elsewhere.' }),
};

const System = z
  .object({
    kind: z.enum(['member_added', 'member_removed', 'member_left', 'image_updated']),
    user: UserId.optional().meta({ description: 'Who was added or removed, or has left.' }),
  })
  .meta({ id: 'SystemNote', description: 'Present on what the server itself tells in a conversation.' });

const ReactionCountModel = z
  .object({
    reaction: z.string(),
    count: z.int().positive(),
    own: z.boolean().meta({ description: 'Whether the asking user is among them.' }),
  })
  .meta({ id: 'ReactionCount' });

/** A message as it stands now. */
export const MessageModel = z
  .object({
    id: ObjectId,
    conversation: ObjectId,
    user: UserId.nullable().meta({
      description: 'Who sent it; null: the app’s backend in its own name.',
    }),
    clientId: z.string().nullable().meta({ description: 'What the sender called it.' }),
    offset: z.int().positive().meta({ description: 'Where it is in the log of its conversation.' }),
    text: z.string(),
    attachments: z.array(z.record(z.string(), z.unknown())).optional(),
    custom: z.record(z.string(), z.unknown()).optional(),
    replyTo: z.string().optional(),
    forwardOf: z.string().optional(),
    system: System.optional(),
    createdAt: Timestamp,
    editedAt: Timestamp.nullable().meta({ description: 'When it was edited last; null: never.' }),
    isRead: z.boolean().meta({ description: 'Whether anybody beside the sender has read it.' }),
    reactions: z.array(ReactionCountModel),
  })
  .meta({ id: 'Message' });

/** That a message was stored, or a change of one. */
export const SentModel = z
  .object({
    id: ObjectId,
    position: PositionText,
    offset: z.int().positive(),
    at: Timestamp,
    duplicate: z.boolean().meta({
      description: 'It was there already, by its client id; this is the first answer.',
    }),
  })
  .meta({ id: 'Sent' });

export function messageModel({
  conversationId,
  senderId,
  body,
  reactions,
  ...rest
}: Message): z.infer<typeof MessageModel> {
  return {
    ...rest,
    ...bodyModel(body),
    conversation: conversationId,
    user: senderId,
    reactions: [...reactions],
  };
}

function bodyModel({
  attachments,
  system,
  ...rest
}: MessageBody): Omit<MessageBody, 'attachments' | 'system'> &
  Pick<z.infer<typeof MessageModel>, 'attachments' | 'system'> {
  return {
    ...rest,
    ...(attachments && { attachments: attachments.map((attachment) => ({ ...attachment })) }),
    ...(system && { system: systemModel(system) }),
  };
}

function systemModel(system: NonNullable<MessageBody['system']>): z.infer<typeof System> {
  return 'userId' in system ? { kind: system.kind, user: system.userId } : { kind: system.kind };
}

/** An attachment as it is kept: only what was given. */
export function attachmentOf(given: z.infer<typeof AttachmentModel>): Attachment {
  const { fileId, fileName, contentType, size, width, height, blurHash, ...others } = given;
  return {
    ...others,
    ...(fileId !== undefined && { fileId }),
    ...(fileName !== undefined && { fileName }),
    ...(contentType !== undefined && { contentType }),
    ...(size !== undefined && { size }),
    ...(width !== undefined && { width }),
    ...(height !== undefined && { height }),
    ...(blurHash !== undefined && { blurHash }),
  };
}
