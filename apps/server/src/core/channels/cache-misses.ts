import type { Runtime } from '../../runtime/runtime.ts';
import type { Effects } from '../effects/effects.ts';
import type { Logs } from '../log/logs.ts';

export interface CacheMissesParts {
  readonly runtime: Runtime;
  readonly logs: Logs;
  readonly effects: Effects;
  onFailure(cause: unknown): void;
}

/**
 * Notes when a client enters a channel that keeps its last event, and there is none: the app's backend can then publish
 * what clients should begin with. The client does not wait for it, and apps that do not want to know pay nothing.
 */
export class CacheMisses {
  readonly #parts: CacheMissesParts;

  constructor(parts: CacheMissesParts) {
    this.#parts = parts;
  }

  /** A client entered such a channel: looks whether there was something for it. */
  look(appId: string, channel: string, userId: string | null): void {
    const { effects, onFailure } = this.#parts;
    if (!effects.wants('cache_miss', appId, channel)) return;
    this.#look(appId, channel, userId).catch(onFailure);
  }

  async #look(appId: string, channel: string, userId: string | null): Promise<void> {
    const { effects, logs, runtime } = this.#parts;
    const at = runtime.clock.now();
    const { events } = await logs
      .of(appId, channel)
      .history(appId, channel, { order: 'newest', limit: 1, includeDeleted: false });
    if (events.length === 0) effects.note({ kind: 'cache_miss', appId, channel, at, userId });
  }
}
