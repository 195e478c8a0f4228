import { z } from 'zod';
import { chatProcedure } from '../../base/chat-procedure.ts';
import { ClientId, ObjectId } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { BY_USER } from '../chat-access.ts';
import { attachmentOf, messageFields, SentModel } from '../models/message.ts';

/** Says something in a conversation. */
export const sendMessage = chatProcedure
  .meta(
    rest.post('/chat/conversations/{conversation}/messages', 'Chat', 'Send a message', {
      ...BY_USER,
      description:
        'The answer means that the message is stored. Repeating the request with the same `clientId` stores it once and gets ' +
        'the first answer. In a private conversation whoever had left is in it again.',
      status: 201,
      errors: ['forbidden', 'not_found', 'banned', 'muted', 'messaging_disabled'],
      examples: { request: { text: 'hello', clientId: '7b2c' } },
    }),
  )
  .input(z.strictObject({ conversation: ObjectId, clientId: ClientId.optional(), ...messageFields }))
  .output(SentModel)
  .mutation(({ ctx, input }) => {
    const { conversation, clientId = null, text, attachments, custom, replyTo, forwardOf } = input;
    return ctx.api.chat.messages.send(ctx.caller, conversation, {
      clientId,
      text,
      ...(attachments && { attachments: attachments.map(attachmentOf) }),
      ...(custom && { custom }),
      ...(replyTo !== undefined && { replyTo }),
      ...(forwardOf !== undefined && { forwardOf }),
    });
  });
