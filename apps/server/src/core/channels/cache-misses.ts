import type { Runtime } from '../../runtime/runtime.ts';
import type { Actor } from '../access/actor.ts';
import { sightOn } from '../access/sight-on.ts';
import { userIdOn } from '../access/user-id-on.ts';
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
  look(client: Actor, channel: string): void {
    const { effects, onFailure } = this.#parts;
    if (!effects.wants('cache_miss', client.app.id, channel)) return;
    this.#look(client, channel).catch(onFailure);
  }

  async #look(client: Actor, channel: string): Promise<void> {
    const { effects, logs, runtime } = this.#parts;
    const appId = client.app.id;
    const userId = userIdOn(client, channel);
    const sight = sightOn(client, channel);
    const at = runtime.clock.now();
    const { events } = await logs
      .of(appId, channel)
      .history(appId, channel, { order: 'newest', limit: 1, includeDeleted: false, sight });
    if (events.length === 0) effects.note({ kind: 'cache_miss', appId, channel, at, userId });
  }
}
