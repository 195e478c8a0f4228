import type { Clock } from '../../runtime/clock.ts';

/** What adding fractions up may lose. */
const ROUNDING = 1e-6;

/** Lets through `perSecond` things a second on average and `burst` at once. Needs no timer. */
export class TokenBucket {
  readonly #clock: Clock;
  #perSecond: number;
  #burst: number;
  #tokens: number;
  #filledAt: number;

  constructor(clock: Clock, perSecond: number, burst: number) {
    this.#clock = clock;
    this.#perSecond = perSecond;
    this.#burst = burst;
    this.#tokens = burst;
    this.#filledAt = clock.monotonic();
  }

  /** Takes `count` tokens and returns 0; or takes none and returns for how long to wait, in ms. */
  take(count = 1): number {
    this.#fill();
    if (this.#tokens >= count - ROUNDING) {
      this.#tokens -= count;
      return 0;
    }
    if (this.#perSecond === 0 || count > this.#burst + ROUNDING) return Number.POSITIVE_INFINITY;
    return Math.ceil(((count - this.#tokens) / this.#perSecond) * 1000 - ROUNDING);
  }

  /** Follows a change of settings; what is in the bucket stays, within the new bound. */
  reshape(perSecond: number, burst: number): void {
    if (perSecond === this.#perSecond && burst === this.#burst) return;
    this.#fill();
    this.#perSecond = perSecond;
    this.#burst = burst;
    this.#tokens = Math.min(this.#tokens, burst);
  }

  /** Whether it has filled up, so that forgetting it changes nothing. */
  get isFull(): boolean {
    this.#fill();
    return this.#tokens >= this.#burst;
  }

  #fill(): void {
    const now = this.#clock.monotonic();
    this.#tokens = Math.min(this.#burst, this.#tokens + ((now - this.#filledAt) / 1000) * this.#perSecond);
    this.#filledAt = now;
  }
}
