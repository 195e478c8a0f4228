import type { IngestResult } from '../load/ingest-load.ts';
import type { Subject } from '../subjects/subject.ts';

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

/** The figures of one round; `cpuMicros`: what the server's process used while it was counted. */
export function ingestFiguresOf(
  subject: Pick<Subject, 'name'>,
  round: number,
  result: IngestResult,
  cpuMicros: number,
): IngestFigures {
  const { acknowledged, elapsedMs, p50, p99, refused, lostClients, generatorBusy } = result;
  return {
    server: subject.name,
    round,
    perSecond: acknowledged / (elapsedMs / 1000),
    p50: p50 ?? Number.NaN,
    p99: p99 ?? Number.NaN,
    cpuMicros: cpuMicros / acknowledged,
    refused,
    lostClients,
    generatorBusy,
  };
}
