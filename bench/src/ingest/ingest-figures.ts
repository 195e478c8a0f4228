/** What one round of one server gave. NaN: nothing was acknowledged. */
export interface IngestFigures {
  readonly server: string;
  readonly round: number;
  /** Acknowledged publishes per second. */
  readonly perSecond: number;
  /** Publish to acknowledgement, in ms. */
  readonly p50: number;
  readonly p99: number;
  /** CPU of the server's process per acknowledged publish, in µs; the database's is not in it. */
  readonly cpuMicros: number;
  readonly refused: number;
  readonly lostClients: number;
  /** Share of the time in which the load generator was busy. */
  readonly generatorBusy: number;
}
