import { z } from 'zod';
import { Id } from '../field.ts';
import { inputOf, plain } from '../input.ts';
import { userRequest } from '../request.ts';
import { lastActivities } from './last-activities.ts';

const MOST = 10;

const Body = inputOf(z.strictObject({ ids: z.array(Id).min(1).max(MOST) }), {
  ids: (value) => {
    if (!Array.isArray(value)) return 'USER_ID_MISSED';
    return value.length > MOST
      ? plain(`"ids" must contain less than or equal to ${MOST} items`)
      : plain('"ids" must contain at least 1 items');
  },
});

/** When some users were there last. */
export const userLastActivity = userRequest('user_last_activity', Body, async (call, { ids }) => ({
  last_activity: await lastActivities(call, ids),
}));
