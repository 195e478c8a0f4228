import type { Runtime } from '../../runtime/runtime.ts';
import type { EventLog } from '../log/event-log.ts';
import type { Delivery } from './delivery.ts';
import { HubChannel } from './hub-channel.ts';
import type { Reader } from './reader.ts';
import { Subscription, type SubscriptionRequest } from './subscription.ts';

export interface HubOptions {
  /** The log of a channel, by its rule. */
  logOf(appId: string, channel: string): EventLog;
  /** A channel could not read its log to fill a hole in what it delivers; its readers are told of a gap. */
  onFailure(cause: unknown): void;
}

export type DeliveryWatcher = (delivery: Delivery) => void;

/** Who listens to what on this node, and the fan-out to them. */
export class Hub {
  readonly #runtime: Runtime;
  readonly #options: HubOptions;
  readonly #channels = new Map<string, Map<string, HubChannel>>();
  readonly #dirty = new Set<HubChannel>();
  readonly #watchers = new Set<DeliveryWatcher>();

  constructor(runtime: Runtime, options: HubOptions) {
    this.#runtime = runtime;
    this.#options = options;
  }

  /** Starts a subscription. The reader is told of its start soon; disposing the result ends it at once. */
  subscribe(
    appId: string,
    channel: string,
    reader: Reader<unknown>,
    request: SubscriptionRequest,
  ): Subscription {
    const hubChannel = this.#open(appId, channel);
    const subscription = new Subscription(hubChannel, reader, request, this.#runtime);
    hubChannel.add(subscription);
    void subscription.begin();
    return subscription;
  }

  /** Hands an event to every reader of its channel, at the end of this turn of the event loop. */
  deliver(delivery: Delivery): void {
    this.find(delivery.event.appId, delivery.event.channel)?.deliver(delivery);
    for (const watcher of this.#watchers) watcher(delivery);
  }

  /**
   * Shows every delivery to somebody who serves readers by another rule than by channel: in order, before its publisher
   * is answered. A watcher must be quick, and must not throw.
   */
  watch(watcher: DeliveryWatcher): Disposable {
    this.#watchers.add(watcher);
    return { [Symbol.dispose]: () => void this.#watchers.delete(watcher) };
  }

  find(appId: string, channel: string): HubChannel | null {
    return this.#channels.get(appId)?.get(channel) ?? null;
  }

  /** Channels of an app that have readers. */
  channelsOf(appId: string): Iterable<HubChannel> {
    return this.#channels.get(appId)?.values() ?? [];
  }

  #open(appId: string, name: string): HubChannel {
    const channels = this.#channels.get(appId) ?? new Map<string, HubChannel>();
    this.#channels.set(appId, channels);
    const channel =
      channels.get(name) ??
      new HubChannel(appId, name, () => this.#options.logOf(appId, name), this.#runtime.timers, {
        dirty: (dirty) => this.#markDirty(dirty),
        empty: (empty) => this.#forget(empty),
        failed: (_channel, cause) => this.#options.onFailure(cause),
      });
    channels.set(name, channel);
    return channel;
  }

  #forget(channel: HubChannel): void {
    const channels = this.#channels.get(channel.appId);
    if (channels?.get(channel.name) !== channel) return;
    channels.delete(channel.name);
    if (channels.size === 0) this.#channels.delete(channel.appId);
  }

  #markDirty(channel: HubChannel): void {
    if (this.#dirty.size === 0) this.#runtime.timers.soon(() => this.#flush());
    this.#dirty.add(channel);
  }

  #flush(): void {
    const dirty = [...this.#dirty];
    this.#dirty.clear();
    for (const channel of dirty) channel.flush();
  }
}
