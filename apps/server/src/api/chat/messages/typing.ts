import { z } from 'zod';
import { chatProcedure } from '../../base/chat-procedure.ts';
import { ObjectId } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { BY_USER } from '../chat-access.ts';

/** Tells the others that the user is writing. */
export const typing = chatProcedure
  .meta(
    rest.post('/chat/conversations/{conversation}/typing', 'Chat', 'Say that one is typing', {
      ...BY_USER,
      description: 'Reaches those who are there now, as a signal `typing`. Nothing is kept.',
      status: 202,
      errors: ['forbidden', 'not_found', 'banned', 'muted', 'messaging_disabled'],
    }),
  )
  .input(
    z.strictObject({
      conversation: ObjectId,
      status: z.string().max(64).optional().meta({ description: 'Such as `start` or `stop`.' }),
    }),
  )
  .output(z.strictObject({}))
  .mutation(async ({ ctx, input }) => {
    await ctx.api.chat.messages.typing(ctx.caller, input.conversation, input.status ?? null);
    return {};
  });
