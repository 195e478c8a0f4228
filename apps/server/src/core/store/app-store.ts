/** What a key is for. `client`: public, identifies the app. `secret`: signs. `admin`: administers. */
export type KeyKind = 'client' | 'secret' | 'admin';

/** A key as it is kept. Neither secret nor admin keys are stored in the clear. */
export interface KeyRecord {
  readonly id: string;
  readonly appId: string;
  readonly kind: KeyKind;
  /** How it is found: the client key itself, or the SHA-256 (hex) of a secret or admin key. Unique per kind. */
  readonly lookup: string;
  /** A secret, sealed with the server's own key; null for the other kinds. */
  readonly sealed: string | null;
  /** The last four characters, to tell keys apart. */
  readonly hint: string;
  readonly createdAt: number;
  /** When it stops working (ms), or null. Set on the old key when it is rotated. */
  readonly expiresAt: number | null;
  readonly lastUsedAt: number | null;
}

export interface AppRecord {
  readonly id: string;
  readonly name: string;
  readonly createdAt: number;
  /** The app's settings as JSON text; the core owns their schema. */
  readonly settings: string;
}

/** A channel rule of an app, overriding the built-in rulebook for names that match its pattern. */
export interface RuleRecord {
  readonly id: string;
  readonly appId: string;
  readonly pattern: string;
  /** The rule's fields as JSON text; the core owns their schema. */
  readonly rule: string;
  readonly createdAt: number;
}

export interface AppStore {
  listApps(): Promise<AppRecord[]>;
  /** Rejects with `conflict` if the id is taken. */
  createApp(app: AppRecord): Promise<void>;
  /** Rejects with `not_found`. */
  updateApp(id: string, change: { name?: string; settings?: string }): Promise<void>;
  /** Removes the app and everything in it. Rejects with `not_found`. */
  deleteApp(id: string): Promise<void>;

  listKeys(): Promise<KeyRecord[]>;
  /** Rejects with `conflict` if a key of that kind with that lookup exists. */
  createKey(key: KeyRecord): Promise<void>;
  updateKey(id: string, change: { expiresAt?: number | null; lastUsedAt?: number }): Promise<void>;
  deleteKey(id: string): Promise<void>;

  listRules(): Promise<RuleRecord[]>;
  /** Creates it, or replaces the rule with the same app and pattern (keeping that one's id). Returns what is stored. */
  putRule(rule: RuleRecord): Promise<RuleRecord>;
  /** Rejects with `not_found`. */
  deleteRule(appId: string, id: string): Promise<void>;
}
