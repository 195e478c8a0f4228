import { z } from 'zod';
import { DeviceId } from '../field.ts';
import { inputOf } from '../input.ts';
import { SUCCESS, userRequest } from '../request.ts';

const Body = inputOf(z.strictObject({ device_udid: DeviceId }), { device_udid: 'DEVICE_ID_MISSED' });

/** A device of the user is not told anything any more. */
export const pushSubscriptionDelete = userRequest(
  'push_subscription_delete',
  Body,
  async ({ setup, caller }, { device_udid }) => {
    await setup.chat.pushes.unsubscribe(caller, device_udid);
    return SUCCESS;
  },
);
