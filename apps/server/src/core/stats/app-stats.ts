/** What an app did since the server started; some go on over restarts (`KEPT_TOTALS`). Reading them costs nothing. */
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
  /** Publishes handed to readers, one for each; the sender that gets no copy does not count. */
  messagesDelivered: number;
  /** Bytes of the bodies of those. */
  bytesDelivered: number;
  /** Messages that slow readers did not get, and those of senders who read too slowly to be heard. */
  dropped: number;
  /** REST calls answered with a status below 400. */
  callsAnswered: number;
  /** REST calls answered with a status of 400 or above. */
  callsFailed: number;
  /** Handshakes refused. */
  handshakesRefused: number;
  /** Messages stored in cache rooms. */
  roomMessagesStored: number;
  /** Batches written to the app's own MySQL. */
  mirrorBatches: number;
  /** Webhook requests that the app's backend took. */
  webhooksDelivered: number;
  /** Attempts at webhook requests that failed. */
  webhooksFailed: number;
  /** A moving average of how long clients take to answer a probe, there and back (ms); 0 until one has answered. */
  latencyMs: number;
}

const NOTHING_YET: AppStats = {
  published: 0,
  signalled: 0,
  delivered: 0,
  publishedBytes: 0,
  connected: 0,
  refused: 0,
  messagesDelivered: 0,
  bytesDelivered: 0,
  dropped: 0,
  callsAnswered: 0,
  callsFailed: 0,
  handshakesRefused: 0,
  roomMessagesStored: 0,
  mirrorBatches: 0,
  webhooksDelivered: 0,
  webhooksFailed: 0,
  latencyMs: 0,
};

/** The counters of every app. */
export class Stats {
  readonly #byApp = new Map<string, AppStats>();

  of(appId: string): AppStats {
    const known = this.#byApp.get(appId);
    if (known) return known;
    const fresh = { ...NOTHING_YET };
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
