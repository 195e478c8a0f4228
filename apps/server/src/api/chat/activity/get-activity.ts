import { z } from 'zod';
import { listOf } from '../../models/list-of.ts';
import { UserId } from '../../models/names.ts';
import { rest } from '../../rest/rest.ts';
import { ActivityModel, activityModel } from '../models/activity.ts';
import { activityProcedure, MOST_ASKED_ABOUT } from './activity-procedure.ts';

/** Who of these users is there, and when the others were. */
export const getActivity = activityProcedure
  .meta(
    rest.get('/chat/activity', 'Chat', 'See when users were there', {
      description: 'Users who do not exist are absent from the answer.',
    }),
  )
  .input(z.object({ users: listOf(UserId, MOST_ASKED_ABOUT, 1) }))
  .output(z.object({ activity: z.array(ActivityModel) }))
  .query(async ({ ctx, input }) => {
    const activity = await ctx.api.chat.activity.of(ctx.actor.app, input.users);
    return { activity: activity.map(activityModel) };
  });
