import { LoadResult } from '../load/fan-out-load.ts';
import type { Child } from '../process/child.ts';
import { type RunningSubject, Usage } from '../subjects/subject.ts';

/** What came of one rate. */
export interface RateMeasurement {
  readonly cpuMicros: number;
  readonly p50: number;
  readonly p99: number;
  readonly deliveriesPerSecond: number;
  /** Why the server did not hold the rate; null if it did. */
  readonly failure: string | null;
}

const MOST_P99_MS = 250;
/** Offered less than this share of what was meant, the generator itself was the limit. */
const OFFERED_SHARE = 0.97;

/** Offers a rate for some seconds and reads the server's CPU clock before and after. */
export async function measureRate(
  generator: Child,
  subject: RunningSubject,
  order: { messagesPerSecond: number; seconds: number; bodyBytes: number },
): Promise<RateMeasurement> {
  const before = await subject.child.ask('usage', Usage);
  const result = await generator.ask('load', LoadResult, order);
  const after = await subject.child.ask('usage', Usage);
  return {
    cpuMicros: (after.cpuMicros - before.cpuMicros) / result.received,
    p50: result.p50 ?? Number.NaN,
    p99: result.p99 ?? Number.NaN,
    deliveriesPerSecond: result.received / ((result.publishingMs + result.drainMs) / 1000),
    failure: failureOf(result, order.messagesPerSecond),
  };
}

function failureOf(result: LoadResult, messagesPerSecond: number): string | null {
  const { refused, lostReaders, received, expected, p99, published, publishingMs, generatorBusy } = result;
  const by = generatorBusy > 0.95 ? ' (the load generator was busy too)' : '';
  if (refused > 0) return `${refused} publishes were refused`;
  if (lostReaders > 0) return `${lostReaders} readers were cut off${by}`;
  if (received < expected) return `${expected - received} deliveries had not come after 2 s${by}`;
  if (p99 === null || p99 >= MOST_P99_MS) return `p99 ${p99?.toFixed(0)} ms${by}`;
  if (published / (publishingMs / 1000) < messagesPerSecond * OFFERED_SHARE)
    return `the load generator could not offer it`;
  return null;
}
