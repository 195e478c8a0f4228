/** What one round of one server gave. NaN: could not be measured. */
export interface FanOutFigures {
  readonly server: string;
  readonly round: number;
  /** CPU of the server's process per delivery at {@link STEADY_PER_SECOND} messages, in µs. */
  readonly cpuMicros: number;
  /** Publish to receipt at that rate, in ms. */
  readonly p50: number;
  readonly p99: number;
  /** Deliveries per second of the highest rate that held. */
  readonly sustained: number;
  /** CPU per delivery and latencies at that rate. */
  readonly sustainedCpuMicros: number;
  readonly sustainedP50: number;
  readonly sustainedP99: number;
  /** Why the next higher rate did not hold. */
  readonly limit: string;
}

/** Messages per second at which the cost of a delivery is compared: every server keeps up with it. */
export const STEADY_PER_SECOND = 10;
