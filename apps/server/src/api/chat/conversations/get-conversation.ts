import { z } from 'zod';
import { chatProcedure } from '../../base/chat-procedure.ts';
import { ObjectId } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { BY_USER } from '../chat-access.ts';
import { ConversationViewModel } from '../models/conversation-view.ts';
import { shownView } from './shown-conversations.ts';

/** One conversation of the caller's. */
export const getConversation = chatProcedure
  .meta(
    rest.get('/chat/conversations/{id}', 'Chat', 'Read a conversation', {
      ...BY_USER,
      errors: ['not_found'],
    }),
  )
  .input(z.strictObject({ id: ObjectId }))
  .output(ConversationViewModel)
  .query(async ({ ctx, input }) =>
    shownView(ctx, await ctx.api.chat.conversations.view(ctx.caller, input.id)),
  );
