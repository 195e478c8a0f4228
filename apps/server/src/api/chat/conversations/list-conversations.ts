import { z } from 'zod';
import { chatProcedure } from '../../base/chat-procedure.ts';
import { listOf } from '../../models/list-of.ts';
import { ObjectId, Timestamp } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { BY_USER } from '../chat-access.ts';
import { ConversationViewModel } from '../models/conversation-view.ts';
import { shownViews } from './shown-conversations.ts';

const MOST = 100;

/** The caller's conversations. */
export const listConversations = chatProcedure
  .meta(
    rest.get('/chat/conversations', 'Chat', 'List your conversations', {
      ...BY_USER,
      description:
        'The last updated first, each with its newest message and how many are unread. The next page is what was updated ' +
        'before the last one of this page; a page has more than `limit` where others were updated at the same time as its last one.',
    }),
  )
  .input(
    z.strictObject({
      limit: z.int().min(1).max(MOST).default(30),
      updatedAfter: Timestamp.optional(),
      updatedBefore: Timestamp.optional(),
      ids: listOf(ObjectId, MOST).optional().meta({ description: 'Only these.' }),
    }),
  )
  .output(z.strictObject({ conversations: z.array(ConversationViewModel) }))
  .query(async ({ ctx, input }) => {
    const { limit, updatedAfter, updatedBefore, ids } = input;
    const views = await ctx.api.chat.conversations.list(ctx.caller, {
      limit,
      ...(updatedAfter === undefined ? {} : { updatedAfter }),
      ...(updatedBefore === undefined ? {} : { updatedBefore }),
      ...(ids === undefined ? {} : { ids }),
    });
    return { conversations: await shownViews(ctx, views) };
  });
