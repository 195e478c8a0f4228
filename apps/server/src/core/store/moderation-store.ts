/** A ban or a mute. */
export interface SanctionRecord {
  readonly id: string;
  readonly kind: 'ban' | 'mute';
  readonly appId: string;
  readonly userId: string;
  /** The channel it holds in; null: the whole app. */
  readonly channel: string | null;
  readonly reason: string;
  /** Who imposed it: an account name, `key:<hint>`, or a user id. */
  readonly author: string;
  readonly createdAt: number;
  /** When it ends by itself (ms); null: never. */
  readonly expiresAt: number | null;
}

export interface ModerationStore {
  /** Every sanction that has not expired at `now`. */
  listSanctions(now: number): Promise<SanctionRecord[]>;
  /** Stores it, replacing one of the same kind, app, user and channel. Several at once are stored all or none. */
  putSanctions(sanctions: readonly SanctionRecord[]): Promise<void>;
  /** Removes those that match; returns how many went. `channel: null` means the app-wide one only. */
  removeSanctions(
    match: ReadonlyArray<{ kind: 'ban' | 'mute'; appId: string; userId: string; channel: string | null }>,
  ): Promise<number>;
  /** Removes those that expired before `now`; returns how many went. */
  removeExpired(now: number): Promise<number>;
}
