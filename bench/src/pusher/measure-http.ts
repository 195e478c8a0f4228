import { z } from 'zod';
import type { BenchContext } from '../bench-context.ts';
import { type IngestFigures, ingestFiguresOf } from '../ingest/ingest-figures.ts';
import { IngestResult } from '../load/ingest-load.ts';
import { Usage } from '../subjects/subject.ts';
import type { HttpSubject } from './pusher-subjects.ts';

const WARM_UP_SECONDS = 2;
const SECONDS = 5;

/** Starts a server, lets backends publish over HTTP as fast as it answers, to nobody, and stops it. */
export async function measureHttp(
  { options, generator }: BenchContext,
  { subject, http }: HttpSubject,
  round: number,
): Promise<IngestFigures> {
  await using running = await subject.start();
  const measure = (seconds: number): Promise<IngestResult> =>
    generator.ask('measure', IngestResult, { seconds });
  const { backends, body: bodyBytes } = options;
  try {
    await generator.ask('http', z.unknown(), { port: running.port, http, backends, bodyBytes });
    await measure(WARM_UP_SECONDS);
    const before = await running.child.ask('usage', Usage);
    const result = await measure(SECONDS);
    const after = await running.child.ask('usage', Usage);
    return ingestFiguresOf(subject, round, result, after.cpuMicros - before.cpuMicros);
  } finally {
    await generator.ask('disconnect', z.unknown());
  }
}
