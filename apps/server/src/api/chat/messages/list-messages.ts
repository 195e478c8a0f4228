import { z } from 'zod';
import { chatProcedure } from '../../base/chat-procedure.ts';
import { listOf } from '../../models/list-of.ts';
import { ObjectId, Timestamp } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { BY_USER } from '../chat-access.ts';
import { MessageModel, messageModel } from '../models/message.ts';

const MOST = 100;
const offset = z.int().nonnegative().optional();

/** The messages of a conversation as they stand now. */
export const listMessages = chatProcedure
  .meta(
    rest.get('/chat/conversations/{conversation}/messages', 'Chat', 'List messages', {
      ...BY_USER,
      description:
        'As they stand now: edited, without those that were deleted, or hidden by the user. A page has fewer than `limit` ' +
        'when messages are large: the end is where it is empty.',
      errors: ['forbidden', 'not_found', 'banned'],
    }),
  )
  .input(
    z.strictObject({
      conversation: ObjectId,
      limit: z.int().min(1).max(MOST).default(30),
      order: z.enum(['newest', 'oldest']).default('newest').meta({ description: 'Which come first.' }),
      before: offset.meta({ description: 'Only messages with a smaller offset.' }),
      after: offset.meta({ description: 'Only messages with a larger offset.' }),
      createdBefore: Timestamp.optional().meta({ description: 'Only messages sent before this.' }),
      changedAfter: Timestamp.optional().meta({ description: 'Only messages sent, or edited, after this.' }),
      ids: listOf(ObjectId, MOST, 1).optional().meta({ description: 'Only these.' }),
    }),
  )
  .output(z.strictObject({ messages: z.array(MessageModel) }))
  .query(async ({ ctx, input }) => {
    const { conversation, limit, order, before, after, createdBefore, changedAfter, ids } = input;
    const messages = await ctx.api.chat.messages.list(ctx.caller, conversation, {
      limit,
      order,
      ...(before !== undefined && { beforeOffset: before }),
      ...(after !== undefined && { afterOffset: after }),
      ...(createdBefore !== undefined && { createdBefore }),
      ...(changedAfter !== undefined && { changedAfter }),
      ...(ids && { ids }),
    });
    return { messages: messages.map(messageModel) };
  });
