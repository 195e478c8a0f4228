import { z } from 'zod';
import { MOST_BLOCKED_AT_ONCE } from '../../../chat/blocks/blocks.ts';
import { chatProcedure } from '../../base/chat-procedure.ts';
import { listOf } from '../../models/list-of.ts';
import { UserId } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { BY_USER } from '../chat-access.ts';

/** Lifts blocks that the caller made. */
export const unblockUsers = chatProcedure
  .meta(
    rest.post('/chat/blocks/lift', 'Chat', 'Unblock users', {
      ...BY_USER,
      description: 'Who is not blocked is passed over.',
    }),
  )
  .input(z.object({ users: listOf(UserId, MOST_BLOCKED_AT_ONCE, 1) }))
  .output(z.object({}))
  .mutation(async ({ ctx, input }) => {
    await ctx.api.chat.blocks.unblock(ctx.caller, input.users);
    return {};
  });
