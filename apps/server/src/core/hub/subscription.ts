import type { Runtime } from '../../runtime/runtime.ts';
import { sleep } from '../../runtime/timers.ts';
import { ParleyError } from '../errors/parley-error.ts';
import type { LoggedEvent } from '../event/event.ts';
import { follows, isSameEpoch, NOWHERE, type Position } from '../event/position.ts';
import { isReadableBy, type Sight } from '../event/readership.ts';
import type { EventLog, LogRead } from '../log/event-log.ts';
import type { Member } from '../presence/member.ts';
import { audienceOf, type Delivery, isFor } from './delivery.ts';
import type { GroupMember } from './frame-group.ts';
import type { Outlet } from './outlet.ts';
import type { FeedStart, Reader } from './reader.ts';
import type { Turns } from './turns.ts';

/** What a subscription asks for, and on whose behalf. */
export interface SubscriptionRequest {
  readonly sessionId: string;
  readonly userId: string | null;
  /** Whose eyes the reader reads with, as things stand now. */
  sight(): Sight;
  /** Whether the reader may know who comes and goes. */
  readonly seesPresence: boolean;
  /** Continue after this position; null: from now. */
  readonly resume: Position | null;
  /** Without `resume`: begin with so many of the newest events. */
  readonly rewind: number;
  /** Shared by all subscriptions of a session: how many of them read their logs at a time. */
  readonly turns: Turns;
  /** Who is present, or null on a channel without presence. Asked once, when the reader is told of its start. */
  members(): readonly Member[] | null;
  /** Called once when the subscription has ended, for whatever reason. */
  ended(): void;
}

/** The channel of a subscription, as the subscription sees it. */
export interface SubscribedChannel {
  readonly appId: string;
  readonly name: string;
  readonly log: EventLog;
  /** The position of the last event delivered; null until it is known. */
  readonly head: Position | null;
  knowHead(): Promise<Position>;
  learnHead(head: Position): void;
  /** A read that began when the head was `known` found the log at `found`. */
  noticeNewEpoch(known: Position | null, found: Position): void;
  /** The subscription is level with the channel: its frame group serves it from now on. */
  settle(subscription: Subscription): void;
  /** Writes what is queued for a live subscription, now. */
  serve(subscription: Subscription): void;
  remove(subscription: Subscription): void;
}

type State = 'reading' | 'waiting' | 'live' | 'ended';

const LARGEST_PAGE = 200;
const SMALLEST_PAGE = 10;
const MAX_PENDING = 1000;
const PAUSE_ABOVE_BYTES = 262_144;
const PAUSE_MS = 10;

/**
 * One reader's way into a channel. Its states:
 *
 * - `reading`: takes what the reader missed from the log, page by page; live events wait in `#pending`.
 * - `waiting`: has read everything, and perhaps further than the hub has delivered, because an event is in the log a
 *   moment before it is delivered. It drops what it has sent already until the hub has caught up.
 * - `live`: in a frame group; the hub no longer looks at it singly.
 * - `ended`: unsubscribed, revoked or disconnected. Nothing reaches the reader any more.
 *
 * That is what makes each offset arrive once and in order, however publishing and subscribing interleave.
 *
 * A reader that takes little at a time costs little: while it is slow nothing is read for it, the part of a page that it
 * did not take is let go and read again later, and of all subscriptions of a session only a few read at once.
 */
export class Subscription implements GroupMember<unknown>, Disposable {
  since = 0;
  readonly channel: SubscribedChannel;
  readonly reader: Reader<unknown>;
  readonly #runtime: Runtime;
  readonly #request: SubscriptionRequest;
  #state: State = 'reading';
  #position: Position = NOWHERE;
  #pending: Delivery[] = [];
  /** How many events the next read asks for: what its reader takes at a time. */
  #page = LARGEST_PAGE;

  constructor(
    channel: SubscribedChannel,
    reader: Reader<unknown>,
    request: SubscriptionRequest,
    runtime: Runtime,
  ) {
    this.channel = channel;
    this.reader = reader;
    this.#request = request;
    this.#runtime = runtime;
  }

  get outlet(): Outlet<unknown> {
    return this.reader.outlet;
  }

  get sessionId(): string {
    return this.#request.sessionId;
  }

  get userId(): string | null {
    return this.#request.userId;
  }

  get sight(): Sight {
    return this.#request.sight();
  }

  get seesPresence(): boolean {
    return this.#request.seesPresence;
  }

  get state(): State {
    return this.#state;
  }

  /** Reads what was missed and goes live. Resolves when it did, or when the subscription ended meanwhile. */
  async begin(): Promise<void> {
    try {
      await (this.#request.resume ? this.#resume(this.#request.resume) : this.#startFresh());
      await this.#catchUp();
    } catch (error) {
      this.revoke(ParleyError.from(error));
    }
  }

  /** A live event, for as long as the subscription is not in a group. */
  offer(delivery: Delivery): void {
    if (this.#state === 'reading') this.#hold(delivery);
    else if (this.#state === 'waiting') this.#pass(delivery);
  }

  /** What lies before `position` is lost to everybody on this channel. */
  lost(position: Position): void {
    if (this.#state === 'live' || this.#state === 'waiting') this.#moveOver(position);
  }

  /** Ends it by the server's will; the reader is told why. */
  revoke(reason: ParleyError): void {
    if (this.#state === 'ended') return;
    this.channel.serve(this);
    const position = (this.#state === 'live' ? this.channel.head : null) ?? this.#position;
    this[Symbol.dispose]();
    this.reader.revoked(reason, position);
  }

  /** Ends it by the reader's will. */
  [Symbol.dispose](): void {
    if (this.#state === 'ended') return;
    this.#state = 'ended';
    this.#pending = [];
    this.channel.remove(this);
    this.#request.ended();
  }

  async #startFresh(): Promise<void> {
    const head = await this.channel.knowHead();
    if (this.#request.rewind === 0 || head.offset === 0) return this.#tellStart(head, 'fresh');
    const wanted = Math.max(0, head.offset - this.#request.rewind);
    await this.#inTurn(async () => {
      const read = await this.#read(wanted);
      this.#tellStart(startOf(read), 'fresh');
      this.#sendPage(read);
    });
  }

  #resume(from: Position): Promise<void> {
    return this.#inTurn(() => this.#meet(from));
  }

  async #meet(from: Position): Promise<void> {
    const read = await this.#read(from.offset);
    const isKnown = isSameEpoch(from, read.head) && from.offset <= read.head.offset;
    if (isKnown && startOf(read).offset === from.offset) {
      this.#tellStart({ epoch: read.head.epoch, offset: from.offset }, 'resumed');
      return this.#sendPage(read);
    }
    const rest = isKnown ? read : await this.#read(0);
    this.#tellStart(startOf(rest), 'gap');
    this.#sendPage(rest);
  }

  /** Does some of the reading, once the session's other subscriptions leave room and its reader keeps up. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    return this.#request.turns.take(async () => {
      await this.#pauseWhileSlow();
      if (this.#state === 'reading') await work();
    });
  }

  #read(after: number): Promise<LogRead> {
    return this.channel.log.readAfter(this.channel.appId, this.channel.name, after, this.#page);
  }

  #tellStart(position: Position, recovery: FeedStart['recovery']): void {
    if (this.#state === 'ended') return;
    this.#position = position;
    // Changes of presence until now are part of the list of members that the reader is about to get.
    this.#pending = this.#pending.filter(({ event }) => event.kind !== 'presence');
    const request = this.#request;
    let listed: FeedStart['members'] | undefined;
    this.reader.started({
      position,
      recovery,
      // Listed for who asks: where thousands come to one channel, a list for each is what they wait for.
      get members() {
        listed ??= request.members();
        return listed;
      },
    });
  }

  async #catchUp(): Promise<void> {
    while (this.#state === 'reading') {
      if (this.#isLevel()) return this.#goOn();
      let found = 0;
      await this.#inTurn(async () => {
        found = await this.#readOn();
      });
      // The log is not there yet where the hub is: ask again, but let others have their turn.
      if (found === 0 && !this.#isLevel()) await sleep(this.#runtime.timers, PAUSE_MS);
    }
  }

  /** Returns how many events there were. */
  async #readOn(): Promise<number> {
    const { head } = this.channel;
    const read = await this.#read(this.#position.offset);
    this.channel.noticeNewEpoch(head, read.head);
    this.#sendPage(read);
    return read.events.length;
  }

  /** Whether nothing lies between the reader's position and what the hub delivered or has pending. */
  #isLevel(): boolean {
    const head = this.channel.head;
    if (!head) return false;
    if (!isSameEpoch(this.#position, head)) return false;
    if (this.#position.offset >= head.offset) return true;
    return this.#pending.some(({ event }) => isLogged(event) && follows(this.#position, event.position));
  }

  /** Sends as much of a page as the reader takes now, but at least one event, so that it gets on. */
  #sendPage(read: LogRead): void {
    if (this.#state !== 'reading') return;
    this.channel.learnHead(read.head);
    let sent = 0;
    for (const event of read.events) {
      if (sent > 0 && this.outlet.bufferedBytes > PAUSE_ABOVE_BYTES) break;
      this.#sendLogged(event);
      sent += 1;
    }
    const taken = sent < read.events.length ? sent : this.#page;
    this.#page = Math.min(LARGEST_PAGE, Math.max(SMALLEST_PAGE, taken * 2));
    if (read.events.length > 0 || isReached(this.#position, read.head)) return;
    this.#moveOver(read.head);
  }

  /** Sends the live events that waited, and joins the group unless the hub has yet to deliver what was read. */
  #goOn(): void {
    const pending = this.#pending;
    this.#pending = [];
    this.#state = 'waiting';
    for (const delivery of pending) this.#pass(delivery);
    this.#joinWhenLevel();
  }

  /** Beyond the bound the pending events are dropped: what is logged will be read from the log. */
  #hold(delivery: Delivery): void {
    if (this.#pending.length >= MAX_PENDING) this.#pending = [];
    this.#pending.push(delivery);
  }

  #pass(delivery: Delivery): void {
    if (this.#state === 'ended') return;
    const { event } = delivery;
    if (isLogged(event)) {
      if (isFor(this, audienceOf(delivery))) this.#sendLogged(event);
      else if (event.position.offset > this.#position.offset) this.#position = event.position;
      if (this.#state === 'waiting') this.#joinWhenLevel();
    } else if (isFor(this, audienceOf(delivery))) {
      this.outlet.send(this.reader.codec.encode(event, this.#position, this.reader.variant));
    }
  }

  /** What is not for this reader moves its position on and nothing else: it lacks nothing. */
  #sendLogged(event: LoggedEvent): void {
    const { position, readership } = event;
    if (isReached(this.#position, position)) return;
    if (!follows(this.#position, position)) {
      this.#moveOver({ epoch: position.epoch, offset: position.offset - 1 });
    }
    this.#position = position;
    if (!isReadableBy(readership, this.sight)) return;
    this.outlet.send(this.reader.codec.encode(event, position, this.reader.variant));
  }

  /** Says that everything up to `position` is lost to this reader. */
  #moveOver(position: Position): void {
    this.#position = position;
    this.reader.gap(position);
  }

  #joinWhenLevel(): void {
    if (this.#state !== 'waiting') return;
    const head = this.channel.head;
    if (head && !isReached(head, this.#position)) return;
    this.#state = 'live';
    this.channel.settle(this);
  }

  async #pauseWhileSlow(): Promise<void> {
    while (this.#state === 'reading' && this.outlet.bufferedBytes > PAUSE_ABOVE_BYTES) {
      await sleep(this.#runtime.timers, PAUSE_MS);
    }
  }
}

function isLogged(event: Delivery['event']): event is LoggedEvent {
  return event.kind === 'publish' || event.kind === 'edit' || event.kind === 'delete';
}

/** The position before the first event of a read. */
function startOf(read: LogRead): Position {
  const first = read.events[0]?.position.offset ?? read.head.offset + 1;
  return { epoch: read.head.epoch, offset: first - 1 };
}

/** Whether somebody at `position` has had the event at `other`. */
function isReached(position: Position, other: Position): boolean {
  return position.epoch === other.epoch && position.offset >= other.offset;
}
