import { z } from 'zod';
import { chatProcedure } from '../../base/chat-procedure.ts';
import { ObjectId } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { BY_USER } from '../chat-access.ts';

/** Leaves a conversation. */
export const leaveConversation = chatProcedure
  .meta(
    rest.post('/chat/conversations/{id}/leave', 'Chat', 'Leave a conversation', {
      ...BY_USER,
      description:
        'An owner’s place goes to the oldest admin, or else to the oldest member. A private conversation that one of the two ' +
        'left is open again when either writes to it or begins it. When the last one leaves, it is over.',
      errors: ['not_found'],
    }),
  )
  .input(z.strictObject({ id: ObjectId }))
  .output(z.strictObject({}))
  .mutation(async ({ ctx, input }) => {
    await ctx.api.chat.conversations.leave(ctx.caller, input.id);
    return {};
  });
