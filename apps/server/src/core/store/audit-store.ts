/** One administrative act. */
export interface AuditRecord {
  readonly id: string;
  /** The app it concerns; null: the whole server. */
  readonly appId: string | null;
  readonly at: number;
  /** Who: an account name or `key:<hint>`. */
  readonly actor: string;
  /** From where: the client's address. */
  readonly address: string;
  /** The procedure, such as `admin.bans.create`. */
  readonly action: string;
  /** What it was done to, in words: a channel, a user id, a key id. */
  readonly subject: string;
  /** What changed, as JSON text with secrets left out. */
  readonly detail: string;
}

export interface AuditStore {
  append(record: AuditRecord): Promise<void>;
  /** Newest first; `beforeId` pages. */
  list(query: { appId: string | null; beforeId?: string; limit: number }): Promise<AuditRecord[]>;
}
