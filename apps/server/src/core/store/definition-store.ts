/** What one protocol defined about one channel, by the channel's exact name. */
export interface DefinitionRecord {
  readonly appId: string;
  readonly channel: string;
  /** The protocol that defined it. */
  readonly owner: string;
  /** How the channel is kept, as JSON text; the core owns its schema. */
  readonly keeping: string;
  /** What the owner remembers of the channel, as JSON text; the owner owns its schema. */
  readonly details: string;
  readonly createdAt: number;
}

/** How far the log of a channel has come. */
export interface LogUse {
  readonly channel: string;
  readonly lastEventAt: number;
  /** Whether events are left in it. */
  readonly holdsEvents: boolean;
}

export interface DefinitionStore {
  /** An app's, by channel and owner in the order of code points; at most `limit` (1 to 1000), after the one named. */
  list(
    appId: string,
    page: { after: Pick<DefinitionRecord, 'channel' | 'owner'> | null; limit: number },
  ): Promise<DefinitionRecord[]>;
  /** Creates it, or replaces the one of the same app, channel and owner (whose `createdAt` stays). Rejects with `not_found` where the app is gone. */
  put(record: DefinitionRecord): Promise<void>;
  /** Removes it if it is there. */
  delete(appId: string, channel: string, owner: string): Promise<void>;
  /** Of these channels (at most 1000), those whose log was ever written to. */
  logUses(appId: string, channels: readonly string[]): Promise<LogUse[]>;
}
