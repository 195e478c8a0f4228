import type { Engine } from '../engine/engine.ts';
import type { Delivery } from '../hub/delivery.ts';
import type { Hub } from '../hub/hub.ts';
import { roomKindOf } from '../rules/room-name.ts';
import type { Stats } from '../stats/app-stats.ts';
import type { Trace } from '../trace/trace.ts';

/** Hands a delivery to everybody who is to know of it: readers here, other nodes, the counters, who watches. */
export class Broadcast {
  readonly #hub: Hub;
  readonly #engine: Engine;
  readonly #stats: Stats;
  readonly #trace: Trace;

  constructor(parts: { hub: Hub; engine: Engine; stats: Stats; trace: Trace }) {
    this.#hub = parts.hub;
    this.#engine = parts.engine;
    this.#stats = parts.stats;
    this.#trace = parts.trace;
  }

  send(delivery: Delivery, protocol: string): void {
    const { event } = delivery;
    this.#hub.deliver(delivery);
    this.#engine.announce({ kind: 'delivery', delivery });
    const readers = this.#readersOf(delivery);
    this.#count(delivery, readers);
    if (!this.#trace.watched) return;
    const { userId, sessionId } = event.sender;
    this.#trace.emit({
      kind: 'event',
      appId: event.appId,
      at: event.at,
      channel: event.channel,
      event,
      readers,
      actor: { userId, sessionId, protocol },
    });
  }

  /** How many subscriptions it goes to, those of the sender left out if it gets no copy. */
  #readersOf({ event, exclude }: Delivery): number {
    const channel = this.#hub.find(event.appId, event.channel);
    if (!channel) return 0;
    return channel.subscriptions.size - (exclude === null ? 0 : channel.countOf(exclude));
  }

  #count({ event }: Delivery, readers: number): void {
    const stats = this.#stats.of(event.appId);
    stats.delivered += readers;
    if (event.kind === 'signal') stats.signalled += 1;
    else if (event.kind !== 'presence') {
      const bytes = event.body?.bytes ?? 0;
      stats.published += 1;
      stats.publishedBytes += bytes;
      if (event.kind !== 'publish') return;
      stats.messagesDelivered += readers;
      stats.bytesDelivered += readers * bytes;
      if (roomKindOf(event.channel)?.isCache) stats.roomMessagesStored += 1;
    }
  }
}
