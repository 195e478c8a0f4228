import { z } from 'zod';
import { chatProcedure } from '../../base/chat-procedure.ts';
import { rest } from '../../rest/rest.ts';
import { BY_USER } from '../chat-access.ts';
import { closeAfterAnswer } from '../session/close-after-answer.ts';

/** Deletes the caller. */
export const deleteMe = chatProcedure
  .meta(
    rest.delete('/chat/me', 'Chat', 'Delete yourself', {
      ...BY_USER,
      description:
        'Your devices are signed out and your connections closed, the one that asks for it too. What you wrote stays.',
    }),
  )
  .output(z.strictObject({}))
  .mutation(async ({ ctx }) => {
    await ctx.api.chat.users.delete(ctx.caller);
    closeAfterAnswer(ctx.api);
    return {};
  });
