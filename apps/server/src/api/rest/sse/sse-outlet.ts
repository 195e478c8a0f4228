import type { ServerResponse } from 'node:http';
import { ERROR_CODES } from '../../../core/errors/error-codes.ts';
import { ParleyError } from '../../../core/errors/parley-error.ts';
import type { Outlet } from '../../../core/hub/outlet.ts';
import type { Runtime } from '../../../runtime/runtime.ts';
import type { BudgetHolder, ByteBudget } from '../../../wire/byte-budget.ts';
import type { Drainable } from '../../../wire/drain-outlets.ts';
import { revokedJson } from '../../models/feed-item-json.ts';
import { SSE_HEARTBEAT, sseFrame } from './sse-frame.ts';

/** What all streams of one API have in common. */
export interface SseSurroundings {
  readonly runtime: Pick<Runtime, 'timers' | 'chance'>;
  /** What all outlets of the process may keep together. */
  readonly budget: ByteBudget;
  /** Unsent bytes over which a reader is cut off; it resumes by its last id. */
  readonly outletBytes: number;
}

const HEARTBEAT_MS = 15_000;
/** How long a reader may take over the last frames after the end, before the connection is cut. */
const LINGER_MS = 5_000;

/**
 * A stream of server-sent events on a response whose head is written. It hints readers to come back after one to three
 * seconds and sends a comment every 15 seconds.
 *
 * A reader that does not keep up is *blocked*: its connection took more than it could pass on. From then on frames wait in
 * this outlet's own queue, where they can be counted, until the connection has drained; over the budget it is cut.
 */
export class SseOutlet implements Outlet<Buffer>, BudgetHolder, Drainable {
  readonly #response: ServerResponse;
  readonly #surroundings: SseSurroundings;
  readonly #heartbeat: Disposable;
  #queue: Buffer[] = [];
  #queuedBytes = 0;
  /** A frame larger than the whole budget does not by itself make its reader slow. */
  #allowanceBytes = 0;
  #isBlocked = false;
  #inFlightBytes = 0;
  #isScheduled = false;
  #isOpen = true;
  #whenClosed: (() => void)[] = [];
  #whenDrained: (() => void)[] = [];

  constructor(response: ServerResponse, surroundings: SseSurroundings) {
    this.#response = response;
    this.#surroundings = surroundings;
    const { timers, chance } = surroundings.runtime;
    this.#heartbeat = timers.every(HEARTBEAT_MS, () => this.#beat());
    response.on('close', () => this.#finish());
    // The reader went away: there is nobody to tell, and 'close' follows.
    response.on('error', () => this.#finish());
    if (response.destroyed) {
      this.#finish();
      return;
    }
    // Spread out, so that the readers of a server that restarts do not all come back at once.
    response.write(`retry: ${1000 + Math.floor(chance.float() * 2000)}\n\n`);
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  get bufferedBytes(): number {
    return this.#isOpen ? this.#queuedBytes + this.#response.writableLength : 0;
  }

  /** Calls `ended` once, when no further frame can leave; at once if that is so already. */
  onClosed(ended: () => void): void {
    if (this.#isOpen) this.#whenClosed.push(ended);
    else ended();
  }

  send(frame: Buffer): void {
    if (!this.#isOpen) return;
    this.#enqueue(frame);
    if (this.#isBlocked) this.#enforce();
    else if (!this.#isScheduled) {
      this.#isScheduled = true;
      this.#surroundings.runtime.timers.soon(() => this.#flush());
    }
  }

  sendNow(frame: Buffer): void {
    if (!this.#isOpen) return;
    this.#enqueue(frame);
    if (this.#isBlocked) this.#enforce();
    else this.#writeQueue();
  }

  /** Resolves when the reader keeps up: everything handed over has left, or the stream is closed. */
  drained(): Promise<void> {
    if (!this.#isOpen || (!this.#isBlocked && this.#queue.length === 0)) return Promise.resolve();
    return new Promise((resolve) => {
      this.#whenDrained.push(resolve);
    });
  }

  /** A stream has nothing to say before its end. */
  warn(): void {}

  /** Says why in a last `revoked` item, unless the reader is too slow to hear it, and ends the stream. */
  close(reason: ParleyError): void {
    if (!this.#isOpen) return;
    if (reason.code === 'slow_consumer') {
      this.terminate();
      return;
    }
    const wait = ERROR_CODES[reason.code].retry === 'never' ? undefined : reason.retryAfterMs;
    const retry = wait === undefined ? {} : { retryMs: wait };
    this.end(sseFrame({ type: 'revoked', json: revokedJson(reason), ...retry }));
  }

  /** Ends the stream after what waits and a last frame, if there is one. */
  end(lastFrame?: Buffer): void {
    if (!this.#isOpen) return;
    const rest = lastFrame === undefined ? this.#queue : [...this.#queue, lastFrame];
    this.#finish();
    const linger = this.#surroundings.runtime.timers.after(LINGER_MS, () => this.#response.destroy());
    this.#response.on('close', () => linger[Symbol.dispose]());
    this.#response.end(Buffer.concat(rest));
  }

  /** Drops the connection without a word. */
  terminate(): void {
    this.#finish();
    this.#response.destroy();
  }

  #enqueue(frame: Buffer): void {
    const { budget, outletBytes } = this.#surroundings;
    if (frame.length > outletBytes) this.#allowanceBytes = Math.max(this.#allowanceBytes, frame.length);
    this.#queue.push(frame);
    this.#queuedBytes += frame.length;
    if (this.#isBlocked) budget.hold(frame);
  }

  #flush(): void {
    this.#isScheduled = false;
    if (this.#isOpen && !this.#isBlocked && this.#queue.length > 0) this.#writeQueue();
  }

  #writeQueue(): void {
    const frames = this.#queue;
    this.#queue = [];
    this.#queuedBytes = 0;
    const [only, ...more] = frames;
    this.#response.write(only && more.length === 0 ? only : Buffer.concat(frames));
    if (this.#isFull()) this.#block();
    else this.#wake();
  }

  /** Whether the connection has bytes that the operating system did not take and will say when it has none. */
  #isFull(): boolean {
    return this.#response.writableNeedDrain && this.#response.writableLength > 0;
  }

  #block(): void {
    this.#isBlocked = true;
    this.#inFlightBytes = this.#response.writableLength;
    this.#surroundings.budget.adjust(this.#inFlightBytes);
    this.#surroundings.budget.enter(this);
    this.#response.once('drain', () => this.#unblock());
    this.#enforce();
  }

  #unblock(): void {
    if (!this.#isBlocked) return;
    const { budget } = this.#surroundings;
    this.#isBlocked = false;
    this.#allowanceBytes = 0;
    budget.leave(this);
    budget.adjust(-this.#inFlightBytes);
    this.#inFlightBytes = 0;
    for (const frame of this.#queue) budget.release(frame);
    if (this.#isOpen && this.#queue.length > 0) this.#writeQueue();
    else this.#wake();
  }

  #enforce(): void {
    const { budget, outletBytes } = this.#surroundings;
    if (this.bufferedBytes > outletBytes + this.#allowanceBytes) {
      this.close(new ParleyError('slow_consumer', 'The stream is read more slowly than the channel speaks.'));
    } else budget.enforce();
  }

  #beat(): void {
    if (this.bufferedBytes === 0) this.#response.write(SSE_HEARTBEAT);
  }

  #wake(): void {
    const waiting = this.#whenDrained;
    this.#whenDrained = [];
    for (const resume of waiting) resume();
  }

  #finish(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#heartbeat[Symbol.dispose]();
    this.#unblock();
    this.#queue = [];
    this.#queuedBytes = 0;
    this.#wake();
    const ended = this.#whenClosed;
    this.#whenClosed = [];
    for (const act of ended) act();
  }
}
