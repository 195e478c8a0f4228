/** A picture of a user or of a group: a file that was uploaded. */
export interface Picture {
  readonly fileId: string;
  readonly fileName?: string | undefined;
  readonly blurHash?: string | undefined;
}

/** Somebody who chats. */
export interface ChatUser {
  readonly id: string;
  /** Null for users whom only the app's backend signs in. */
  readonly login: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly avatar: Picture | null;
  /** Times are ms since 1970. */
  readonly createdAt: number;
  readonly updatedAt: number;
  /** When its last connection closed; null: never seen. */
  readonly lastSeenAt: number | null;
}

/** First and last name, or else the login, or else the id. */
export function displayName({ firstName, lastName, login, id }: ChatUser): string {
  return [firstName, lastName].filter(Boolean).join(' ') || (login ?? id);
}
