import { z } from 'zod';
import { chatProcedure } from '../../base/chat-procedure.ts';
import { ObjectId } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { BY_USER } from '../chat-access.ts';

/** Marks a conversation as read. */
export const readMessages = chatProcedure
  .meta(
    rest.post('/chat/conversations/{conversation}/read', 'Chat', 'Mark messages as read', {
      ...BY_USER,
      description:
        'Up to a message, or to an offset, or all that there is. What was read stays read: a smaller position changes ' +
        'nothing. The members hear of it by a signal `read`, and the authors of what was unread by `messages_read` on ' +
        'their own channels; if nothing was unread, nobody hears anything.',
      errors: ['forbidden', 'not_found', 'banned'],
    }),
  )
  .input(
    z.strictObject({
      conversation: ObjectId,
      upTo: z
        .union([ObjectId, z.int().nonnegative()])
        .optional()
        .meta({ description: 'Up to this message, or this offset; absent: all that there is.' }),
    }),
  )
  .output(
    z.strictObject({
      messages: z.array(ObjectId).meta({
        description: 'Messages of others that were unread before, the newest first; at most 1000.',
      }),
    }),
  )
  .mutation(async ({ ctx, input }) => {
    const { conversation, upTo } = input;
    const { messages } = ctx.api.chat;
    const ids =
      typeof upTo === 'number'
        ? await messages.readUpTo(ctx.caller, conversation, upTo)
        : await messages.read(ctx.caller, conversation, upTo === undefined ? null : [upTo]);
    return { messages: ids };
  });
