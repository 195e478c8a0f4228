import { LRUCache } from 'lru-cache';
import type { App } from '../../../core/apps/app.ts';
import type { Core } from '../../../core/core.ts';
import { BROADCAST_CHANNEL, ownerOf } from '../../../core/rules/built-in-rules.ts';
import { ChangeTurns } from '../../../runtime/change-turns.ts';
import { PROTOCOL } from '../protocol.ts';
import { type ChannelSettings, DEFAULT_SETTINGS, keepingOf, StoredSettings } from './channel-settings.ts';

/** What is set of a channel; absent keys stay as they are. */
export type GivenSettings = { readonly [Key in keyof ChannelSettings]?: ChannelSettings[Key] | undefined };

type ChannelsCore = Pick<Core, 'definitions' | 'hub' | 'runtime'>;

const REMEMBERED = 100_000;

/** The channels of this protocol: which ones there are, and what backends set of them. Settings outlive a restart. */
export class Channels {
  readonly #core: ChannelsCore;
  readonly #turns = new ChangeTurns();
  /** What was remembered, as settings. Definitions that say the same give out the same object. */
  readonly #read = new WeakMap<object, ChannelSettings>();
  readonly #lastActive = new LRUCache<string, number>({ max: REMEMBERED });

  constructor(core: ChannelsCore) {
    this.#core = core;
  }

  settingsOf(appId: string, channel: string): ChannelSettings {
    const details = this.#core.definitions.of(appId, channel, PROTOCOL)?.details;
    if (typeof details !== 'object' || details === null) return DEFAULT_SETTINGS;
    const known = this.#read.get(details);
    if (known) return known;
    const read = StoredSettings.catch(DEFAULT_SETTINGS).parse(details);
    this.#read.set(details, read);
    return read;
  }

  /** Whether a channel is there: somebody set something of it, or listens to it by any protocol. */
  isKnown(appId: string, channel: string): boolean {
    const { definitions, hub } = this.#core;
    return definitions.of(appId, channel, PROTOCOL) !== null || hub.find(appId, channel) !== null;
  }

  /** The channels that are there, without those that the server itself gives each user, or all. */
  namesOf(appId: string): Set<string> {
    const names = new Set<string>();
    for (const { channel } of this.#core.definitions.list(appId, PROTOCOL)) names.add(channel);
    for (const { name } of this.#core.hub.channelsOf(appId)) {
      if (ownerOf(name) === null && name !== BROADCAST_CHANNEL) names.add(name);
    }
    return names;
  }

  /**
   * Sets something of a channel, which is there from then on. Resolves once it is stored.
   *
   * @throws ParleyError `rate_limited` where the app has as many channels with settings as it may have, `unavailable`.
   */
  configure(app: App, channel: string, given: GivenSettings): Promise<void> {
    // One after the other: each is merged into what the one before left.
    return this.#turns.take(keyOf(app.id, channel), async () => {
      const settings = merged(this.settingsOf(app.id, channel), given);
      await this.#core.definitions.define(app, channel, PROTOCOL, {
        keeping: keepingOf(settings),
        details: settings,
      });
    });
  }

  /** Something was said or done on a channel just now. */
  noteActivity(appId: string, channel: string): void {
    this.#lastActive.set(keyOf(appId, channel), this.#core.runtime.clock.now());
  }

  /** When something last happened there (ms), as far as is remembered; else when it was made; null: nobody knows. */
  lastActiveAt(appId: string, channel: string): number | null {
    const noted = this.#lastActive.get(keyOf(appId, channel));
    return noted ?? this.#core.definitions.of(appId, channel, PROTOCOL)?.createdAt ?? null;
  }

  /** An app is gone; another one may have its id. */
  forgetApp(appId: string): void {
    const prefix = keyOf(appId, '');
    for (const key of [...this.#lastActive.keys()]) if (key.startsWith(prefix)) this.#lastActive.delete(key);
  }
}

function merged(known: ChannelSettings, given: GivenSettings): ChannelSettings {
  return {
    notify_presence: given.notify_presence ?? known.notify_presence,
    broadcast_presence_with_user_lists:
      given.broadcast_presence_with_user_lists ?? known.broadcast_presence_with_user_lists,
    notify_state: given.notify_state ?? known.notify_state,
    store_history: given.store_history ?? known.store_history,
    history_size: given.history_size ?? known.history_size,
    store_frames: given.store_frames ?? known.store_frames,
  };
}

function keyOf(appId: string, channel: string): string {
  return `${appId}\n${channel}`;
}
