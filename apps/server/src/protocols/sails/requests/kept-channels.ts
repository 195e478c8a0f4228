import type { App } from '../../../core/apps/app.ts';
import type { ChannelDefinitions } from '../../../core/definitions/channel-definitions.ts';
import { PROTOCOL } from '../protocol.ts';

const RETAIN_MS = 30 * 86_400_000;

/**
 * Has the channels that are pushed to kept in the database, so that what was pushed can be listed also after a restart. An app's
 * own rule for a name goes before this.
 */
export class KeptChannels {
  readonly #definitions: ChannelDefinitions;
  /** By channel, when those who asked before are through. */
  readonly #turns = new Map<string, Promise<unknown>>();

  constructor(definitions: ChannelDefinitions) {
    this.#definitions = definitions;
  }

  /**
   * Resolves when the channels are kept, or are not to be. Of those who ask for the same channel, who asks earlier is answered
   * earlier, so that events stay in their order.
   *
   * @throws ParleyError what `ChannelDefinitions.define` throws.
   */
  async keep(app: App, channels: ReadonlySet<string>): Promise<void> {
    const keys = [...channels].map((channel) => `${app.id}\n${channel}`);
    const before = keys.flatMap((key) => this.#turns.get(key) ?? []);
    const defining = [...channels].flatMap((channel) => this.#define(app, channel) ?? []);
    if (before.length + defining.length === 0) return;
    const done = Promise.all([Promise.all(defining), ...before]);
    const turn = done.then(ignored, ignored);
    for (const key of keys) this.#turns.set(key, turn);
    try {
      await done;
    } finally {
      for (const key of keys) if (this.#turns.get(key) === turn) this.#turns.delete(key);
    }
  }

  /** Null: there is nothing to do. */
  #define(app: App, channel: string): Promise<unknown> | null {
    // What is kept by its name or by the app's own rule needs no definition. One of ours is made again with every push, which
    // costs nothing: those that nobody asks for any more are cleared away.
    const isOurs = this.#definitions.of(app.id, channel, PROTOCOL) !== null;
    if (!isOurs && app.rules.resolve(channel).log === 'durable') return null;
    const keeping = { durable: true, retainMs: RETAIN_MS, retainEvents: null };
    return this.#definitions.define(app, channel, PROTOCOL, { keeping, details: null });
  }
}

/** Who comes next goes its own way, whatever became of who came before. */
function ignored(): void {}
