import type { App } from '../../../core/apps/app.ts';
import type { Hub } from '../../../core/hub/hub.ts';
import type { Timers } from '../../../runtime/timers.ts';
import type { EventCodec } from '../codec/event-codec.ts';
import { subscriptionCountFrame } from '../codec/server-frames.ts';

/** Up to so many readers hear of every change. */
const SMALL = 100;

/**
 * Tells the readers of a channel how many there are, where the app wants that: at every change while they are few, at most
 * once in the app's interval when they are many. Not on channels whose members are told singly.
 */
export class SubscriptionCounts implements Disposable {
  readonly #hub: Hub;
  readonly #timers: Timers;
  readonly #codec: EventCodec;
  /** Large channels that were told a moment ago, and whether the count has changed since. */
  readonly #resting = new Map<string, { timer: Disposable; isStale: boolean }>();

  constructor(hub: Hub, timers: Timers, codec: EventCodec) {
    this.#hub = hub;
    this.#timers = timers;
    this.#codec = codec;
  }

  /** A client of this protocol began or ceased to listen. */
  changed(app: App, channel: string): void {
    const { subscriptionCounts, minimumCountIntervalMs } = app.settings.clients;
    if (!subscriptionCounts || app.rules.resolve(channel).presence === 'always') return;
    const key = `${app.id}\n${channel}`;
    const resting = this.#resting.get(key);
    if (this.#countOf(app, channel) <= SMALL) {
      this.#wake(key);
      this.#tell(app, channel);
    } else if (resting) {
      resting.isStale = true;
    } else {
      this.#tell(app, channel);
      this.#rest(app, channel, key, minimumCountIntervalMs);
    }
  }

  [Symbol.dispose](): void {
    for (const key of [...this.#resting.keys()]) this.#wake(key);
  }

  #rest(app: App, channel: string, key: string, forMs: number): void {
    const timer = this.#timers.after(forMs, () => {
      const isStale = this.#resting.get(key)?.isStale ?? false;
      this.#wake(key);
      if (isStale) this.changed(app, channel);
    });
    this.#resting.set(key, { timer, isStale: false });
  }

  #wake(key: string): void {
    this.#resting.get(key)?.timer[Symbol.dispose]();
    this.#resting.delete(key);
  }

  #countOf(app: App, channel: string): number {
    return this.#hub.find(app.id, channel)?.subscriptions.size ?? 0;
  }

  #tell(app: App, channel: string): void {
    const subscriptions = this.#hub.find(app.id, channel)?.subscriptions ?? [];
    const frame = subscriptionCountFrame(channel, this.#countOf(app, channel));
    for (const { reader } of subscriptions) if (reader.codec === this.#codec) reader.outlet.send(frame);
  }
}
