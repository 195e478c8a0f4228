import { z } from 'zod';
import { MOST_BLOCKED } from '../../../chat/blocks/blocks.ts';
import { chatProcedure } from '../../base/chat-procedure.ts';
import { UserId } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { BY_USER } from '../chat-access.ts';

/** Whom the caller has blocked. */
export const listBlocked = chatProcedure
  .meta(
    rest.get('/chat/blocks', 'Chat', 'List blocked users', {
      ...BY_USER,
      description: 'In the order in which they were blocked.',
    }),
  )
  .input(
    z.object({
      offset: z.int().min(0).max(MOST_BLOCKED).default(0),
      limit: z.int().min(1).max(1000).default(1000),
    }),
  )
  .output(
    z.object({
      count: z.int().nonnegative().meta({ description: 'How many there are on all pages.' }),
      users: z.array(UserId),
    }),
  )
  .query(async ({ ctx, input: { offset, limit } }) => {
    const blocked = await ctx.api.chat.blocks.list(ctx.caller);
    return { count: blocked.length, users: blocked.slice(offset, offset + limit) };
  });
