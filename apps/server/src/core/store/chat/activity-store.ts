/** A user was there until then (ms). */
export interface Sighting {
  readonly appId: string;
  readonly userId: string;
  readonly at: number;
}

/** When users were there last. */
export interface ActivityStore {
  /** By the id of those users that exist; null: never seen. */
  lastSeen(appId: string, userIds: readonly string[]): Promise<Map<string, number | null>>;
  /** Notes one sighting of each user. It never goes back; users who do not exist are passed over. */
  noteSeen(sightings: readonly Sighting[]): Promise<void>;
}
