import { writeFile } from 'node:fs/promises';
import type { BenchContext } from '../bench-context.ts';
import { inTurn } from '../in-turn.ts';
import { TimeBudget } from '../time-budget.ts';
import type { IngestFigures } from './ingest-figures.ts';
import { ingestReport } from './ingest-report.ts';
import { ingestSubjects } from './ingest-subjects.ts';
import { measureIngest } from './measure-ingest.ts';

/** `pnpm bench ingest`. */
export async function runIngestBench(context: BenchContext): Promise<void> {
  const { options } = context;
  const time = new TimeBudget(options.seconds);
  const figures: IngestFigures[] = [];
  let rounds = 0;
  while (rounds < options.rounds && time.hasRoomForAnother()) {
    time.begin();
    rounds += 1;
    for (const subject of inTurn(ingestSubjects(context), rounds)) {
      console.error(`round ${rounds}: ${subject.subject.name} …`);
      figures.push(await measureIngest(context, subject, rounds));
    }
  }
  console.log(ingestReport({ options, figures, rounds }));
  if (options.json !== undefined) await writeFile(options.json, `${JSON.stringify({ figures }, null, 2)}\n`);
}
