import { RecurringWork } from '../../runtime/recurring-work.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import type { App } from '../apps/app.ts';
import type { EventStore } from '../store/event-store.ts';

export interface RetentionOptions {
  apps(): readonly App[];
  onFailure(cause: unknown): void;
  /** How often every channel is looked at, in ms. */
  everyMs: number;
}

const CHANNEL_PAGE = 500;
const ROWS_AT_ONCE = 1000;

/** Deletes, by rule, what is too old or too much in durable channels. In slices, so that no transaction is long. */
export class Retention implements AsyncDisposable {
  readonly #store: EventStore;
  readonly #runtime: Runtime;
  readonly #options: RetentionOptions;
  readonly #recurring: RecurringWork;

  constructor(store: EventStore, runtime: Runtime, options: RetentionOptions) {
    this.#store = store;
    this.#runtime = runtime;
    this.#options = options;
    const { everyMs, onFailure } = options;
    this.#recurring = new RecurringWork({
      timers: runtime.timers,
      everyMs,
      work: () => this.#runAll(),
      onFailure,
    });
  }

  /** Looks at every channel once, now, and resolves with the number of rows deleted. One run at a time. */
  run(): Promise<number> {
    return this.#recurring.run();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#recurring[Symbol.asyncDispose]();
  }

  async #runAll(): Promise<number> {
    let deleted = 0;
    for (const app of this.#options.apps()) {
      for await (const channel of this.#channelsOf(app.id)) deleted += await this.#retain(app, channel);
    }
    return deleted;
  }

  async *#channelsOf(appId: string): AsyncIterable<string> {
    let afterName: string | undefined;
    for (;;) {
      const query = { limit: CHANNEL_PAGE };
      const page = await this.#store.listChannels(
        appId,
        afterName === undefined ? query : { ...query, afterName },
      );
      for (const { channel } of page) yield channel;
      afterName = page.at(-1)?.channel;
      if (page.length < CHANNEL_PAGE || this.#recurring.isStopped) return;
    }
  }

  async #retain(app: App, channel: string): Promise<number> {
    const { retainMs, retainEvents } = app.rules.resolve(channel);
    if (retainMs === null && retainEvents === null) return 0;
    const olderThan = retainMs === null ? null : this.#runtime.clock.now() - retainMs;
    let deleted = 0;
    while (!this.#recurring.isStopped) {
      const order = { appId: app.id, channel, olderThan, keepNewest: retainEvents, limit: ROWS_AT_ONCE };
      const rows = await this.#store.retain(order);
      deleted += rows;
      if (rows < ROWS_AT_ONCE) break;
    }
    return deleted;
  }
}
