import type { Runtime } from '../runtime/runtime.ts';

/** A connection whose peer may vanish without a word. */
export interface HeartbeatPeer {
  /** Bytes received so far; any change is a sign of life. */
  readonly bytesReceived: number;
  ping(): void;
  terminate(): void;
}

export interface HeartbeatLimits {
  readonly pingAfterMs: number;
  readonly pongWithinMs: number;
}

interface Beat {
  readonly peer: HeartbeatPeer;
  bytesSeen: number;
  silentSince: number;
  pingedAt: number | null;
}

/** Slots the peers are divided into; each turn of the timer looks at one. */
const SLOTS = 20;
/** How often every peer is looked at during the shorter of the two waits: the precision of both. */
const LOOKS = 10;

/**
 * Notices peers that are gone. A peer from which nothing was received for `pingAfterMs` is pinged; if nothing is received
 * for `pongWithinMs` after that it is terminated. Both are kept to within a tenth of the shorter one.
 *
 * One timer serves all peers. It compares byte counters, so receiving a message costs nothing here. A new peer's first ping comes
 * at a random point of its first period, so that those that came together are not pinged together.
 */
export class Heartbeat implements Disposable {
  readonly #runtime: Runtime;
  readonly #limits: HeartbeatLimits;
  readonly #slots: ReadonlyArray<Set<Beat>> = Array.from({ length: SLOTS }, () => new Set<Beat>());
  readonly #beats = new Map<HeartbeatPeer, { beat: Beat; slot: Set<Beat> }>();
  readonly #timer: Disposable;
  #turn = 0;
  #next = 0;

  constructor(runtime: Runtime, limits: HeartbeatLimits) {
    this.#runtime = runtime;
    this.#limits = limits;
    const lookEveryMs = Math.min(limits.pingAfterMs, limits.pongWithinMs) / LOOKS;
    this.#timer = runtime.timers.every(lookEveryMs / SLOTS, () => this.#look());
  }

  watch(peer: HeartbeatPeer): void {
    const headStartMs = this.#runtime.chance.float() * this.#limits.pingAfterMs;
    const silentSince = this.#runtime.clock.monotonic() - headStartMs;
    const slot = this.#slots[this.#next % SLOTS];
    if (slot === undefined) return;
    this.#next += 1;
    const beat: Beat = { peer, bytesSeen: peer.bytesReceived, silentSince, pingedAt: null };
    slot.add(beat);
    this.#beats.set(peer, { beat, slot });
  }

  forget(peer: HeartbeatPeer): void {
    const watched = this.#beats.get(peer);
    if (!watched) return;
    watched.slot.delete(watched.beat);
    this.#beats.delete(peer);
  }

  [Symbol.dispose](): void {
    this.#timer[Symbol.dispose]();
    this.#beats.clear();
    for (const slot of this.#slots) slot.clear();
  }

  #look(): void {
    const now = this.#runtime.clock.monotonic();
    const slot = this.#slots[this.#turn % SLOTS];
    this.#turn += 1;
    for (const beat of slot ?? []) this.#check(beat, now);
  }

  #check(beat: Beat, now: number): void {
    const { peer } = beat;
    const bytes = peer.bytesReceived;
    if (bytes !== beat.bytesSeen) {
      beat.bytesSeen = bytes;
      beat.silentSince = now;
      beat.pingedAt = null;
    } else if (beat.pingedAt === null) {
      if (now - beat.silentSince < this.#limits.pingAfterMs) return;
      beat.pingedAt = now;
      peer.ping();
    } else if (now - beat.pingedAt >= this.#limits.pongWithinMs) {
      this.forget(peer);
      peer.terminate();
    }
  }
}
