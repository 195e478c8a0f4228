import { z } from 'zod';
import { MOST_BLOCKED_AT_ONCE } from '../../../chat/blocks/blocks.ts';
import { chatProcedure } from '../../base/chat-procedure.ts';
import { listOf } from '../../models/list-of.ts';
import { UserId } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { BY_USER } from '../chat-access.ts';

/** Blocks users: in private, neither they nor the caller can write to the other any more. */
export const blockUsers = chatProcedure
  .meta(
    rest.post('/chat/blocks', 'Chat', 'Block users', {
      ...BY_USER,
      description:
        'In private conversations neither of the two can write to the other; groups do not change. Users who do not exist are left out, and who is blocked already stays so.',
    }),
  )
  .input(z.object({ users: listOf(UserId, MOST_BLOCKED_AT_ONCE, 1) }))
  .output(z.object({}))
  .mutation(async ({ ctx, input }) => {
    await ctx.api.chat.blocks.block(ctx.caller, input.users);
    return {};
  });
