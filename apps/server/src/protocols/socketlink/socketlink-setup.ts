import type { Core } from '../../core/core.ts';
import type { RoomCodec } from './codec/room-codec.ts';
import type { IdlePatience } from './session/idle-patience.ts';
import type { LatencyProbes } from './session/latency-probes.ts';
import type { Lifetimes } from './session/lifetimes.ts';

/** What all connections of the protocol share. */
export interface SocketLinkSetup {
  readonly core: Core;
  readonly codec: RoomCodec;
  readonly patience: IdlePatience;
  readonly probes: LatencyProbes;
  readonly lifetimes: Lifetimes;
  /** What the wire keeps for one peer at most, in bytes. */
  readonly wireBytes: number;
  /** A message failed for no fault of its sender. */
  onFailure(cause: unknown): void;
}
