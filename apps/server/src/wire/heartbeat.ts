import type { Runtime } from '../runtime/runtime.ts';

export interface HeartbeatLimits {
  readonly pingAfterMs: number;
  readonly pongWithinMs: number;
}

/** How long one peer may be silent: as all others, by limits of its own, or for ever. It may change at any time. */
export type Patience = 'usual' | 'endless' | HeartbeatLimits;

/** A connection whose peer may vanish without a word. */
export interface HeartbeatPeer {
  /** Bytes received so far; any change is a sign of life. */
  readonly bytesReceived: number;
  ping(): void;
  terminate(): void;
  /** Asked each time it is looked at. */
  readonly patience: Patience;
}

interface Beat {
  readonly peer: HeartbeatPeer;
  /** The part of its first period that its first ping comes early; 0 after that. */
  headStart: number;
  bytesSeen: number;
  silentSince: number;
  pingedAt: number | null;
}

/** Slots the peers are divided into; each turn of the timer looks at one. */
const SLOTS = 20;
/** How often every peer is looked at during the shorter of the two usual waits: the precision of all waits. */
const LOOKS = 10;

/**
 * Notices peers that are gone. A peer from which nothing was received for `pingAfterMs` is pinged; if nothing is received
 * for `pongWithinMs` after that it is terminated. Both are kept to within a tenth of the shorter usual one. A peer may have a
 * {@link Patience} of its own, which is asked for anew at each look.
 *
 * One timer serves all peers. It compares byte counters, so receiving a message costs nothing here. A new peer's first ping comes
 * at a random point of its first period, so that those that came together are not pinged together; none is given up earlier
 * for that.
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
    const slot = this.#slots[this.#next % SLOTS];
    if (slot === undefined) return;
    this.#next += 1;
    const beat: Beat = {
      peer,
      headStart: this.#runtime.chance.float(),
      bytesSeen: peer.bytesReceived,
      silentSince: this.#runtime.clock.monotonic(),
      pingedAt: null,
    };
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
    const { patience } = peer;
    const bytes = peer.bytesReceived;
    if (bytes !== beat.bytesSeen || patience === 'endless') {
      beat.headStart = bytes === beat.bytesSeen ? beat.headStart : 0;
      beat.bytesSeen = bytes;
      beat.silentSince = now;
      beat.pingedAt = null;
      return;
    }
    const { pingAfterMs, pongWithinMs } = patience === 'usual' ? this.#limits : patience;
    const silentMs = now - beat.silentSince;
    if (beat.pingedAt === null) {
      if (silentMs < pingAfterMs * (1 - beat.headStart)) return;
      beat.pingedAt = now;
      peer.ping();
    } else if (silentMs >= pingAfterMs + pongWithinMs && now - beat.pingedAt >= pongWithinMs) {
      this.forget(peer);
      peer.terminate();
    }
  }
}
