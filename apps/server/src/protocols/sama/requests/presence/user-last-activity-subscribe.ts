import { z } from 'zod';
import { activityValue } from '../../codec/activity-value.ts';
import { designed } from '../../errors/sama-refusal.ts';
import { Id } from '../field.ts';
import { inputOf } from '../input.ts';
import { userRequest } from '../request.ts';
import { lastActivities } from './last-activities.ts';

const Body = inputOf(z.strictObject({ id: Id }), { id: 'USER_ID_MISSED' });

/** When a user was there last, and from now on its coming and going. A connection follows one user at a time. */
export const userLastActivitySubscribe = userRequest(
  'user_last_activity_subscribe',
  Body,
  async (call, { id }) => {
    const { setup, client, caller, user } = call;
    const { core, chat } = setup;
    // Before it is asked how things stand, so that nothing falls between the two.
    const watching = chat.activity.watch(caller.app, id, (activity) => {
      const value = activityValue(activity, core.runtime.clock.now(), client.origin.dialect);
      client.send({ last_activity: { [id]: value } });
    });
    try {
      const last_activity = await lastActivities(call, [id]);
      if (!Object.hasOwn(last_activity, id)) throw designed('INCORRECT_USER');
      user.watch(watching);
      return { last_activity };
    } catch (error) {
      watching[Symbol.dispose]();
      throw error;
    }
  },
);
