import { WebSocket } from 'ws';
import { ParleyError } from '../core/errors/parley-error.ts';
import type { Outlet } from '../core/hub/outlet.ts';
import type { Timers } from '../runtime/timers.ts';
import type { BudgetHolder, ByteBudget } from './byte-budget.ts';
import { type ClosingForm, fittingReason } from './closing-form.ts';
import type { Drainable } from './drain-outlets.ts';
import type { Flushable, FlushScheduler } from './flush-scheduler.ts';
import type { HeartbeatPeer, Patience } from './heartbeat.ts';
import type { WireLimits } from './wire-limits.ts';

/** What a protocol hears from its socket. Neither call may throw. */
export interface OutletListener {
  message(data: Buffer, isBinary: boolean): void;
  /**
   * Called once, when nothing can be sent any more: the peer left, the connection broke, or {@link WebSocketOutlet.close}
   * was called (then in a later turn of the event loop, so that it never runs inside the caller's own loop).
   *
   * @param reason why it was closed from this side; absent: the peer left, or the connection broke.
   */
  closed(reason?: ParleyError): void;
  /** How long the peer may be silent, where the protocol says so; absent: as the wire's limits have it. */
  readonly patience?: Patience;
}

/** What all outlets of one protocol have in common. */
export interface OutletSurroundings {
  readonly timers: Timers;
  readonly scheduler: FlushScheduler;
  readonly budget: ByteBudget;
  readonly limits: WireLimits;
  readonly closing: ClosingForm;
  /** The connection of this outlet is gone for good. */
  readonly onGone: (outlet: WebSocketOutlet) => void;
}

/** The part of a `ws` WebSocket that an outlet needs. */
export type ControlSide = Pick<WebSocket, 'readyState' | 'close' | 'ping' | 'terminate'>;
/** The part of a TCP or TLS socket that an outlet needs. */
export interface ByteSide {
  readonly writableLength: number;
  readonly writableNeedDrain: boolean;
  readonly bytesRead: number;
  write(frame: Buffer): boolean;
  cork(): void;
  uncork(): void;
  once(event: 'drain', listener: () => void): unknown;
}

/** How many queued bytes are handed to the stream in one go. What the stream has cannot be taken back. */
const BATCH_BYTES = 64 * 1024;

/**
 * A WebSocket as an outlet. `ws` does the handshake, the parsing and the control frames; messages are whole frames
 * (`server-frame.ts`) written to the socket beside it. Since `ws` writes its control frames whole and at once as well,
 * frames never mix; without permessage-deflate it has no queue of its own.
 *
 * A peer that does not keep up is *blocked*: its stream took more than it could pass on. From then on frames wait in
 * this outlet's own queue, where they can be counted and dropped, until the stream has drained. Over the budget the queue
 * is dropped and the connection closed with `slow_consumer`; little enough lies before the close frame that a reader
 * which is merely slow still learns why, and resumes.
 */
export class WebSocketOutlet implements Outlet<Buffer>, Flushable, BudgetHolder, HeartbeatPeer, Drainable {
  readonly #control: ControlSide;
  readonly #bytes: ByteSide;
  readonly #surroundings: OutletSurroundings;
  #listener: OutletListener | null = null;
  /** Frames that the stream does not have yet; null when there are none, as on every idle connection. */
  #queue: Buffer[] | null = null;
  #queuedBytes = 0;
  #isScheduled = false;
  #isBlocked = false;
  /** While blocked: what the stream holds, as last told to the budget. */
  #inFlightBytes = 0;
  /** A frame larger than the whole budget does not by itself make its reader slow. */
  #allowanceBytes = 0;
  #waiters: Array<() => void> | null = null;
  #isClosed = false;
  #warned = false;
  #closeTimer: Disposable | null = null;

  constructor(control: ControlSide, bytes: ByteSide, surroundings: OutletSurroundings) {
    this.#control = control;
    this.#bytes = bytes;
    this.#surroundings = surroundings;
  }

  /** Sets who hears messages and the end. Set it in the same turn in which the outlet was handed over. */
  listen(listener: OutletListener): void {
    this.#listener = listener;
  }

  /** Whether frames handed over now go nowhere. */
  get isClosed(): boolean {
    return this.#isClosed || this.#control.readyState !== WebSocket.OPEN;
  }

  get bufferedBytes(): number {
    return this.#isClosed ? 0 : this.#queuedBytes + this.#bytes.writableLength;
  }

  /** Bytes received on the connection since it opened, of whatever kind. */
  get bytesReceived(): number {
    return this.#bytes.bytesRead;
  }

  get patience(): Patience {
    return this.#listener?.patience ?? 'usual';
  }

  send(frame: Buffer): void {
    if (this.isClosed) return;
    this.#enqueue(frame);
    if (this.#isBlocked) this.#enforce();
    else if (this.#queuedBytes > BATCH_BYTES) this.#writeQueue();
    else this.#schedule();
  }

  sendNow(frame: Buffer): void {
    if (this.isClosed) return;
    if (this.#isBlocked) {
      this.#enqueue(frame);
      this.#enforce();
    } else if (this.#queue !== null) {
      this.#enqueue(frame);
      this.#writeQueue();
    } else {
      this.#allow(frame);
      this.#bytes.write(frame);
      this.#afterWrite();
    }
  }

  flush(): void {
    this.#isScheduled = false;
    if (!this.isClosed && !this.#isBlocked && this.#queue !== null) this.#writeQueue();
  }

  /** Resolves when the peer keeps up: nothing waits in the queue, or the outlet is closed. For producers that can wait. */
  keepsUp(): Promise<void> {
    if (this.isClosed || (!this.#isBlocked && this.#queue === null)) return Promise.resolve();
    return new Promise((resolve) => {
      this.#waiters ??= [];
      this.#waiters.push(resolve);
    });
  }

  /** Sends the farewell that the protocol has for this reason, if any, and leaves the connection open. */
  warn(reason: ParleyError): void {
    if (this.isClosed || this.#warned) return;
    this.#warned = true;
    const { farewell } = this.#surroundings.closing(reason);
    if (farewell) this.send(farewell);
  }

  close(reason: ParleyError): void {
    if (this.isClosed) return;
    const { timers, limits, closing } = this.#surroundings;
    const isSlow = reason.code === 'slow_consumer';
    const { code, reason: text } = closing(reason);
    if (!isSlow) {
      this.warn(reason);
      if (this.isClosed) return;
      for (const frame of this.#queue ?? []) this.#bytes.write(frame);
    }
    this.#release();
    this.#control.close(code, fittingReason(text));
    const patienceMs = isSlow ? limits.closeSlowWithinMs : limits.closeWithinMs;
    this.#closeTimer = timers.after(patienceMs, () => this.terminate());
    timers.soon(() => this.#tellClosed(reason));
  }

  /** A WebSocket ping; the answer is heard as {@link bytesReceived}. */
  ping(): void {
    if (!this.isClosed) this.#control.ping();
  }

  /** Drops the connection without a word. */
  terminate(): void {
    this.#control.terminate();
  }

  /** A message came; called by the gate. */
  received(data: Buffer, isBinary: boolean): void {
    if (!this.#isClosed) this.#listener?.message(data, isBinary);
  }

  /** The connection is gone; called by the gate. */
  gone(): void {
    this.#closeTimer?.[Symbol.dispose]();
    this.#closeTimer = null;
    this.#release();
    this.#surroundings.onGone(this);
    this.#tellClosed();
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    this.#surroundings.scheduler.schedule(this);
  }

  #enqueue(frame: Buffer): void {
    this.#allow(frame);
    this.#queue ??= [];
    this.#queue.push(frame);
    this.#queuedBytes += frame.length;
    if (this.#isBlocked) this.#surroundings.budget.hold(frame);
  }

  #allow(frame: Buffer): void {
    const { outletBytes } = this.#surroundings.limits;
    if (frame.length > outletBytes) this.#allowanceBytes = Math.max(this.#allowanceBytes, frame.length);
  }

  /** Hands queued frames to the stream, a batch at a time, until it is full. */
  #writeQueue(): void {
    const queue = this.#queue ?? [];
    let written = 0;
    while (written < queue.length && !this.#isFull()) written = this.#writeBatch(queue, written);
    for (let index = 0; index < written; index += 1) {
      const frame = queue[index];
      if (frame === undefined) break;
      this.#queuedBytes -= frame.length;
      if (this.#isBlocked) this.#surroundings.budget.release(frame);
    }
    this.#queue = written < queue.length ? queue.slice(written) : null;
    this.#afterWrite();
  }

  #writeBatch(queue: readonly Buffer[], from: number): number {
    let next = from;
    let batchBytes = 0;
    this.#bytes.cork();
    for (let frame = queue[next]; frame && batchBytes < BATCH_BYTES; frame = queue[next]) {
      this.#bytes.write(frame);
      batchBytes += frame.length;
      next += 1;
    }
    this.#bytes.uncork();
    return next;
  }

  /** Whether the stream has bytes that the operating system did not take and will say when it has none. */
  #isFull(): boolean {
    return this.#bytes.writableNeedDrain && this.#bytes.writableLength > 0;
  }

  #afterWrite(): void {
    const isFull = this.#isFull();
    if (isFull && !this.#isBlocked) this.#block();
    if (!isFull && this.#isBlocked) this.#unblock();
    if (isFull) {
      this.#bytes.once('drain', () => this.#resume());
      this.#countInFlight(this.#bytes.writableLength);
      this.#enforce();
    } else {
      this.#relieve();
    }
  }

  #block(): void {
    const { budget } = this.#surroundings;
    this.#isBlocked = true;
    budget.enter(this);
    for (const frame of this.#queue ?? []) budget.hold(frame);
  }

  #unblock(): void {
    this.#isBlocked = false;
    this.#allowanceBytes = 0;
    this.#countInFlight(0);
    this.#surroundings.budget.leave(this);
  }

  #resume(): void {
    if (!this.isClosed && this.#isBlocked) this.#writeQueue();
  }

  #countInFlight(bytes: number): void {
    this.#surroundings.budget.adjust(bytes - this.#inFlightBytes);
    this.#inFlightBytes = bytes;
  }

  #enforce(): void {
    if (this.bufferedBytes > this.#surroundings.limits.outletBytes + this.#allowanceBytes) {
      this.close(new ParleyError('slow_consumer', 'The client reads more slowly than it is sent to.'));
    } else {
      this.#surroundings.budget.enforce();
    }
  }

  /** Drops what waits and wakes who waits. Nothing is sent afterwards. */
  #release(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    if (this.#isBlocked) {
      for (const frame of this.#queue ?? []) this.#surroundings.budget.release(frame);
      this.#unblock();
    }
    this.#queue = null;
    this.#queuedBytes = 0;
    this.#relieve();
  }

  #relieve(): void {
    const waiters = this.#waiters;
    this.#waiters = null;
    for (const wake of waiters ?? []) wake();
  }

  #tellClosed(reason?: ParleyError): void {
    const listener = this.#listener;
    this.#listener = null;
    listener?.closed(reason);
  }
}
