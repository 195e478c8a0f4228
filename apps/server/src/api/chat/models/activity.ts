import { z } from 'zod';
import type { LastActivity } from '../../../chat/activity/activity.ts';
import { Timestamp, UserId } from '../../models/names.ts';

/** Whether a user is there, and else since when it is not. */
export const ActivityModel = z
  .object({
    user: UserId,
    online: z.boolean().meta({ description: 'Whether the user has a connection, by whatever protocol.' }),
    lastSeenAt: Timestamp.nullable().meta({
      description: 'When its last connection closed; null while online, and for a user never seen.',
    }),
  })
  .meta({ id: 'Activity' });

export type ActivityModel = z.infer<typeof ActivityModel>;

export function activityModel({ userId, isOnline, lastSeenAt }: LastActivity): ActivityModel {
  return { user: userId, online: isOnline, lastSeenAt };
}
