import { writeFile } from 'node:fs/promises';
import type { BenchContext } from '../bench-context.ts';
import { inTurn } from '../in-turn.ts';
import type { IngestFigures } from './ingest-figures.ts';
import { ingestReport } from './ingest-report.ts';
import { ingestSubjects } from './ingest-subjects.ts';
import { measureIngest } from './measure-ingest.ts';

/** `pnpm bench ingest`. */
export async function runIngestBench(context: BenchContext): Promise<void> {
  const { options } = context;
  const startedAt = performance.now();
  const figures: IngestFigures[] = [];
  let rounds = 0;
  while (rounds < options.rounds && (performance.now() - startedAt) / 1000 < options.seconds) {
    rounds += 1;
    for (const subject of inTurn(ingestSubjects(context), rounds)) {
      console.error(`round ${rounds}: ${subject.subject.name} …`);
      figures.push(await measureIngest(context, subject, rounds));
    }
  }
  console.log(ingestReport({ options, figures, rounds }));
  if (options.json !== undefined) await writeFile(options.json, `${JSON.stringify({ figures }, null, 2)}\n`);
}
