import { writeFile } from 'node:fs/promises';
import type { BenchContext } from '../bench-context.ts';
import { fanOutReport } from '../fanout/fan-out-report.ts';
import { measureFanOut, plain } from '../fanout/run-fan-out.ts';
import { inTurn } from '../in-turn.ts';
import type { IngestFigures } from '../ingest/ingest-figures.ts';
import { httpReport } from './http-report.ts';
import { measureHttp } from './measure-http.ts';
import { httpSubjects, pusherSubjects } from './pusher-subjects.ts';

/** `pnpm bench pusher`: what readers of the Pusher protocol cost, and what publishing over its HTTP API does. */
export async function runPusherBench(context: BenchContext): Promise<void> {
  const { options } = context;
  const fanOut = await measureFanOut(context, pusherSubjects(context));
  console.log(fanOutReport(fanOut));
  const http: IngestFigures[] = [];
  // As many rounds as there was time for above: one of these takes a fraction of one of those.
  for (let round = 1; round <= fanOut.rounds; round += 1) {
    for (const subject of inTurn(httpSubjects(context), round)) {
      console.error(`HTTP, round ${round}: ${subject.subject.name} …`);
      http.push(await measureHttp(context, subject, round));
    }
  }
  console.log(httpReport(options, http, fanOut.rounds));
  if (options.json !== undefined) {
    await writeFile(options.json, `${JSON.stringify({ ...plain(fanOut), http }, null, 2)}\n`);
  }
}
