import { z } from 'zod';
import type { BenchContext } from '../bench-context.ts';
import { IngestResult } from '../load/ingest-load.ts';
import { Usage } from '../subjects/subject.ts';
import { type IngestFigures, ingestFiguresOf } from './ingest-figures.ts';
import type { IngestSubject } from './ingest-subjects.ts';

const WARM_UP_SECONDS = 2;
const SECONDS = 5;
/** Messages go to so many channels, each with offsets of its own. */
const CHANNELS = 10;

/** Starts a server, lets clients publish as fast as it acknowledges, and stops it. */
export async function measureIngest(
  { options, generator }: BenchContext,
  { subject, channel }: IngestSubject,
  round: number,
): Promise<IngestFigures> {
  await using running = await subject.start();
  const measure = (seconds: number): Promise<IngestResult> =>
    generator.ask('measure', IngestResult, { seconds });
  try {
    await generator.ask('ingest', z.unknown(), {
      port: running.port,
      wire: running.wire,
      clients: options.clients,
      channels: Array.from({ length: CHANNELS }, (_, index) => `${channel}${index}`),
      bodyBytes: options.body,
    });
    await measure(WARM_UP_SECONDS);
    const before = await running.child.ask('usage', Usage);
    const result = await measure(SECONDS);
    const after = await running.child.ask('usage', Usage);
    return ingestFiguresOf(subject, round, result, after.cpuMicros - before.cpuMicros);
  } finally {
    await generator.ask('disconnect', z.unknown());
  }
}
