/** Where a device of a user is reached while it has no connection. */
export interface PushSubscriptionRecord {
  /** Stays the same when the device subscribes anew. */
  readonly id: string;
  readonly appId: string;
  readonly userId: string;
  /** What the device calls itself. */
  readonly deviceId: string;
  readonly platform: 'web' | 'ios' | 'android';
  /** Web Push: where to, and the keys to encrypt with. Null for the others. */
  readonly endpoint: string | null;
  readonly keyAuth: string | null;
  readonly keyP256dh: string | null;
  /** The others: the device's token. Null for Web Push. */
  readonly token: string | null;
  readonly createdAt: number;
  /** When the device subscribed last (ms). */
  readonly updatedAt: number;
}

export interface PushStore {
  /**
   * Creates a subscription, or replaces what is there of the same app, user and device, whose id and `createdAt` stay. Others
   * of the app with the same endpoint or token go: whoever had that device before does not have it any more. Resolves with what is kept now. Rejects with `not_found` if there is no such user.
   */
  put(subscription: PushSubscriptionRecord): Promise<PushSubscriptionRecord>;
  find(id: string): Promise<PushSubscriptionRecord | null>;
  /** Those of some users, the newest first. At most 1000 users. */
  listOf(appId: string, userIds: readonly string[]): Promise<PushSubscriptionRecord[]>;
  /** Whether anybody in the app has one. */
  isUsedBy(appId: string): Promise<boolean>;
  /** Resolves with whether there was one. */
  deleteOf(appId: string, userId: string, deviceId: string): Promise<boolean>;
  delete(ids: readonly string[]): Promise<void>;
  /** Removes one unless the device has subscribed anew since. Resolves with whether it did. */
  deleteIfUnchanged(subscription: Pick<PushSubscriptionRecord, 'id' | 'updatedAt'>): Promise<boolean>;
}
