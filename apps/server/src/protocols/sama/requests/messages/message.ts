import { z } from 'zod';
import type { ChatCaller } from '../../../../chat/caller.ts';
import type { Chat } from '../../../../chat/chat.ts';
import { attachmentOf, isAmbiguous } from '../../codec/attachment-object.ts';
import { inSeconds } from '../../codec/iso-date.ts';
import { acknowledgement } from '../../codec/server-packets.ts';
import { Id, text } from '../field.ts';
import { inputOf } from '../input.ts';
import { Packet, userRequest } from '../request.ts';
import { Extra, MessageText, OwnId } from './message-fields.ts';

const MAX_NAME = 255;
const MAX_PIXELS = 10_000;
const MAX_FILE_BYTES = 104_857_601;
const MOST_ATTACHMENTS = 50;

const AttachmentField = z
  .looseObject({
    file_id: Id.optional(),
    file_name: text(0, MAX_NAME).optional(),
    file_blur_hash: text(0, MAX_NAME).optional(),
    file_content_type: text(0, MAX_NAME).optional(),
    file_size: z.number().min(0).max(MAX_FILE_BYTES).optional(),
    file_width: z.number().min(0).max(MAX_PIXELS).optional(),
    file_height: z.number().min(0).max(MAX_PIXELS).optional(),
  })
  .refine((written) => !isAmbiguous(written));

export const MessageInput = inputOf(
  z.strictObject({
    id: OwnId.optional(),
    cid: Id,
    x: Extra.optional(),
    body: MessageText.optional(),
    attachments: z.array(AttachmentField).min(1).max(MOST_ATTACHMENTS).optional(),
    replied_message_id: Id.optional(),
    forwarded_message_id: Id.optional(),
  }),
  {
    id: 'INCORRECT_MESSAGE_ID',
    cid: 'CID_REQUIRED',
    body: 'MESSAGE_BODY_AND_ATTACHMENTS_EMPTY',
    attachments: (value) =>
      Array.isArray(value) && value.length > 0
        ? 'INVALID_ATTACHMENT_FIELDS'
        : 'MESSAGE_BODY_AND_ATTACHMENTS_EMPTY',
    replied_message_id: 'INCORRECT_REPLY_MESSAGE_ID',
  },
  {
    rules: [({ body, attachments }) => (body || attachments ? null : 'MESSAGE_BODY_AND_ATTACHMENTS_EMPTY')],
  },
);

/** Says something in a conversation. Resolves with its acknowledgement, once it is stored. */
export async function sendMessage(
  { messages }: Pick<Chat, 'messages'>,
  caller: ChatCaller,
  input: ReturnType<typeof MessageInput.parse>,
): Promise<object> {
  const { id, cid, x, body, attachments, replied_message_id, forwarded_message_id } = input;
  const sent = await messages.send(caller, cid, {
    clientId: id ?? null,
    text: body ?? '',
    ...(attachments && { attachments: attachments.map(attachmentOf) }),
    ...(x && Object.keys(x).length > 0 ? { custom: x } : {}),
    ...(replied_message_id === undefined ? {} : { replyTo: replied_message_id }),
    ...(forwarded_message_id === undefined ? {} : { forwardOf: forwarded_message_id }),
  });
  return acknowledgement({
    ...(id === undefined ? {} : { mid: id }),
    server_mid: sent.id,
    t: inSeconds(sent.at),
    modified: null,
    bot_message: null,
  });
}

export const message = userRequest(
  'message',
  MessageInput,
  async ({ setup, caller }, input) => new Packet(await sendMessage(setup.chat, caller, input)),
);
