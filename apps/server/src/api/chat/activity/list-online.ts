import { z } from 'zod';
import { UserId } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { activityProcedure } from './activity-procedure.ts';

/** Who is online in the app. */
export const listOnline = activityProcedure
  .meta(
    rest.get('/chat/activity/online', 'Chat', 'List the users online', {
      description: 'By id, ascending. Pages are cut from who is online when they are asked for.',
    }),
  )
  .input(
    z.object({
      offset: z.int().min(0).max(10_000_000).default(0),
      limit: z.int().min(1).max(1000).default(100),
    }),
  )
  .output(
    z.object({
      count: z.int().nonnegative().meta({ description: 'How many there are on all pages.' }),
      users: z.array(UserId),
    }),
  )
  .query(({ ctx, input }) => {
    const { count, userIds } = ctx.api.chat.activity.online(ctx.actor.app, input);
    return { count, users: userIds };
  });
