import { z } from 'zod';
import { chatProcedure } from '../../base/chat-procedure.ts';
import { listOf } from '../../models/list-of.ts';
import { ObjectId, UserId } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { BY_USER } from '../chat-access.ts';
import { ConversationViewModel } from '../models/conversation-view.ts';
import { shownView } from './shown-conversations.ts';

/** Takes users out of a group. */
export const removeMembers = chatProcedure
  .meta(
    rest.delete('/chat/conversations/{id}/members', 'Chat', 'Remove members from a group', {
      ...BY_USER,
      description:
        'By its owner and admins; anybody may remove itself, which is leaving. Nobody but itself removes the owner. When this ' +
        'answers, nothing of the conversation reaches those who were removed, on any connection.',
      errors: ['not_found'],
    }),
  )
  .input(z.strictObject({ id: ObjectId, users: listOf(UserId, 1000, 1) }))
  .output(
    z.strictObject({
      conversation: ConversationViewModel.nullable().meta({
        description: 'Null: nobody is left, it is over.',
      }),
    }),
  )
  .mutation(async ({ ctx, input }) => {
    const { id, users } = input;
    const view = await ctx.api.chat.conversations.update(ctx.caller, id, { remove: users });
    return { conversation: view && (await shownView(ctx, view)) };
  });
