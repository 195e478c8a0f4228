/** A user as it is kept. Times are ms since 1970. */
export interface UserRecord {
  readonly appId: string;
  readonly id: string;
  readonly login: string | null;
  /** How the login is compared; unique in the app, as are the e-mail's and the phone. */
  readonly loginKey: string | null;
  readonly email: string | null;
  readonly emailKey: string | null;
  readonly phone: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  /** What a search looks at. */
  readonly searchText: string;
  /** JSON; `chat/` owns its schema. */
  readonly avatar: string | null;
  readonly passwordHash: string | null;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly lastSeenAt: number | null;
}

export interface UserQuery {
  readonly appId: string;
  /** A part of the search text; every character stands for itself. */
  readonly part: string;
  readonly limit: number;
  /** Only users changed after this (ms). */
  readonly updatedAfter: number | null;
  readonly ignoreIds: readonly string[];
}

/** The users of apps. */
export interface UserStore {
  /** Rejects with `conflict` if the id, login, e-mail or phone is taken, with `not_found` if the app is gone. */
  create(user: UserRecord): Promise<void>;
  /** As {@link create}, but a user who is there already stays, and is resolved with. */
  ensure(user: UserRecord): Promise<UserRecord>;
  find(appId: string, id: string): Promise<UserRecord | null>;
  findByLogin(appId: string, loginKey: string): Promise<UserRecord | null>;
  /** Those that exist; by id, descending. */
  list(appId: string, ids: readonly string[]): Promise<UserRecord[]>;
  /** By first name descending, last name, then login; users without one stand where an empty one would. */
  search(query: UserQuery): Promise<UserRecord[]>;
  /**
   * Replaces a user who still is as it was at `seenAt`, its `updatedAt` then; resolves with false otherwise. When it was
   * seen last stays as it is. Rejects with `conflict` if the new login, e-mail or phone is taken.
   */
  replace(user: UserRecord, seenAt: number): Promise<boolean>;
  /** Removes the user with its devices, contacts and push subscriptions, and blocks on both sides. */
  delete(appId: string, id: string): Promise<void>;
  /** Who has one of these e-mails (their keys) or phones. */
  match(
    appId: string,
    values: { readonly emailKeys: readonly string[]; readonly phones: readonly string[] },
  ): Promise<Array<Pick<UserRecord, 'id' | 'emailKey' | 'phone'>>>;
}
