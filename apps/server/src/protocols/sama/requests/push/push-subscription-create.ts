import { z } from 'zod';
import type { PushTarget } from '../../../../chat/push/pushes.ts';
import { pushSubscriptionObject } from '../../codec/push-subscription-object.ts';
import { designed } from '../../errors/sama-refusal.ts';
import { DeviceId, text } from '../field.ts';
import { inputOf } from '../input.ts';
import { userRequest } from '../request.ts';

const Body = inputOf(
  z.strictObject({
    platform: z.enum(['web', 'ios', 'android']),
    web_endpoint: text(1, 2048).optional(),
    web_key_auth: text(1, 255).optional(),
    web_key_p256dh: text(1, 255).optional(),
    device_token: text(1, 4096).optional(),
    device_udid: DeviceId,
  }),
  {
    platform: 'INCORRECT_PLATFORM_TYPE',
    web_endpoint: 'INCORRECT_TOKEN',
    web_key_auth: 'INCORRECT_KEYS',
    web_key_p256dh: 'INCORRECT_KEYS',
    device_token: 'INCORRECT_TOKEN',
    device_udid: 'INCORRECT_DEVICE_ID',
  },
  {
    rules: [
      ({ web_endpoint, device_token }) =>
        (web_endpoint === undefined) === (device_token === undefined) ? 'INCORRECT_TOKEN' : null,
    ],
  },
);

/** Tells where the user's device is reached while it has no connection. A second one for the device replaces the first. */
export const pushSubscriptionCreate = userRequest(
  'push_subscription_create',
  Body,
  async ({ setup, caller }, input) => {
    const subscription = await setup.chat.pushes.subscribe(caller, {
      deviceId: input.device_udid,
      platform: input.platform,
      target: targetOf(input),
    });
    return { subscription: pushSubscriptionObject(subscription, setup.organizations.idOf(caller.app)) };
  },
);

function targetOf(input: ReturnType<typeof Body.parse>): PushTarget {
  const { web_endpoint: endpoint, web_key_auth: keyAuth, web_key_p256dh: keyP256dh, device_token } = input;
  if (device_token !== undefined) return { token: device_token };
  if (endpoint === undefined) throw designed('INCORRECT_TOKEN');
  if (keyAuth === undefined || keyP256dh === undefined) throw designed('INCORRECT_KEYS');
  return { endpoint, keyAuth, keyP256dh };
}
