import type { PushSubscription, PushTarget } from '../../../chat/push/pushes.ts';
import { isoDate } from './iso-date.ts';

/** A push subscription as clients know it. */
export function pushSubscriptionObject(subscription: PushSubscription, organizationId: string): object {
  const { id, userId, deviceId, platform, target, createdAt, updatedAt } = subscription;
  return {
    _id: id,
    user_id: userId,
    organization_id: organizationId,
    platform,
    ...targetFields(target),
    device_udid: deviceId,
    created_at: isoDate(createdAt),
    updated_at: isoDate(updatedAt),
  };
}

function targetFields(target: PushTarget): object {
  if ('token' in target) return { device_token: target.token };
  const { endpoint, keyAuth, keyP256dh } = target;
  return { web_endpoint: endpoint, web_key_auth: keyAuth, web_key_p256dh: keyP256dh };
}
