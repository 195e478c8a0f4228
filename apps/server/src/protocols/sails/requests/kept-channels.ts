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
  /** Those that are just being defined. */
  readonly #underWay = new Map<string, Promise<unknown>>();

  constructor(definitions: ChannelDefinitions) {
    this.#definitions = definitions;
  }

  /**
   * Resolves when the channels are kept, or are not to be. Who asks for the same channel earlier is answered earlier, so that
   * events stay in their order.
   */
  async keep(app: App, channels: ReadonlySet<string>): Promise<void> {
    const waited: Array<Promise<unknown>> = [];
    for (const channel of channels) {
      const defining = this.#underWay.get(keyOf(app, channel)) ?? this.#define(app, channel);
      if (defining) waited.push(defining);
    }
    if (waited.length > 0) await Promise.all(waited);
  }

  #define(app: App, channel: string): Promise<unknown> | null {
    // What is kept by its name or by the app's own rule needs no definition. One of ours is made again with every push, which
    // costs nothing: those that nobody asks for any more are cleared away.
    const isOurs = this.#definitions.of(app.id, channel, PROTOCOL) !== null;
    if (!isOurs && app.rules.resolve(channel).log === 'durable') return null;
    const keeping = { durable: true, retainMs: RETAIN_MS, retainEvents: null };
    const defining = this.#definitions
      .define(app, channel, PROTOCOL, { keeping, details: null })
      .finally(() => this.#underWay.delete(keyOf(app, channel)));
    this.#underWay.set(keyOf(app, channel), defining);
    return defining;
  }
}

function keyOf(app: App, channel: string): string {
  return `${app.id}\n${channel}`;
}
