import type { ParleyError } from '../../../core/errors/parley-error.ts';
import type { Outlet } from '../../../core/hub/outlet.ts';

/** What waits for one answer at most, a part of what an outlet keeps by default: it joins what lies there already. */
export const MOST_HELD_BYTES = 262_144;

/**
 * Where the live packets of a connection go. What a request brings about is expected after its answer, also by the client
 * that sent it: so whatever comes while one is being answered waits for the answer, and keeps its order. If more comes than may wait,
 * all of it goes at once, and what follows with it: news is worth more than its place.
 */
export class LiveOutlet implements Outlet<Buffer> {
  readonly #outlet: Outlet<Buffer>;
  /** null: nothing is held back. */
  #held: Buffer[] | null = null;
  #heldBytes = 0;

  /** @param outlet where answers go, too. */
  constructor(outlet: Outlet<Buffer>) {
    this.#outlet = outlet;
  }

  get bufferedBytes(): number {
    return this.#heldBytes + this.#outlet.bufferedBytes;
  }

  send(frame: Buffer): void {
    if (!this.#holds(frame)) this.#outlet.send(frame);
  }

  sendNow(frame: Buffer): void {
    if (!this.#holds(frame)) this.#outlet.sendNow(frame);
  }

  close(reason: ParleyError): void {
    this.release();
    this.#outlet.close(reason);
  }

  /** What comes from now on waits. */
  hold(): void {
    this.#held ??= [];
  }

  /** What waited goes now, and nothing waits any more. */
  release(): void {
    const held = this.#held ?? [];
    this.#held = null;
    this.#heldBytes = 0;
    for (const frame of held) this.#outlet.send(frame);
  }

  #holds(frame: Buffer): boolean {
    if (this.#held === null) return false;
    this.#held.push(frame);
    this.#heldBytes += frame.length;
    if (this.#heldBytes > MOST_HELD_BYTES) this.release();
    return true;
  }
}
