import { z } from 'zod';
import { chatProcedure } from '../../base/chat-procedure.ts';
import { listOf } from '../../models/list-of.ts';
import { UserId } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { BY_USER } from '../chat-access.ts';
import { PublicUser } from '../models/user.ts';
import { publicUsers } from './shown-users.ts';

/** Users by their ids. */
export const listUsers = chatProcedure
  .meta(
    rest.get('/chat/users-by-id', 'Chat', 'Read users by their ids', {
      ...BY_USER,
      description: 'Those that exist, by id, descending.',
    }),
  )
  .input(z.strictObject({ ids: listOf(UserId, 100, 1) }))
  .output(z.strictObject({ users: z.array(PublicUser) }))
  .query(async ({ ctx, input }) => {
    const users = await ctx.api.chat.users.list(ctx.caller.app, input.ids);
    return { users: await publicUsers(ctx.api, ctx.caller.app, users) };
  });
