import { z } from 'zod';
import { chatProcedure } from '../../base/chat-procedure.ts';
import { listOf } from '../../models/list-of.ts';
import { Timestamp, UserId } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { BY_USER } from '../chat-access.ts';
import { PublicUser } from '../models/user.ts';
import { publicUsers } from './shown-users.ts';

/** Finds other users of the app. */
export const searchUsers = chatProcedure
  .meta(
    rest.get('/chat/users', 'Chat', 'Find users', {
      ...BY_USER,
      description:
        'By a part of the login, first or last name, whatever its case. You yourself are not among them.',
    }),
  )
  .input(
    z.strictObject({
      keyword: z.string().max(255),
      limit: z.int().min(1).max(100).default(30),
      updatedAfter: Timestamp.optional(),
      ignoreIds: listOf(UserId, 100).optional(),
    }),
  )
  .output(z.strictObject({ users: z.array(PublicUser) }))
  .query(async ({ ctx, input }) => {
    const users = await ctx.api.chat.users.search(ctx.caller, input);
    return { users: await publicUsers(ctx.api, ctx.caller.app, users) };
  });
