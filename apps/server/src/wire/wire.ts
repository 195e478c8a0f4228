import type { Runtime } from '../runtime/runtime.ts';
import { ByteBudget } from './byte-budget.ts';
import { type Drainable, drainOutlets } from './drain-outlets.ts';
import { FlushScheduler } from './flush-scheduler.ts';
import { Heartbeat } from './heartbeat.ts';
import { OutletSet } from './outlet-set.ts';
import type { WebSocketOutlet } from './web-socket-outlet.ts';
import { DEFAULT_WIRE_LIMITS, type WireLimits } from './wire-limits.ts';

/**
 * Everything that the connections of the process share, whatever protocol they speak: the end-of-turn flush, the memory
 * budget, the heartbeat of WebSockets, and the list of who is connected. One per process.
 */
export class Wire implements Disposable {
  readonly runtime: Runtime;
  readonly limits: WireLimits;
  readonly scheduler: FlushScheduler;
  readonly budget: ByteBudget;
  /** Connections that are open or still closing. */
  readonly outlets = new OutletSet<Drainable>();
  readonly #heartbeat: Heartbeat;

  constructor(runtime: Runtime, limits: Partial<WireLimits> = {}) {
    this.runtime = runtime;
    this.limits = { ...DEFAULT_WIRE_LIMITS, ...limits };
    this.scheduler = new FlushScheduler(runtime.timers);
    this.budget = new ByteBudget(this.limits.processBytes);
    this.#heartbeat = new Heartbeat(runtime, this.limits);
  }

  opened(outlet: WebSocketOutlet): void {
    this.outlets.add(outlet);
    this.#heartbeat.watch(outlet);
  }

  gone(outlet: WebSocketOutlet): void {
    this.#heartbeat.forget(outlet);
    this.outlets.delete(outlet);
  }

  /** A connection that is no WebSocket of ours opened, until the result is disposed of: it is drained with the others. */
  join(outlet: Drainable): Disposable {
    this.outlets.add(outlet);
    return { [Symbol.dispose]: () => this.outlets.delete(outlet) };
  }

  /**
   * Sends everybody away over `graceMs`; see {@link drainOutlets}. New handshakes must be refused before.
   *
   * @returns how many connections did not leave in time and were cut off.
   */
  drain(graceMs: number): Promise<number> {
    return drainOutlets({ runtime: this.runtime, outlets: this.outlets, graceMs });
  }

  /** Cuts off whoever is left. */
  [Symbol.dispose](): void {
    this.#heartbeat[Symbol.dispose]();
    for (const outlet of [...this.outlets]) outlet.terminate();
  }
}
