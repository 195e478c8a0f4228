import type { Timers } from '../../runtime/timers.ts';
import type { LoggedEvent } from '../event/event.ts';
import { follows, isSameEpoch, NOWHERE, type Position } from '../event/position.ts';
import type { EventLog } from '../log/event-log.ts';
import type { Codec } from './codec.ts';
import type { Delivery } from './delivery.ts';
import { FrameGroup } from './frame-group.ts';
import type { Reader } from './reader.ts';
import type { SubscribedChannel, Subscription } from './subscription.ts';

/** What a channel tells the hub. */
export interface ChannelObserver {
  /** It has frames that wait to be flushed. */
  dirty(channel: HubChannel): void;
  /** Its last reader left. */
  empty(channel: HubChannel): void;
  /** It could not read its log to fill a hole. */
  failed(channel: HubChannel, cause: unknown): void;
}

const FILL_PAGE = 500;
const MAX_HELD = 10_000;

/** A channel that somebody listens to on this node. */
export class HubChannel implements SubscribedChannel {
  readonly appId: string;
  readonly name: string;
  readonly #logOf: () => EventLog;
  readonly #timers: Timers;
  readonly #observer: ChannelObserver;
  readonly #subscriptions = new Set<Subscription>();
  /** How many of them each session has. */
  readonly #bySession = new Map<string, number>();
  /** Those that are not live yet and are offered each event singly. */
  readonly #unsettled = new Set<Subscription>();
  readonly #groups = new Map<Codec<unknown>, Map<string, FrameGroup<unknown>>>();
  #head: Position | null = null;
  #headRead: Promise<Position> | null = null;
  /** Deliveries that wait while events missed before them are read from the log; null when none were missed. */
  #held: Delivery[] | null = null;

  constructor(appId: string, name: string, logOf: () => EventLog, timers: Timers, observer: ChannelObserver) {
    this.appId = appId;
    this.name = name;
    this.#logOf = logOf;
    this.#timers = timers;
    this.#observer = observer;
  }

  /** Its log, by its rule as that stands now. */
  get log(): EventLog {
    return this.#logOf();
  }

  /** The position of the last event delivered here; null until it is known. */
  get head(): Position | null {
    return this.#head;
  }

  get subscriptions(): ReadonlySet<Subscription> {
    return this.#subscriptions;
  }

  /** How many subscriptions a session has here. */
  countOf(sessionId: string): number {
    return this.#bySession.get(sessionId) ?? 0;
  }

  add(subscription: Subscription): void {
    this.#subscriptions.add(subscription);
    this.#bySession.set(subscription.sessionId, this.countOf(subscription.sessionId) + 1);
    this.#unsettled.add(subscription);
  }

  /** The subscription has read all it missed: its group serves it from now on. */
  settle(subscription: Subscription): void {
    this.#unsettled.delete(subscription);
    this.#groupOf(subscription.reader).join(subscription);
  }

  /** Writes to a live subscription what is queued for it, before it is told of a gap or of its end. */
  serve(subscription: Subscription): void {
    const { codec, variant } = subscription.reader;
    if (subscription.state === 'live') this.#groups.get(codec)?.get(variant)?.serve(subscription);
  }

  remove(subscription: Subscription): void {
    if (!this.#subscriptions.delete(subscription)) return;
    const left = this.countOf(subscription.sessionId) - 1;
    if (left > 0) this.#bySession.set(subscription.sessionId, left);
    else this.#bySession.delete(subscription.sessionId);
    this.#unsettled.delete(subscription);
    this.#leaveGroup(subscription);
    if (this.#subscriptions.size === 0) this.#observer.empty(this);
  }

  /** The channel's head, read from the log once for however many subscribe meanwhile. */
  async knowHead(): Promise<Position> {
    if (this.#head) return this.#head;
    this.#headRead ??= this.log.head(this.appId, this.name).finally(() => {
      this.#headRead = null;
    });
    const read = await this.#headRead;
    this.learnHead(read);
    return this.#head ?? read;
  }

  /** Takes a read of the log for the head, unless live deliveries know better. */
  learnHead(head: Position): void {
    this.#head ??= head;
  }

  /**
   * An erased log, or one that a changed rule keeps elsewhere, begins anew without an event that would tell of it. A read
   * that finds another epoch while nothing was delivered is newer than the head: everybody here is told of a gap. Left
   * where it was, the head would never be level with readers of the new epoch.
   */
  noticeNewEpoch(known: Position | null, found: Position): void {
    if (known === null || this.#head !== known || isSameEpoch(known, found)) return;
    this.#moveOver({ epoch: found.epoch, offset: 0 });
  }

  deliver(delivery: Delivery): void {
    if (this.#held) this.#hold(delivery, this.#held);
    else if (isLogged(delivery.event)) this.#deliverLogged(delivery, delivery.event);
    else this.#spread(delivery, this.#head ?? NOWHERE);
  }

  flush(): void {
    for (const group of this.#everyGroup()) group.flush();
  }

  #deliverLogged(delivery: Delivery, event: LoggedEvent): void {
    const head = this.#head;
    const { position } = event;
    if (!head || follows(head, position)) {
      this.#head = position;
      this.#spread(delivery, position);
    } else if (!isSameEpoch(head, position)) {
      this.#moveOver({ epoch: position.epoch, offset: position.offset - 1 });
      this.#deliverLogged(delivery, event);
    } else if (position.offset > head.offset) {
      this.#held = [delivery];
      void this.#fill(head);
    }
    // Otherwise it is old news: every reader has had it, live or from the log.
  }

  #spread(delivery: Delivery, position: Position): void {
    for (const group of this.#everyGroup()) if (group.size > 0) group.push(delivery, position);
    for (const subscription of [...this.#unsettled]) subscription.offer(delivery);
    this.#observer.dirty(this);
  }

  #hold(delivery: Delivery, held: Delivery[]): void {
    // Whatever is logged comes from the log anyway; only signals are lost here, which promise nothing.
    if (held.length >= MAX_HELD) held.length = 0;
    held.push(delivery);
  }

  /** Events between the head and the first held one were missed (an announcement was lost): reads them from the log. */
  async #fill(from: Position): Promise<void> {
    let position = from;
    try {
      for (let complete = false; !complete; ) {
        const read = await this.log.readAfter(this.appId, this.name, position.offset, FILL_PAGE);
        complete = read.complete;
        for (const event of read.events) {
          if (this.#head && !follows(this.#head, event.position)) this.#moveOver(before(event.position));
          position = event.position;
          this.#head = position;
          this.#spread({ event, exclude: null, only: null }, position);
        }
        if (read.events.length === 0) this.#moveOver(read.head);
      }
    } catch (cause) {
      this.#observer.failed(this, cause);
      this.#head = null;
      for (const delivery of this.#held ?? [])
        if (isLogged(delivery.event)) this.#moveOver(before(delivery.event.position));
    }
    const held = this.#held ?? [];
    this.#held = null;
    for (const delivery of held) this.deliver(delivery);
  }

  /** What lies before `position` is lost to everybody here: says so. */
  #moveOver(position: Position): void {
    this.#head = position;
    for (const subscription of this.#subscriptions) {
      this.serve(subscription);
      subscription.lost(position);
    }
  }

  *#everyGroup(): Iterable<FrameGroup<unknown>> {
    for (const variants of this.#groups.values()) yield* variants.values();
  }

  #groupOf(reader: Reader<unknown>): FrameGroup<unknown> {
    const variants = this.#groups.get(reader.codec) ?? new Map<string, FrameGroup<unknown>>();
    this.#groups.set(reader.codec, variants);
    const group = variants.get(reader.variant) ?? new FrameGroup(reader.codec, reader.variant, this.#timers);
    variants.set(reader.variant, group);
    return group;
  }

  #leaveGroup(subscription: Subscription): void {
    const { codec, variant } = subscription.reader;
    const variants = this.#groups.get(codec);
    const group = variants?.get(variant);
    if (!variants || !group) return;
    group.leave(subscription);
    if (group.size > 0) return;
    variants.delete(variant);
    if (variants.size === 0) this.#groups.delete(codec);
  }
}

function isLogged(event: Delivery['event']): event is LoggedEvent {
  return event.kind === 'publish' || event.kind === 'edit' || event.kind === 'delete';
}

function before(position: Position): Position {
  return { epoch: position.epoch, offset: position.offset - 1 };
}
