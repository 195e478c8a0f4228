/** Whom users do not want to hear from. */
export interface BlockStore {
  /** The ids that a user has blocked, in the order in which that was done. */
  listOf(appId: string, userId: string): Promise<string[]>;
  /** Who is blocked already stays so. Rejects with `bad_request` if the app is gone. */
  add(appId: string, userId: string, blockedIds: readonly string[], at: number): Promise<void>;
  /** Who is not blocked is passed over. */
  remove(appId: string, userId: string, blockedIds: readonly string[]): Promise<void>;
}
