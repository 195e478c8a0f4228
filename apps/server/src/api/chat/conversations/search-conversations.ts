import { z } from 'zod';
import { chatProcedure } from '../../base/chat-procedure.ts';
import { Timestamp } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { BY_USER } from '../chat-access.ts';
import { ConversationModel } from '../models/conversation.ts';
import { shownConversations } from './shown-conversations.ts';

/** The caller's conversations whose name holds a text. */
export const searchConversations = chatProcedure
  .meta(
    rest.get('/chat/conversations/search', 'Chat', 'Search your conversations', {
      ...BY_USER,
      description: 'By a part of the name, whatever its case. The last updated first.',
    }),
  )
  .input(
    z.strictObject({
      name: z.string().min(1).max(255),
      limit: z.int().min(1).max(100).default(30),
      updatedAfter: Timestamp.optional(),
    }),
  )
  .output(z.strictObject({ conversations: z.array(ConversationModel) }))
  .query(async ({ ctx, input }) => {
    const { name, limit, updatedAfter } = input;
    const found = await ctx.api.chat.conversations.search(ctx.caller, {
      name,
      limit,
      ...(updatedAfter === undefined ? {} : { updatedAfter }),
    });
    return { conversations: await shownConversations(ctx, found) };
  });
