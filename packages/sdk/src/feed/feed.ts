import { isRecord } from '../errors/error-report.ts';
import { clientError, ParleyError } from '../errors/parley-error.ts';
import { guarded } from '../errors/report-fault.ts';
import { step } from '../machine/table.ts';
import type { Call } from '../rpc/call.ts';
import type { Calls } from '../rpc/calls.ts';
import { plainJson } from '../rpc/frame.ts';
import { callError, request } from '../rpc/request.ts';
import type { Runtime } from '../runtime/runtime.ts';
import type { FeedItem, Position, RawMember, SubscribedItem } from './feed-item.ts';
import { type FeedEffect, type FeedEvent, type FeedState, feedTable } from './feed-state.ts';
import { alreadySeen } from './position.ts';
import { readFeedItem } from './read-feed-item.ts';
import { Roster } from './roster.ts';

/** How long the server's subscription outlives its last subscriber here: remounting a component costs nothing. */
export const LINGER_MS = 250;

/** How a subscriber came to its place: as the server says, or by joining a feed that was already live here. */
export interface FeedStart extends Omit<SubscribedItem, 'recovery'> {
  readonly recovery: SubscribedItem['recovery'] | 'joined';
}

/** What happens on a live feed. */
export type FeedNews = Exclude<FeedItem, { type: 'subscribed' | 'revoked' }>;

/** A subscriber. What it throws is reported, and harms no other. */
export interface FeedListener {
  /** The place from which items follow; called first, and after each resumption. */
  started(start: FeedStart): void;
  item(item: FeedNews): void;
  /** Nothing follows. */
  ended(error: ParleyError): void;
}

export interface FeedOptions {
  readonly channel: string;
  readonly calls: Calls;
  readonly runtime: Runtime;
  readonly report: (fault: unknown) => void;
  /** Called after each change of its state. */
  readonly changed: () => void;
  /** Called when nobody needs this feed any more and nothing of it is left. */
  readonly retired: () => void;
}

/** What a subscriber asks of a feed that it may be the first to start. */
export interface JoinOptions {
  readonly rewind?: number | undefined;
  readonly presence?: unknown;
}

interface Seat {
  readonly listener: FeedListener;
  started: boolean;
}

/** One channel's subscription at the server, shared by all its subscribers here. Runs {@link feedTable}. */
export class Feed {
  readonly #options: FeedOptions;
  readonly #seats = new Set<Seat>();
  readonly #roster = new Roster();
  #state: FeedState = { name: 'idle' };
  #call: Call | null = null;
  #timer: Disposable | null = null;
  #linger: Disposable | null = null;
  #position: Position | null = null;
  #hasPresence = false;
  #rewind = 0;
  #presence: unknown;
  #presenceSent: unknown;

  constructor(options: FeedOptions) {
    this.#options = options;
  }

  get state(): FeedState {
    return this.#state;
  }

  /** Whether the server was asked for it and has not answered yet. */
  get settling(): boolean {
    return this.#state.name === 'starting' || this.#state.name === 'resuming';
  }

  /** Who is present; empty while not live and on channels without presence. */
  get members(): readonly RawMember[] {
    return this.#roster.list;
  }

  /** Adds a subscriber; the result removes it. */
  join(listener: FeedListener, options: JoinOptions): () => void {
    const seat: Seat = { listener, started: false };
    this.#seats.add(seat);
    this.#stopLingering();
    if (this.#position === null) this.#rewind = Math.max(this.#rewind, options.rewind ?? 0);
    if (options.presence !== undefined) this.#show(options.presence);
    this.#handle({ type: 'joined' });
    queueMicrotask(() => this.#seatIn(seat));
    return () => this.#leave(seat);
  }

  /**
   * Sets what this client shows of itself. Resolves when the server has it; while there is no connection, as soon as it
   * is noted for the next one. Rejects when nobody is subscribed here.
   */
  async updatePresence(data: unknown): Promise<void> {
    if (this.#seats.size === 0) {
      throw clientError('disconnected', 'Presence is shown by subscribers; subscribe to the channel first.');
    }
    this.#presence = data;
    if (this.#state.name === 'live') await this.#sendPresence();
  }

  /** Ends it for good, whatever state it is in. */
  close(error: ParleyError): void {
    this.#handle({ type: 'failed', error });
  }

  #show(data: unknown): void {
    this.#presence = data;
    if (this.#state.name === 'live') this.#sendPresence().catch(this.#options.report);
  }

  async #sendPresence(): Promise<void> {
    const { calls, channel } = this.#options;
    const data = this.#presence;
    this.#presenceSent = data;
    try {
      await request(
        calls,
        'mutation',
        'channels.updatePresence',
        { channel, data },
        { offline: 'fail', lost: 'fail' },
      );
    } catch (error) {
      // Lost on the way: the resumption carries it.
      if (!(error instanceof ParleyError) || error.code !== 'disconnected') throw error;
    }
  }

  #leave(seat: Seat): void {
    if (!this.#seats.delete(seat) || this.#seats.size > 0) return;
    this.#stopLingering();
    this.#linger = this.#options.runtime.after(LINGER_MS, () => {
      this.#handle({ type: 'abandoned' });
      this.#options.retired();
    });
  }

  #stopLingering(): void {
    this.#linger?.[Symbol.dispose]();
    this.#linger = null;
  }

  #handle(event: FeedEvent): void {
    const env = { chance: this.#options.runtime.random() };
    const [state, ...effects] = step(feedTable, this.#state, event, env);
    this.#state = state;
    for (const effect of effects) this.#run(effect);
    this.#options.changed();
  }

  #run(effect: FeedEffect): void {
    switch (effect.do) {
      case 'call':
        this.#dial();
        break;
      case 'hangUp':
        this.#call?.stop();
        this.#call = null;
        break;
      case 'timer':
        this.#timer?.[Symbol.dispose]();
        this.#timer =
          effect.ms === null
            ? null
            : this.#options.runtime.after(effect.ms, () => this.#handle({ type: 'due' }));
        break;
      case 'dismiss':
        this.#dismiss(effect.error);
        break;
      case 'reset':
        this.#forget();
    }
  }

  #forget(): void {
    this.#position = null;
    this.#rewind = 0;
    this.#presence = undefined;
    this.#roster.replace([]);
  }

  #dial(): void {
    const { calls, channel } = this.#options;
    this.#call = calls.start(
      {
        kind: 'subscription',
        path: 'channels.subscribe',
        input: (resuming) => ({ json: this.#input(resuming) }),
        offline: 'wait',
        lost: 'repeat',
        sharedId: `ch:${channel}`,
        lastEventId: this.#position,
      },
      {
        data: (data, eventId) => this.#receive(plainJson(data), eventId),
        failed: (failure) => this.#handle({ type: 'failed', error: callError(failure) }),
        stopped: () => this.#handle({ type: 'failed', error: stopped() }),
        interrupted: () => this.#handle({ type: 'interrupted' }),
      },
    );
  }

  #input(resuming: boolean): Record<string, unknown> {
    this.#presenceSent = this.#presence;
    return {
      channel: this.#options.channel,
      ...(!resuming && this.#rewind > 0 ? { rewind: this.#rewind } : {}),
      ...(this.#presence === undefined ? {} : { presence: this.#presence }),
    };
  }

  #receive(tracked: unknown, eventId: string | null): void {
    const item = readFeedItem(isRecord(tracked) ? tracked.data : null);
    if (!item) return;
    if (item.type === 'subscribed') this.#subscribed(item);
    else if (item.type === 'revoked') this.#handle({ type: 'failed', error: new ParleyError(item.error) });
    else if (item.type !== 'event' || !alreadySeen(item.position, this.#position)) {
      this.#deliver(item, item.type === 'gap' ? item.position : eventId);
    }
  }

  #deliver(item: FeedNews, position: Position | null): void {
    const seats = [...this.#seats];
    for (const seat of seats) this.#seatIn(seat);
    if (item.type === 'presence') this.#roster.apply(item);
    this.#position = position ?? this.#position;
    for (const seat of seats) {
      if (this.#seats.has(seat)) this.#guard(() => seat.listener.item(item));
    }
  }

  #subscribed(item: SubscribedItem): void {
    this.#position = item.position;
    this.#hasPresence = item.members !== null;
    this.#roster.replace(item.members ?? []);
    this.#handle({ type: 'subscribed' });
    for (const seat of [...this.#seats]) {
      const recovery = seat.started || item.recovery === 'fresh' ? item.recovery : 'joined';
      seat.started = true;
      this.#guard(() => seat.listener.started({ ...item, recovery }));
    }
    if (this.#presence !== this.#presenceSent) this.#show(this.#presence);
  }

  /** Tells a subscriber that joined a live feed where it stands; once, and before its first item. */
  #seatIn(seat: Seat): void {
    if (seat.started || this.#state.name !== 'live' || this.#position === null || !this.#seats.has(seat))
      return;
    seat.started = true;
    const members = this.#hasPresence ? this.#roster.list : null;
    const start: FeedStart = { type: 'subscribed', position: this.#position, recovery: 'joined', members };
    this.#guard(() => seat.listener.started(start));
  }

  #dismiss(error: ParleyError): void {
    const seats = [...this.#seats];
    this.#seats.clear();
    this.#stopLingering();
    this.#forget();
    this.#options.retired();
    for (const seat of seats) this.#guard(() => seat.listener.ended(error));
  }

  #guard(action: () => void): void {
    guarded(this.#options.report, action);
  }
}

function stopped(): ParleyError {
  return clientError('disconnected', 'The server ended the subscription without saying why.');
}
