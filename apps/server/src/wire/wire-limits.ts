const KIB = 1024;
const MIB = 1024 * KIB;

/** Bounds of everything that the sockets keep or wait for. Bytes and milliseconds. */
export interface WireLimits {
  /** What one outlet may keep for a peer that does not read, beyond what the operating system took. */
  readonly outletBytes: number;
  /** What all outlets together may keep. */
  readonly processBytes: number;
  /** Silence after which a peer is pinged. */
  readonly pingAfterMs: number;
  /** How long after a ping a silent peer is given up. */
  readonly pongWithinMs: number;
  /** How long a peer may take to answer a close frame before its socket is destroyed. */
  readonly closeWithinMs: number;
  /** The same for a peer that did not keep up: what is in flight to it is memory. */
  readonly closeSlowWithinMs: number;
}

export const DEFAULT_WIRE_LIMITS: WireLimits = {
  outletBytes: MIB,
  processBytes: 256 * MIB,
  pingAfterMs: 25_000,
  pongWithinMs: 20_000,
  closeWithinMs: 5_000,
  closeSlowWithinMs: 2_000,
};
