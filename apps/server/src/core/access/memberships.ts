/** Who is a member of the channels that are entered by membership. Chat knows. */
export interface Memberships {
  /** As it is now, as far as that is in memory; null: {@link learn} it first. */
  known(appId: string, userId: string, channel: string): boolean | null;
  /** Resolves when the members of the channel are in memory; with false if there is no such channel. */
  learn(appId: string, channel: string): Promise<boolean>;
}
