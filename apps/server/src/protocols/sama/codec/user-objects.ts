import type { Chat } from '../../../chat/chat.ts';
import type { ChatUser, Picture } from '../../../chat/users/user.ts';
import type { App } from '../../../core/apps/app.ts';
import { inSeconds, isoDate } from './iso-date.ts';

/** For whom users are described. */
export interface Beholder {
  readonly app: App;
  /** Who is told its own e-mail and phone; null: nobody. */
  readonly userId: string | null;
  /** Where it reaches this server: addresses of pictures begin with it. */
  readonly serverOrigin: string;
}

/** Users as clients know them, with the addresses of their pictures. */
export async function userObjects(
  { chat }: { readonly chat: Pick<Chat, 'files'> },
  users: readonly ChatUser[],
  { app, userId, serverOrigin }: Beholder,
): Promise<object[]> {
  const pictures = users.flatMap(({ avatar }) => (avatar === null ? [] : [avatar.fileId]));
  const urls = pictures.length === 0 ? null : await chat.files.publicUrls(app, pictures, serverOrigin);
  return users.map((user) => {
    const url = user.avatar === null ? undefined : urls?.get(user.avatar.fileId);
    return { ...userObject(user, user.id === userId), ...(url === undefined ? {} : { avatar_url: url }) };
  });
}

/** A user as clients know it, without the address of its picture. `isOwn`: it is told to the user itself. */
export function userObject(user: ChatUser, isOwn: boolean): object {
  const { id, email, phone, firstName, lastName, avatar, createdAt, updatedAt, lastSeenAt } = user;
  return {
    _id: id,
    native_id: id,
    login: user.login ?? id,
    ...(isOwn ? withoutNulls({ email, phone }) : {}),
    ...withoutNulls({ first_name: firstName, last_name: lastName }),
    ...(avatar === null ? {} : { avatar_object: pictureObject(avatar) }),
    recent_activity: inSeconds(lastSeenAt ?? createdAt),
    created_at: isoDate(createdAt),
    updated_at: isoDate(updatedAt),
  };
}

/** A picture of a user or a group as clients know it. */
export function pictureObject({ fileId, fileName, blurHash }: Picture): object {
  return {
    file_id: fileId,
    ...withoutNulls({ file_name: fileName ?? null, file_blur_hash: blurHash ?? null }),
  };
}

/** What is not there has no key in this protocol. */
export function withoutNulls(fields: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}
