import { z } from 'zod';
import { ParleyError } from '../../core/errors/parley-error.ts';
import type { UserRecord } from '../../core/store/chat/user-store.ts';
import type { ChatUser, Picture } from './user.ts';
import { emailKeyOf, loginKeyOf, phoneOf, searchTextOf } from './user-keys.ts';
import type { UserChange } from './users.ts';

/** A user of whom nothing is known but the id. */
export function blankUser(appId: string, id: string, now: number): UserRecord {
  return {
    appId,
    id,
    login: null,
    loginKey: null,
    email: null,
    emailKey: null,
    phone: null,
    firstName: null,
    lastName: null,
    searchText: '',
    avatar: null,
    passwordHash: null,
    createdAt: now,
    updatedAt: now,
    lastSeenAt: null,
  };
}

/** Characters of what a login is compared by. */
const MOST_KEY = 255;

/**
 * The user after a change. An empty text is as good as none. It is always newer than before, so that changes are told apart.
 * Throws `bad_request` for a login that cannot be compared.
 */
export function changedUser(
  user: UserRecord,
  change: Omit<UserChange, 'newPassword' | 'currentPassword'>,
  now: number,
): UserRecord {
  const login = given(change.login, user.login);
  const email = given(change.email, user.email);
  const phone = given(change.phone, user.phone);
  const firstName = given(change.firstName, user.firstName);
  const lastName = given(change.lastName, user.lastName);
  return {
    ...user,
    login,
    loginKey: login && requiredKeyOf(login),
    email,
    emailKey: email && (emailKeyOf(email) || null),
    phone: phone && (phoneOf(phone) || null),
    firstName,
    lastName,
    searchText: searchTextOf([login, firstName, lastName]),
    avatar: change.avatar === undefined ? user.avatar : change.avatar && JSON.stringify(change.avatar),
    updatedAt: Math.max(now, user.updatedAt + 1),
  };
}

function requiredKeyOf(login: string): string {
  const key = loginKeyOf(login);
  if (key === '') throw new ParleyError('bad_request', 'login: has no character that can be seen');
  if (key.length > MOST_KEY) throw new ParleyError('bad_request', 'login: is too long written out in full');
  return key;
}

/** What chat may know of a user. */
export function toChatUser(record: UserRecord): ChatUser {
  const { id, login, email, phone, firstName, lastName, createdAt, updatedAt, lastSeenAt } = record;
  const avatar = record.avatar === null ? null : pictureIn(record.avatar);
  return { id, login, email, phone, firstName, lastName, avatar, createdAt, updatedAt, lastSeenAt };
}

function given(change: string | null | undefined, now: string | null): string | null {
  return change === undefined ? now : change || null;
}

const StoredPicture = z.object({
  fileId: z.string(),
  fileName: z.string().optional(),
  blurHash: z.string().optional(),
});

function pictureIn(text: string): Picture {
  return StoredPicture.parse(JSON.parse(text));
}
