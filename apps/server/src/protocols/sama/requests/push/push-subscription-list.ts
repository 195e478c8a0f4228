import { z } from 'zod';
import { pushSubscriptionObject } from '../../codec/push-subscription-object.ts';
import { Id } from '../field.ts';
import { inputOf } from '../input.ts';
import { userRequest } from '../request.ts';

/** Clients name themselves; whomever they name, they are told of their own. */
const Body = inputOf(z.strictObject({ user_id: Id.optional() }), { user_id: 'USER_ID_MISSED' });

/** Where the user's devices are reached, the newest first. */
export const pushSubscriptionList = userRequest('push_subscription_list', Body, async ({ setup, caller }) => {
  const organizationId = setup.organizations.idOf(caller.app);
  const found = await setup.chat.pushes.list(caller);
  return { subscriptions: found.map((one) => pushSubscriptionObject(one, organizationId)) };
});
