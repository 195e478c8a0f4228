import { ParleyError } from '../core/errors/parley-error.ts';
import type { BudgetHolder, ByteBudget, Weighed } from './byte-budget.ts';

export interface WaitingFramesOptions {
  /** What all outlets of the process may keep together. */
  readonly budget: ByteBudget;
  /** What this one may keep. */
  readonly outletBytes: number;
  /** Whose frames they are; closed with `slow_consumer` over either bound. */
  readonly outlet: BudgetHolder;
}

/**
 * Frames that an outlet keeps until its peer takes them: for outlets that no stream stands behind, such as the queue of a
 * client that polls. Bounded for the outlet and for the process; over a bound the outlet is closed, never is a frame
 * left out.
 */
export class WaitingFrames<Frame extends Weighed> {
  readonly #options: WaitingFramesOptions;
  #frames: Frame[] = [];
  #bytes = 0;
  /** A frame larger than the whole bound does not by itself make its reader slow. */
  #allowanceBytes = 0;

  constructor(options: WaitingFramesOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#frames.length;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** The frames, oldest first. */
  [Symbol.iterator](): Iterator<Frame> {
    return this.#frames.values();
  }

  /** Keeps a frame. May close the outlet. */
  push(frame: Frame): void {
    const { budget, outlet, outletBytes } = this.#options;
    if (this.#frames.length === 0) budget.enter(outlet);
    if (frame.length > outletBytes) this.#allowanceBytes = Math.max(this.#allowanceBytes, frame.length);
    this.#frames.push(frame);
    this.#bytes += frame.length;
    budget.hold(frame);
    if (this.#bytes > outletBytes + this.#allowanceBytes) {
      outlet.close(new ParleyError('slow_consumer', 'The client reads more slowly than it is sent to.'));
    } else {
      budget.enforce();
    }
  }

  /** Hands over the oldest `count`, or all: they are kept no longer. */
  take(count = this.#frames.length): Frame[] {
    const taken = this.#frames.slice(0, count);
    if (taken.length === 0) return taken;
    const { budget, outlet } = this.#options;
    this.#frames = this.#frames.slice(count);
    for (const frame of taken) {
      this.#bytes -= frame.length;
      budget.release(frame);
    }
    if (this.#frames.length === 0) {
      this.#allowanceBytes = 0;
      budget.leave(outlet);
    }
    return taken;
  }
}
