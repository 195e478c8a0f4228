import type { App } from '../../core/apps/app.ts';
import type { ChatCaller } from '../caller.ts';
import type { ChatUser, Picture } from './user.ts';

export interface Registration {
  readonly login: string;
  readonly password: string;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
}

/** What a user may change about itself; null removes, absent stays. */
export interface UserChange {
  readonly login?: string | undefined;
  readonly email?: string | null | undefined;
  readonly phone?: string | null | undefined;
  readonly firstName?: string | null | undefined;
  readonly lastName?: string | null | undefined;
  readonly avatar?: Picture | null | undefined;
  /** Needs the current one; ends every device but the caller's own. */
  readonly newPassword?: string | undefined;
  readonly currentPassword?: string | undefined;
}

/** What a backend says of one of its users. */
export type UserProfile = Omit<UserChange, 'newPassword' | 'currentPassword' | 'login'>;

export interface UserSearch {
  /** Found in login, first or last name, whatever its case. */
  readonly keyword: string;
  readonly limit: number;
  /** Only users changed after this (ms). */
  readonly updatedAfter?: number | undefined;
  readonly ignoreIds?: readonly string[] | undefined;
}

/** The users of an app. */
export interface Users {
  /** `login_taken`, `registration_closed`; `rate_limited` for an address that registers too often. Does not sign in. */
  register(app: App, registration: Registration, address: string): Promise<ChatUser>;
  /** Makes the user if the token of a backend named one that chat has not seen. Cheap for who is known. */
  ensure(app: App, userId: string): Promise<void>;
  /** A backend tells of a user of its own, who may be new. */
  put(app: App, userId: string, profile: UserProfile): Promise<ChatUser>;
  find(app: App, userId: string): Promise<ChatUser | null>;
  /** Those that exist; sorted by id, descending. At most 1000 ids. */
  list(app: App, ids: readonly string[]): Promise<ChatUser[]>;
  search(caller: ChatCaller, search: UserSearch): Promise<ChatUser[]>;
  /** `user_not_found`, `login_taken`, `wrong_password`, `rate_limited` after too many wrong ones. */
  update(caller: ChatCaller, change: UserChange): Promise<ChatUser>;
  /**
   * The user is gone at once, on every connection but the one that asked for it, which whoever calls ends after its answer.
   * Its messages and memberships stay, its groups go to their next owners.
   */
  delete(caller: Pick<ChatCaller, 'app' | 'userId' | 'sessionId'>): Promise<void>;
  /** Who has one of these e-mails or phones: by each value as it was given. */
  match(
    app: App,
    values: { emails: readonly string[]; phones: readonly string[] },
  ): Promise<ReadonlyMap<string, string>>;
}
