import { ParleyError } from '../../../core/errors/parley-error.ts';
import type { Outlet } from '../../../core/hub/outlet.ts';
import type { Link } from '../../../core/session/session.ts';
import type { BudgetHolder } from '../../../wire/byte-budget.ts';
import type { Drainable } from '../../../wire/drain-outlets.ts';
import type { WebSocketOutlet } from '../../../wire/web-socket-outlet.ts';
import type { Wire } from '../../../wire/wire.ts';
import type { ChannelstreamFrame } from '../codec/channelstream-frame.ts';
import type { AppCounters } from '../counters.ts';
import type { GatheringListener, PassingListener } from './listener.ts';
import { type ListenerEvent, type ListenerState, nextListenerState } from './listener-state.ts';
import { PollListener } from './poll-listener.ts';
import { SocketListener } from './socket-listener.ts';
import { WaitingMessages } from './waiting-messages.ts';

/** How long a connection stays that nobody listens on, as in the original. */
const UNHEARD_MS = 15_000;
/** How often a WebSocket is sent a heartbeat. */
const BEAT_MS = 5000;

export interface ConnectionOutletOptions {
  readonly wire: Wire;
  readonly counters: AppCounters;
  /** The connection is over: called once, in a later turn of the event loop than what ended it. */
  readonly onClosed: () => void;
}

/**
 * Where a connection's messages go: to the one who listens now, a WebSocket or a long-polling request, and into a short
 * memory while nobody does. Whoever comes to listen first gets what waits.
 */
export class ConnectionOutlet implements Outlet<ChannelstreamFrame>, Link, BudgetHolder, Drainable {
  readonly #options: ConnectionOutletOptions;
  readonly #waiting: WaitingMessages;
  #state: ListenerState = 'unheard';
  /** Since when it is in this state, or when its WebSocket was last sent a heartbeat (monotonic ms). */
  #since: number;
  #listener: PassingListener | GatheringListener | null = null;

  constructor(options: ConnectionOutletOptions) {
    const { budget, limits, runtime } = options.wire;
    this.#options = options;
    this.#since = runtime.clock.monotonic();
    this.#waiting = new WaitingMessages({ budget, outletBytes: limits.outletBytes, outlet: this });
  }

  get state(): ListenerState {
    return this.#state;
  }

  get bufferedBytes(): number {
    return this.#waiting.bytes + (this.#listener?.bufferedBytes ?? 0);
  }

  /** A WebSocket listens from now on, whoever did before. It gets what waits. */
  openSocket(socket: WebSocketOutlet): void {
    const listener = new SocketListener(socket);
    listener.whenGone((reason) => this.#socketGone(listener, reason));
    this.#replace(listener, 'socket-opened');
    for (const json of this.#take()) listener.sendText(json);
  }

  /** A request listens from now on, whoever did before. */
  openPoll(): PollListener {
    const { wire } = this.#options;
    const source = {
      size: () => this.#waiting.size,
      bytes: () => this.#waiting.bytes,
      take: () => this.#take(),
    };
    const poll: PollListener = new PollListener({
      runtime: wire.runtime,
      source,
      onDone: () => this.#gone(poll),
    });
    this.#replace(poll, 'poll-opened');
    return poll;
  }

  send(frame: ChannelstreamFrame): void {
    if (frame.messages.length === 0) return;
    if (this.#listener?.kind === 'socket') {
      this.#count(frame.messages.length);
      this.#listener.send(frame);
    } else {
      this.#keep(frame);
    }
  }

  sendNow(frame: ChannelstreamFrame): void {
    if (frame.messages.length === 0) return;
    if (this.#listener?.kind === 'socket') {
      this.#count(frame.messages.length);
      this.#listener.sendNow(frame);
    } else {
      this.#keep(frame);
    }
  }

  /** The sweep looks at it: sends a heartbeat where one is due, and says whether the connection goes on. */
  sweep(now: number): 'stays' | 'ends' {
    const elapsedMs = now - this.#since;
    switch (this.#state) {
      case 'unheard':
        return elapsedMs > UNHEARD_MS ? 'ends' : 'stays';
      case 'left':
        return 'ends';
      case 'socket':
        if (elapsedMs >= BEAT_MS) this.#beat(now);
        return 'stays';
      case 'poll':
      case 'over':
        return 'stays';
    }
  }

  /** Nothing of this channel that still waits reaches the client. */
  drop(channel: string): void {
    this.#waiting.drop(channel);
  }

  /** The backend connected it again: its client has time to come and listen. */
  connectedAgain(): void {
    this.#step('connected-again');
  }

  /** The protocol has no word for it. */
  warn(): void {}

  close(reason: ParleyError): void {
    this.#end((listener) => listener.close(reason));
  }

  terminate(): void {
    this.#end((listener) => listener.terminate());
  }

  #beat(now: number): void {
    this.#since = now;
    if (this.#listener?.kind === 'socket') this.#listener.beat();
  }

  #end(tell: (listener: PassingListener | GatheringListener) => void): void {
    if (this.#state === 'over') return;
    this.#step('ended');
    const listener = this.#listener;
    this.#listener = null;
    if (listener) tell(listener);
    this.#waiting.close();
    this.#options.wire.runtime.timers.soon(this.#options.onClosed);
  }

  #replace(listener: PassingListener | GatheringListener, event: ListenerEvent): void {
    if (this.#state === 'over') throw new ParleyError('not_found', 'The connection is over.');
    const before = this.#listener;
    this.#listener = listener;
    before?.replaced();
    this.#step(event);
  }

  #socketGone(socket: SocketListener, reason: ParleyError | null): void {
    if (this.#listener !== socket) return;
    // What the server closed lost what was in it: the client must not go on as if nothing had been.
    if (reason !== null) this.close(reason);
    else this.#gone(socket);
  }

  #gone(listener: PassingListener | GatheringListener): void {
    if (this.#listener !== listener) return;
    this.#listener = null;
    this.#waiting.becomeMissed();
    this.#step('listener-gone');
  }

  #keep({ messages }: ChannelstreamFrame): void {
    for (const message of messages) {
      if (this.#listener) this.#waiting.gather(message);
      else this.#waiting.miss(message);
    }
    if (this.#listener?.kind === 'poll') this.#listener.arrived();
  }

  #take(): string[] {
    const messages = this.#waiting.take();
    this.#count(messages.length);
    return messages;
  }

  #count(messages: number): void {
    this.#options.counters.messages += messages;
  }

  #step(event: ListenerEvent): void {
    this.#state = nextListenerState(this.#state, event);
    this.#since = this.#options.wire.runtime.clock.monotonic();
  }
}
