/** A signed-in device. Times are ms since 1970. */
export interface DeviceRecord {
  readonly id: string;
  readonly appId: string;
  readonly userId: string;
  /** What the client calls itself. */
  readonly deviceId: string;
  /** SHA-256 of the refresh token that holds. */
  readonly refreshHash: string;
  /** SHA-256 of the one before it. */
  readonly previousHash: string | null;
  readonly createdAt: number;
  readonly rotatedAt: number;
  /** When the client showed that it has the refresh token that holds; null: its answer may have been lost. */
  readonly answeredAt: number | null;
  readonly expiresAt: number;
}

/** What a rotation writes. No answer is known of what it gives out. */
export type NextToken = Pick<DeviceRecord, 'refreshHash' | 'previousHash' | 'rotatedAt' | 'expiresAt'>;

/** Signed-in devices, each the family of its refresh tokens. */
export interface DeviceStore {
  /** Rejects with `not_found` if the user is gone. */
  create(device: DeviceRecord): Promise<void>;
  find(id: string): Promise<DeviceRecord | null>;
  /** Of one user, the least recently rotated first. */
  listOf(appId: string, userId: string): Promise<DeviceRecord[]>;
  /** Gives the device its next token, if `refreshHash` is still the hash of the one it has: of two at once, one does. */
  rotate(id: string, refreshHash: string, next: NextToken): Promise<boolean>;
  /** The client has the token that was given out at `rotatedAt`, if that is still the one that holds. */
  noteAnswered(id: string, rotatedAt: number, at: number): Promise<void>;
  /** Resolves with how many went. */
  delete(ids: readonly string[]): Promise<number>;
  /** Removes some of those that ended by `now` (ms); resolves with how many. */
  removeExpired(now: number, limit: number): Promise<number>;
}
