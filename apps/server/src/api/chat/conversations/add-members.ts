import { z } from 'zod';
import { chatProcedure } from '../../base/chat-procedure.ts';
import { listOf } from '../../models/list-of.ts';
import { ObjectId, UserId } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { BY_USER } from '../chat-access.ts';
import { ConversationViewModel } from '../models/conversation-view.ts';
import { remaining } from './remaining.ts';
import { shownView } from './shown-conversations.ts';

/** Puts users into a group. */
export const addMembers = chatProcedure
  .meta(
    rest.post('/chat/conversations/{id}/members', 'Chat', 'Add members to a group', {
      ...BY_USER,
      description:
        'By its owner and admins. Who does not exist, or is in it already, is passed over. The conversation tells who came.',
      errors: ['not_found'],
    }),
  )
  .input(z.strictObject({ id: ObjectId, users: listOf(UserId, 1000, 1) }))
  .output(ConversationViewModel)
  .mutation(async ({ ctx, input }) => {
    const { id, users } = input;
    const view = await ctx.api.chat.conversations.update(ctx.caller, id, { add: users });
    return shownView(ctx, remaining(view));
  });
