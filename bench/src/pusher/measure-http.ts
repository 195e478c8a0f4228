import { z } from 'zod';
import type { BenchContext } from '../bench-context.ts';
import type { IngestFigures } from '../ingest/ingest-figures.ts';
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
    const { acknowledged, elapsedMs, p50, p99, refused, lostClients, generatorBusy } = result;
    return {
      server: subject.name,
      round,
      perSecond: acknowledged / (elapsedMs / 1000),
      p50: p50 ?? Number.NaN,
      p99: p99 ?? Number.NaN,
      cpuMicros: (after.cpuMicros - before.cpuMicros) / acknowledged,
      refused,
      lostClients,
      generatorBusy,
    };
  } finally {
    await generator.ask('disconnect', z.unknown());
  }
}
