/** Somewhere that an app wants to be told of what happens. */
export interface EndpointRecord {
  readonly id: string;
  readonly appId: string;
  /** Its settings as JSON text; `effects/` owns their schema. */
  readonly settings: string;
  /** What it signs with, sealed with the server's own key; null: nothing. */
  readonly sealedSecret: string | null;
  readonly createdAt: number;
}

/** A MySQL of an app's own that cache rooms are copied into. One per app. */
export interface MirrorRecord {
  readonly appId: string;
  /** Its settings as JSON text, without the password; `effects/` owns their schema. */
  readonly settings: string;
  readonly sealedPassword: string | null;
  readonly createdAt: number;
  /** The batch that was sent last or is being sent, as JSON text: sent again whole after a crash; null: none. */
  readonly batch: string | null;
}

/** Where effects go. */
export interface IntegrationStore {
  listEndpoints(): Promise<EndpointRecord[]>;
  /** Creates it, or replaces the app's one with the same id. Rejects with `conflict` if another app has that id. */
  putEndpoint(endpoint: EndpointRecord): Promise<void>;
  /** Rejects with `not_found`. */
  deleteEndpoint(appId: string, id: string): Promise<void>;
  listMirrors(): Promise<MirrorRecord[]>;
  /** Creates it, or replaces that of the same app, batch and all. */
  putMirror(mirror: MirrorRecord): Promise<void>;
  /** Rejects with `not_found`. */
  setMirrorBatch(appId: string, batch: string | null): Promise<void>;
  /** Rejects with `not_found`. */
  deleteMirror(appId: string): Promise<void>;
}
