/**
 * Time, chance and identity as the SDK sees them. Everything that waits, draws lots or makes an id gets it from here,
 * so that a simulation can stand still, hurry, and repeat itself.
 */
export interface Runtime {
  /** Milliseconds since 1970-01-01 UTC. */
  now(): number;
  /** A number in [0, 1), for jitter only. */
  random(): number;
  /** A fresh id for a message, unique among all clients. */
  uuid(): string;
  /** Runs `action` once, `delayMs` from now; disposing the result cancels it. */
  after(delayMs: number, action: () => void): Disposable;
}
