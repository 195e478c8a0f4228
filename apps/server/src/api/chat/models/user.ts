import { z } from 'zod';
import type { ChatUser, Picture } from '../../../chat/users/user.ts';
import { ObjectId, Timestamp, UserId } from '../../models/names.ts';

/** A text that people wrote of somebody: no control characters, no white space at either end. */
const text = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    .regex(
      /^(?!\s)[^\p{Cc}\p{Cs}]+(?<!\s)$/u,
      'must not hold control characters or begin or end with white space',
    );

export const Login = text(100).meta({
  id: 'Login',
  description: 'What a user signs in with. Compared whatever its case.',
  examples: ['ann'],
});

/** A password that somebody chooses. */
export const NewPassword = z
  .string()
  .min(8)
  .max(500)
  .meta({
    id: 'NewPassword',
    description: '8 to 500 characters.',
    examples: ['correct horse battery'],
  });

export const PictureInput = z
  .strictObject({
    fileId: ObjectId,
    fileName: text(255).optional(),
    blurHash: text(255).optional(),
  })
  .meta({
    id: 'PictureInput',
    description: 'A file of the user’s own; everybody in the app may see it then.',
  });

const Avatar = z
  .strictObject({
    fileId: z.string(),
    fileName: z.string().optional(),
    blurHash: z.string().optional(),
    url: z.string().optional().meta({ description: 'Where to fetch it for a while.' }),
  })
  .meta({ id: 'Avatar' });

/** What users tell of themselves; null removes, absent stays. */
export const profileFields = {
  email: text(255).nullable().optional(),
  phone: text(64).nullable().optional(),
  firstName: text(100).nullable().optional(),
  lastName: text(100).nullable().optional(),
  avatar: PictureInput.nullable().optional(),
};

/** A user as others see it: neither e-mail nor phone. */
export const PublicUser = z
  .strictObject({
    id: UserId,
    login: z
      .string()
      .nullable()
      .meta({ description: 'Null for users whom only the app’s backend signs in.' }),
    firstName: z.string().nullable(),
    lastName: z.string().nullable(),
    avatar: Avatar.nullable(),
    createdAt: Timestamp,
    updatedAt: Timestamp,
    lastSeenAt: Timestamp.nullable().meta({
      description: 'When its last connection closed; null: never seen.',
    }),
  })
  .meta({ id: 'PublicUser' });

/** A user as it sees itself, and as the app's backend sees it. */
export const OwnUser = PublicUser.extend({
  email: z.string().nullable(),
  phone: z.string().nullable(),
}).meta({ id: 'OwnUser' });

/** Addresses of pictures, by the ids of their files. */
export type PictureUrls = ReadonlyMap<string, string>;

export function publicUser(user: ChatUser, urls: PictureUrls): z.infer<typeof PublicUser> {
  const { id, login, firstName, lastName, createdAt, updatedAt, lastSeenAt } = user;
  const avatar = user.avatar && avatarOf(user.avatar, urls);
  return { id, login, firstName, lastName, avatar, createdAt, updatedAt, lastSeenAt };
}

export function ownUser(user: ChatUser, urls: PictureUrls): z.infer<typeof OwnUser> {
  return { ...publicUser(user, urls), email: user.email, phone: user.phone };
}

function avatarOf(picture: Picture, urls: PictureUrls): z.infer<typeof Avatar> {
  const url = urls.get(picture.fileId);
  return url === undefined ? picture : { ...picture, url };
}
