import { z } from 'zod';
import type { SignedIn as SignedInUser } from '../../../chat/devices/devices.ts';
import { ObjectId, Timestamp } from '../../models/names.ts';
import { OwnUser } from './user.ts';

/** What a client calls its installation. */
export const DeviceName = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}\p{Cs}]+$/u, 'must not hold control characters')
  .meta({
    id: 'DeviceName',
    description: 'What the client calls itself; a later sign-in of the same user and name replaces this one.',
    examples: ['ann’s phone'],
  });

export const SignedInDevice = z
  .strictObject({
    id: ObjectId,
    deviceId: z.string().meta({ description: 'What the client calls itself.' }),
    createdAt: Timestamp,
    expiresAt: Timestamp.meta({ description: 'When it is signed out unless it is used.' }),
  })
  .meta({ id: 'SignedInDevice' });

/** The tokens of a device that signed in. */
export const SignedIn = z
  .strictObject({
    user: OwnUser,
    accessToken: z.string().meta({
      description: 'Goes beside the client key, as the tokens of the app’s backend do.',
    }),
    expiresAt: Timestamp.meta({ description: 'When the access token ends.' }),
    refreshToken: z.string().nullable().meta({
      description:
        'Gets the next tokens, once. Null where another request has just got one: that one is to be used.',
    }),
    refreshExpiresAt: Timestamp,
    device: SignedInDevice,
  })
  .meta({ id: 'SignedIn' });

export function signedIn(
  { accessToken, expiresAt, refreshToken, refreshExpiresAt, device }: SignedInUser,
  user: z.infer<typeof OwnUser>,
): z.infer<typeof SignedIn> {
  return {
    user,
    accessToken,
    expiresAt,
    refreshToken,
    refreshExpiresAt,
    device: signedInDevice(device),
  };
}

export function signedInDevice({
  id,
  deviceId,
  createdAt,
  expiresAt,
}: SignedInUser['device']): z.infer<typeof SignedInDevice> {
  return { id, deviceId, createdAt, expiresAt };
}
