import { z } from 'zod';
import { chatProcedure } from '../../base/chat-procedure.ts';
import { ObjectId, UserId } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { BY_USER } from '../chat-access.ts';

/** Who reacted how to a message. */
export const listReactions = chatProcedure
  .meta(
    rest.get('/chat/conversations/{conversation}/messages/{id}/reactions', 'Chat', 'See who reacted', {
      ...BY_USER,
      errors: ['forbidden', 'not_found', 'banned'],
    }),
  )
  .input(z.strictObject({ conversation: ObjectId, id: ObjectId }))
  .output(
    z.strictObject({
      reactions: z.array(
        z.object({ reaction: z.string(), users: z.array(UserId) }).meta({ id: 'ReactionUsers' }),
      ),
    }),
  )
  .query(async ({ ctx, input }) => {
    const byReaction = await ctx.api.chat.messages.reactionsOf(ctx.caller, input.conversation, input.id);
    return { reactions: [...byReaction].map(([reaction, users]) => ({ reaction, users: [...users] })) };
  });
