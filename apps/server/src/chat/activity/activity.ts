import type { App } from '../../core/apps/app.ts';

/** When a user was there last. */
export interface LastActivity {
  readonly userId: string;
  readonly isOnline: boolean;
  /** When its last connection closed (ms); null while online, and for users never seen. */
  readonly lastSeenAt: number | null;
}

/** Who is there: a user is online while it has any connection, by whatever protocol. */
export interface Activity {
  /** Users that do not exist are absent. */
  of(app: App, userIds: readonly string[]): Promise<LastActivity[]>;
  /** Hears of one user's coming and going until disposed of. */
  watch(app: App, userId: string, listener: (activity: LastActivity) => void): Disposable;
  /** Users who are online, by id, ascending. */
  online(
    app: App,
    page: { readonly limit: number; readonly offset: number },
  ): { readonly count: number; readonly userIds: string[] };
}
