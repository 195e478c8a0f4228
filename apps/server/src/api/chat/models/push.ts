import { z } from 'zod';
import type { PushSubscription } from '../../../chat/push/pushes.ts';
import { ObjectId, Timestamp, UserId } from '../../models/names.ts';

export const DeviceName = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}\p{Cs}]+$/u, 'must not hold control characters')
  .meta({
    description: 'What the device calls itself: the same whenever it subscribes.',
    examples: ['pixel-7'],
  });

const key = z.string().min(1).max(100);

/** A browser’s own words for it are `endpoint`, `keys.auth` and `keys.p256dh`. */
export const PushTargetModel = z
  .union([
    z.strictObject({
      endpoint: z.string().min(1).max(2000).meta({ description: 'The `https:` URL of its push service.' }),
      keyAuth: key.meta({ description: '16 bytes, base64url.' }),
      keyP256dh: key.meta({ description: '65 bytes, base64url.' }),
    }),
    z.strictObject({
      token: z.string().min(1).max(2000).meta({ description: 'What FCM or APNs calls the device.' }),
    }),
  ])
  .meta({
    id: 'PushTarget',
    description: 'A browser by its push subscription, another device by its token.',
  });

export const PushPlatformModel = z.enum(['web', 'ios', 'android']).meta({ id: 'PushPlatform' });

/** A device of the caller. */
export const PushSubscriptionModel = z
  .strictObject({
    id: ObjectId,
    deviceId: DeviceName,
    platform: PushPlatformModel,
    target: PushTargetModel,
    createdAt: Timestamp,
    updatedAt: Timestamp.meta({ description: 'When it subscribed last.' }),
  })
  .meta({ id: 'PushSubscription' });

export function pushSubscriptionModel({
  userId: _owner,
  ...rest
}: PushSubscription): z.infer<typeof PushSubscriptionModel> {
  return rest;
}

/** Names that FCM or APNs have for themselves. */
const RESERVED = ['aps', 'from', 'notification', 'message_type', 'google', 'gcm'];

export const PushContentModel = z
  .record(
    z
      .string()
      .max(40)
      .regex(/^[A-Za-z][A-Za-z0-9_]*$/, 'must be letters, digits and underscores'),
    z.string().max(4000),
  )
  .refine((content) => Object.keys(content).length <= 20, 'must have at most 20 fields')
  .refine(
    (content) => !Object.keys(content).some((name) => RESERVED.some((word) => word === name)),
    `must not have a field that is called ${RESERVED.join(', ')}`,
  )
  .meta({
    id: 'PushContent',
    description: 'What the devices get. `title` and `body` are shown; the rest is for the app.',
    examples: [{ title: 'Ann', body: 'Lunch?' }],
  });

export const SentPushModel = z
  .strictObject({
    id: ObjectId,
    users: z.array(UserId).meta({ description: 'Those of the recipients who exist.' }),
    at: Timestamp,
  })
  .meta({ id: 'SentPush' });
