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

export interface DefinitionStore {
  list(): Promise<DefinitionRecord[]>;
  /** Creates it, or replaces the one of the same app, channel and owner (whose `createdAt` stays). Rejects with `not_found` where the app is gone. */
  put(record: DefinitionRecord): Promise<void>;
  /** Removes it if it is there. */
  delete(appId: string, channel: string, owner: string): Promise<void>;
}
