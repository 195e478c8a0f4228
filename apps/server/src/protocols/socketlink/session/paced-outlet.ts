import type { App } from '../../../core/apps/app.ts';
import type { ParleyError } from '../../../core/errors/parley-error.ts';
import type { Outlet } from '../../../core/hub/outlet.ts';
import type { AppStats } from '../../../core/stats/app-stats.ts';
import type { Timers } from '../../../runtime/timers.ts';
import type { WebSocketOutlet } from '../../../wire/web-socket-outlet.ts';
import type { Frame } from '../codec/frame.ts';
import { droppedFrame, serverFrame } from '../codec/server-word.ts';

export interface Pace {
  readonly app: App;
  readonly stats: AppStats;
  readonly timers: Timers;
  /** What the wire keeps for one peer at most (bytes), answers to the client included; over it the wire closes. */
  readonly wireBytes: number;
}

/** A limited client is told at most so often that it may speak again. */
const SHORTEST_LIMIT_MS = 1000;

/**
 * What a client in rooms is sent, at the pace at which it reads. It is in one of two states:
 *
 * - *keeping up*: frames of rooms pass, as long as what waits for the client stays within its app's backlog. A single frame
 *   passes whatever its size when nothing waits.
 * - *behind*: from the first frame that does not fit, every frame of a room is dropped and counted, until the client has
 *   taken all that waited. Then one frame says how many are missing, and it keeps up again. So what arrives is in order,
 *   and each hole in it is announced where it is.
 *
 * A client that lets too much wait, or sends too fast, is *limited*: it may not send. It is told so for each frame it tries,
 * and once when it may again. Nothing is ever sent from within a call that drops, so neither can recurse.
 */
export class PacedOutlet implements Outlet<Frame> {
  readonly #wire: WebSocketOutlet;
  readonly #pace: Pace;
  #dropped = 0;
  #isLimited = false;
  /** Waits for the client to have taken everything. */
  #isWatched = false;
  /** Runs while a limit for speed lasts. */
  #limit: Disposable | null = null;

  constructor(wire: WebSocketOutlet, pace: Pace) {
    this.#wire = wire;
    this.#pace = pace;
  }

  get bufferedBytes(): number {
    return this.#wire.bufferedBytes;
  }

  send(frame: Frame): void {
    if (this.#passes(frame)) this.#wire.send(frame.bytes);
  }

  sendNow(frame: Frame): void {
    if (this.#passes(frame)) this.#wire.sendNow(frame.bytes);
  }

  /** An answer to the client, which is never dropped: beyond the wire's own budget the connection is closed. */
  answer(bytes: Buffer): void {
    this.#wire.send(bytes);
  }

  close(reason: ParleyError): void {
    this.#wire.close(reason);
  }

  /** Whether the client may not send now. It is limited from the first time that this says so. */
  refusesToListen(): boolean {
    const { bufferedBytes } = this.#wire;
    if (this.#isLimited) {
      const isBetter = this.#dropped === 0 && bufferedBytes <= this.#backlogBytes / 2;
      if (!isBetter || this.#limit !== null) return true;
      this.#lift();
      return false;
    }
    if (this.#dropped === 0 && !this.#exceeds(0)) return false;
    this.#isLimited = true;
    this.#watch();
    return true;
  }

  /** The client has sent too fast. It may go on after `retryAfterMs`. */
  limit(retryAfterMs: number): void {
    if (this.#wire.isClosed) return;
    this.#isLimited = true;
    this.#limit ??= this.#pace.timers.after(Math.max(SHORTEST_LIMIT_MS, retryAfterMs), () => {
      this.#limit = null;
      if (!this.#isWatched) this.#lift();
    });
  }

  /** The connection is over. */
  drop(): void {
    this.#limit?.[Symbol.dispose]();
    this.#limit = null;
    this.#isLimited = false;
    this.#dropped = 0;
  }

  get #backlogBytes(): number {
    const { app, wireBytes } = this.#pace;
    return Math.min(app.settings.rooms.maxBacklogBytes, wireBytes / 2);
  }

  #passes({ bytes, messages }: Frame): boolean {
    if (messages === 0 || this.#wire.isClosed) return false;
    if (this.#dropped === 0 && !this.#exceeds(bytes.length)) return true;
    this.#dropped += messages;
    this.#pace.stats.dropped += messages;
    this.#watch();
    return false;
  }

  /** Whether so many bytes more would be too many. What was only gathered in this turn does not count as waiting. */
  #exceeds(bytes: number): boolean {
    const limit = this.#backlogBytes;
    if (this.#wire.bufferedBytes + bytes <= limit) return false;
    this.#wire.flush();
    const waiting = this.#wire.bufferedBytes;
    return waiting > 0 && waiting + bytes > limit;
  }

  #watch(): void {
    if (this.#isWatched) return;
    this.#isWatched = true;
    void this.#wire.keepsUp().then(() => this.#caughtUp());
  }

  #caughtUp(): void {
    this.#isWatched = false;
    if (this.#wire.isClosed) return;
    if (this.#dropped > 0) this.#wire.send(droppedFrame(this.#dropped));
    this.#dropped = 0;
    if (this.#limit === null) this.#lift();
  }

  #lift(): void {
    if (!this.#isLimited) return;
    this.#isLimited = false;
    this.#wire.send(serverFrame('RATE_LIMIT_LIFTED'));
  }
}
