import { z } from 'zod';
import { chatProcedure } from '../../base/chat-procedure.ts';
import { ObjectId } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { BY_USER } from '../chat-access.ts';
import { MessageModel, messageModel } from '../models/message.ts';

/** One message as it stands now. */
export const getMessage = chatProcedure
  .meta(
    rest.get('/chat/conversations/{conversation}/messages/{id}', 'Chat', 'Read a message', {
      ...BY_USER,
      errors: ['forbidden', 'not_found', 'banned'],
    }),
  )
  .input(z.strictObject({ conversation: ObjectId, id: ObjectId }))
  .output(MessageModel)
  .query(async ({ ctx, input }) =>
    messageModel(await ctx.api.chat.messages.get(ctx.caller, input.conversation, input.id)),
  );
