import { RecurringWork } from '../../runtime/recurring-work.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import type { App } from '../apps/app.ts';
import type { DefinitionStore } from '../store/definition-store.ts';
import type { StoredDefinitions } from './stored-definitions.ts';
import type { UnusedDefinition } from './unused-definitions.ts';

export interface DefinitionSweepOptions {
  readonly definitions: StoredDefinitions;
  readonly store: DefinitionStore;
  readonly runtime: Runtime;
  apps(): readonly App[];
  /** Whether somebody listens, who would be told of a gap when the channel's log becomes another. */
  isListenedTo(appId: string, channel: string): boolean;
  onFailure(cause: unknown): void;
  /** How often it looks, in ms. */
  readonly everyMs: number;
}

/**
 * Forgets the definitions of channels that came and went: that say nothing but how long events are kept, for so long
 * already that no event can be left, and none is.
 */
export class DefinitionSweep implements AsyncDisposable {
  readonly #options: DefinitionSweepOptions;
  readonly #recurring: RecurringWork;

  constructor(options: DefinitionSweepOptions) {
    this.#options = options;
    const { everyMs, onFailure, runtime } = options;
    this.#recurring = new RecurringWork({
      timers: runtime.timers,
      everyMs,
      work: () => this.#runAll(),
      onFailure,
    });
  }

  /** Looks at every definition once, now, and resolves with how many went. One run at a time. */
  run(): Promise<number> {
    return this.#recurring.run();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#recurring[Symbol.asyncDispose]();
  }

  async #runAll(): Promise<number> {
    const { apps, definitions, runtime } = this.#options;
    let removed = 0;
    for (const app of apps()) {
      for (const portion of definitions.unused(app.id)) {
        if (this.#recurring.isStopped) return removed;
        if (portion.length > 0) removed += await this.#sweep(app, portion);
        else await new Promise<void>((resolve) => runtime.timers.soon(resolve));
      }
    }
    return removed;
  }

  async #sweep(app: App, portion: readonly UnusedDefinition[]): Promise<number> {
    const { definitions, store, isListenedTo } = this.#options;
    const channels = new Set(portion.map(({ channel }) => channel));
    const uses = new Map((await store.logUses(app.id, [...channels])).map((use) => [use.channel, use]));
    let removed = 0;
    for (const unused of portion) {
      const use = uses.get(unused.channel);
      const isSilent = !use || (!use.holdsEvents && use.lastEventAt < unused.since);
      if (!isSilent || isListenedTo(app.id, unused.channel) || this.#recurring.isStopped) continue;
      if (await definitions.retire(app, unused)) removed += 1;
    }
    return removed;
  }
}
