import type { z } from 'zod';
import type { ChatUser } from '../../../chat/users/user.ts';
import type { App } from '../../../core/apps/app.ts';
import type { ApiContext } from '../../base/api-context.ts';
import { type OwnUser, ownUser, type PictureUrls, type PublicUser, publicUser } from '../models/user.ts';

/** Users as others see them, with the addresses of their pictures. */
export async function publicUsers(
  api: ApiContext,
  app: App,
  users: readonly ChatUser[],
): Promise<Array<z.infer<typeof PublicUser>>> {
  const urls = await pictureUrls(api, app, users);
  return users.map((user) => publicUser(user, urls));
}

/** A user as it sees itself. */
export async function ownUserOf(api: ApiContext, app: App, user: ChatUser): Promise<z.infer<typeof OwnUser>> {
  return ownUser(user, await pictureUrls(api, app, [user]));
}

async function pictureUrls(api: ApiContext, app: App, users: readonly ChatUser[]): Promise<PictureUrls> {
  const ids = new Set(users.flatMap(({ avatar }) => avatar?.fileId ?? []));
  return ids.size === 0 ? new Map() : api.chat.files.publicUrls(app, [...ids], api.origin);
}
