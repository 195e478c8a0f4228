/** What the protocol did in an app since the server started. */
export interface AppCounters {
  /** Frames handed to clients: a message counts once for each connection that gets it. */
  messages: number;
  /** Messages that backends sent, whoever was there to read them. */
  uniqueMessages: number;
}

/** The counters of every app, for those who administer it. */
export class Counters {
  readonly #byApp = new Map<string, AppCounters>();

  of(appId: string): AppCounters {
    const known = this.#byApp.get(appId);
    if (known) return known;
    const fresh = { messages: 0, uniqueMessages: 0 };
    this.#byApp.set(appId, fresh);
    return fresh;
  }

  forgetApp(appId: string): void {
    this.#byApp.delete(appId);
  }
}
