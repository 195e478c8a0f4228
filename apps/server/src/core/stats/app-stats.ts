/** What an app did since the server started. Plain counters: reading them costs nothing. */
export interface AppStats {
  /** Events stored in a log: publishes, edits, deletions. */
  published: number;
  /** Signals sent. */
  signalled: number;
  /** Readers that events and signals were handed to. */
  delivered: number;
  /** Bytes of the bodies published. */
  publishedBytes: number;
  /** Connections admitted. */
  connected: number;
  /** Requests refused, whatever the reason. */
  refused: number;
}

/** The counters of every app. */
export class Stats {
  readonly #byApp = new Map<string, AppStats>();

  of(appId: string): AppStats {
    const known = this.#byApp.get(appId);
    if (known) return known;
    const fresh = { published: 0, signalled: 0, delivered: 0, publishedBytes: 0, connected: 0, refused: 0 };
    this.#byApp.set(appId, fresh);
    return fresh;
  }

  forgetApp(appId: string): void {
    this.#byApp.delete(appId);
  }

  all(): Iterable<readonly [appId: string, stats: AppStats]> {
    return this.#byApp.entries();
  }
}
