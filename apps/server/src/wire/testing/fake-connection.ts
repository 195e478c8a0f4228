import { Writable } from 'node:stream';
import { WebSocket } from 'ws';
import type { Runtime } from '../../runtime/runtime.ts';
import { ByteBudget } from '../byte-budget.ts';
import { FlushScheduler } from '../flush-scheduler.ts';
import { type ControlSide, WebSocketOutlet } from '../web-socket-outlet.ts';
import { DEFAULT_WIRE_LIMITS, type WireLimits } from '../wire-limits.ts';

/** A peer that takes bytes only when it is told to. */
export class FakePeer extends Writable {
  bytesRead = 0;
  /** What the peer took, one entry per write that reached it. */
  readonly writes: Buffer[] = [];
  #waiting: { chunk: Buffer; done: () => void } | null = null;
  isReading: boolean;

  constructor(isReading: boolean) {
    super();
    this.isReading = isReading;
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.#take(chunk, done);
  }

  override _writev(chunks: Array<{ chunk: Buffer }>, done: () => void): void {
    this.#take(Buffer.concat(chunks.map(({ chunk }) => chunk)), done);
  }

  get received(): string {
    return Buffer.concat(this.writes).toString();
  }

  /** Takes everything that waits, from now on as it comes. */
  read(): void {
    this.isReading = true;
    const waiting = this.#waiting;
    this.#waiting = null;
    if (waiting) this.#take(waiting.chunk, waiting.done);
  }

  #take(chunk: Buffer, done: () => void): void {
    if (!this.isReading) {
      this.#waiting = { chunk, done };
      return;
    }
    this.writes.push(chunk);
    done();
  }
}

/** What `ws` would do, recorded. */
export class FakeControl implements ControlSide {
  readyState: ControlSide['readyState'] = WebSocket.OPEN;
  pings = 0;
  closedWith: { code: number | undefined; reason: string } | null = null;
  isTerminated = false;

  close(code?: number, reason?: string | Buffer): void {
    this.readyState = WebSocket.CLOSING;
    this.closedWith = { code, reason: String(reason) };
  }

  ping(): void {
    this.pings += 1;
  }

  terminate(): void {
    this.isTerminated = true;
  }
}

export interface FakeConnection {
  readonly outlet: WebSocketOutlet;
  readonly peer: FakePeer;
  readonly control: FakeControl;
}

/** Makes outlets over fake peers that share a scheduler and a budget. */
export function fakeConnections(
  runtime: Runtime,
  overrides: Partial<WireLimits> = {},
): { connect(options?: { isReading?: boolean }): FakeConnection; budget: ByteBudget } {
  const limits = { ...DEFAULT_WIRE_LIMITS, ...overrides };
  const budget = new ByteBudget(limits.processBytes);
  const surroundings = {
    timers: runtime.timers,
    scheduler: new FlushScheduler(runtime.timers),
    budget,
    limits,
    closing: (error: { code: string }) => ({
      code: error.code === 'slow_consumer' ? 4013 : 4000,
      reason: error.code,
    }),
    onGone: () => {},
  };
  return {
    budget,
    connect({ isReading = true } = {}) {
      const peer = new FakePeer(isReading);
      const control = new FakeControl();
      return { peer, control, outlet: new WebSocketOutlet(control, peer, surroundings) };
    },
  };
}
