import type { Duplex } from 'node:stream';
import { ERROR_CODES } from '../../../core/errors/error-codes.ts';
import type { ParleyError } from '../../../core/errors/parley-error.ts';
import type { Outlet } from '../../../core/hub/outlet.ts';
import type { BudgetHolder } from '../../../wire/byte-budget.ts';
import type { Drainable } from '../../../wire/drain-outlets.ts';
import type { Flushable } from '../../../wire/flush-scheduler.ts';
import { WaitingFrames } from '../../../wire/waiting-frames.ts';
import type { Wire } from '../../../wire/wire.ts';
import { filterFrame, type PushFrame } from '../codec/push-frame.ts';
import { PassedOn } from './passed-on.ts';

/** The part of an Engine.IO connection that an outlet needs: a WebSocket, or polls until it becomes one. */
export interface EngineConnection {
  /** `open`, or something else for ever. */
  readonly readyState: string;
  readonly transport: { readonly name: string };
  /** Sends a packet. `taken` is called when the transport has passed it on. */
  write(packet: string, options: { compress: boolean }, taken?: () => void): unknown;
  /** Closes, once what was written is on its way; `discard`: without waiting for anything. */
  close(discard?: boolean): void;
  once(event: 'close', listener: () => void): unknown;
}

export interface SailsOutletOptions {
  readonly connection: EngineConnection;
  readonly wire: Wire;
  /** The TCP or TLS socket of its WebSocket; null while it polls. */
  carrier(): Duplex | null;
  /** Says in Socket.IO's words that the client is not to come back, where it was let in. */
  disconnect(): void;
  /** Called once, when nothing can be sent any more; in a later turn of the event loop than what caused it. */
  closed(): void;
}

/** How much is handed to Engine.IO in one go. What it has cannot be taken back. */
const BATCH_BYTES = 64 * 1024;

/**
 * A Socket.IO connection as an outlet. Frames wait here, where they are counted and can be dropped; one batch at a time is
 * handed to Engine.IO, and the next when that one was taken: by the operating system from a WebSocket, by a poll otherwise. So
 * a client that does not read costs no more than its budget, whatever it asks for or subscribes to.
 *
 * What is relied on in Engine.IO 6: the callback of `write` comes when the transport has passed the packet on; and
 * `wsPreEncodedFrame`, by which Socket.IO's own adapter sends one frame to many, so that a WebSocket is written bytes that
 * were made once for all readers. What Engine.IO writes by itself (pings, the greeting) is small and bounded.
 *
 * An idle connection has nothing in here. What it costs are Socket.IO's and Engine.IO's own objects, with the request that opened
 * it, which they keep, and their one timer for the heartbeat: about 15 kB together (measured with a browser's headers).
 */
export class SailsOutlet implements Outlet<PushFrame>, Flushable, BudgetHolder, Drainable {
  readonly #options: SailsOutletOptions;
  readonly #waiting: WaitingFrames<PushFrame>;
  readonly #passedOn = new PassedOn();
  readonly #joined: Disposable;
  /** How many of the frames that wait are with Engine.IO. */
  #inFlight = 0;
  #isScheduled = false;
  #isClosed = false;
  #isToldClosed = false;
  #closeTimer: Disposable | null = null;

  constructor(options: SailsOutletOptions) {
    const { connection, wire } = options;
    this.#options = options;
    this.#waiting = new WaitingFrames({
      budget: wire.budget,
      outletBytes: wire.limits.outletBytes,
      outlet: this,
    });
    this.#joined = wire.join(this);
    connection.once('close', () => this.#gone());
  }

  /** Whether frames handed over now go nowhere. */
  get isClosed(): boolean {
    return this.#isClosed || this.#options.connection.readyState !== 'open';
  }

  get bufferedBytes(): number {
    return this.#waiting.bytes;
  }

  send(frame: PushFrame): void {
    if (!this.#keep(frame) || this.#isScheduled) return;
    this.#isScheduled = true;
    this.#options.wire.scheduler.schedule(this);
  }

  sendNow(frame: PushFrame): void {
    if (this.#keep(frame)) this.#writeBatch();
  }

  flush(): void {
    this.#isScheduled = false;
    this.#writeBatch();
  }

  /** The protocol has no word for an end that is near. */
  warn(): void {}

  /**
   * Closes. Clients come back by themselves when their connection is closed, and stay away when Socket.IO disconnects them: which
   * of the two it is, is for the `retry` of the reason to say.
   */
  close(reason: ParleyError): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    const { connection, disconnect, wire } = this.#options;
    const isSlow = reason.code === 'slow_consumer';
    const left = this.#waiting.take().slice(this.#inFlight);
    const { closeSlowWithinMs, closeWithinMs } = wire.limits;
    this.#closeTimer = wire.runtime.timers.after(isSlow ? closeSlowWithinMs : closeWithinMs, () =>
      this.terminate(),
    );
    if (!isSlow) {
      for (const frame of left) this.#write([frame]);
      if (ERROR_CODES[reason.code].retry === 'never') disconnect();
    }
    connection.close(isSlow);
    wire.runtime.timers.soon(() => this.#tellClosed());
  }

  /** Drops the connection without a word. */
  terminate(): void {
    const { connection, carrier } = this.#options;
    const bytes = carrier();
    connection.close(true);
    bytes?.destroy();
    // A poll that does not come is waited for by Engine.IO, for half a minute; by nobody else.
    if (bytes === null) this.#gone();
  }

  /** Takes a frame in, without what the socket has had already. Returns whether there is something to write. */
  #keep(frame: PushFrame): boolean {
    if (this.isClosed) return false;
    const fresh = frame.hasOnce ? filterFrame(frame, ({ once }) => this.#passedOn.isNew(once)) : frame;
    if (fresh.length === 0) return false;
    this.#waiting.push(fresh);
    return !this.#isClosed;
  }

  #writeBatch(): void {
    if (this.isClosed || this.#inFlight > 0) return;
    const batch: PushFrame[] = [];
    let bytes = 0;
    for (const frame of this.#waiting) {
      batch.push(frame);
      bytes += frame.length;
      if (bytes >= BATCH_BYTES) break;
    }
    if (batch.length === 0) return;
    this.#inFlight = batch.length;
    this.#write(batch, () => this.#taken());
  }

  #taken(): void {
    if (this.#isClosed) return;
    this.#waiting.take(this.#inFlight);
    this.#inFlight = 0;
    this.#writeBatch();
  }

  #write(batch: readonly PushFrame[], taken?: () => void): void {
    const { connection } = this.#options;
    // Once it is a WebSocket it remains one: several packets go as one piece, as their frames already stand.
    if (connection.transport.name === 'websocket') {
      const [first] = batch;
      const bytes =
        batch.length === 1 && first ? first.bytes : Buffer.concat(batch.map((frame) => frame.bytes));
      const packet = first?.parts[0]?.packet ?? '';
      connection.write(packet, preEncoded(bytes), taken);
      return;
    }
    const parts = batch.flatMap((frame) => frame.parts);
    for (const [index, { packet, bytes }] of parts.entries()) {
      connection.write(packet, preEncoded(bytes), index === parts.length - 1 ? taken : undefined);
    }
  }

  /** Engine.IO has closed. Its WebSocket may still be closing: until it has, the connection is among those that are drained. */
  #gone(): void {
    const { carrier, wire } = this.#options;
    const bytes = carrier();
    this.#isClosed = true;
    this.#waiting.take();
    if (bytes === null || bytes.destroyed) this.#leave();
    else {
      this.#closeTimer ??= wire.runtime.timers.after(wire.limits.closeWithinMs, () => bytes.destroy());
      bytes.once('close', () => this.#leave());
    }
    wire.runtime.timers.soon(() => this.#tellClosed());
  }

  #leave(): void {
    this.#closeTimer?.[Symbol.dispose]();
    this.#closeTimer = null;
    this.#joined[Symbol.dispose]();
  }

  #tellClosed(): void {
    if (this.#isToldClosed) return;
    this.#isToldClosed = true;
    this.#options.closed();
  }
}

/** Engine.IO's options for bytes that stand ready. It writes into them: each write has its own. */
function preEncoded(bytes: Buffer) {
  return { compress: false, wsPreEncodedFrame: [bytes] };
}
