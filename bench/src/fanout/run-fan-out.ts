import { writeFile } from 'node:fs/promises';
import type { BenchContext } from '../bench-context.ts';
import { inTurn } from '../in-turn.ts';
import { rateOf, rungAt } from '../statistics/climb.ts';
import { fanOutSubjects } from '../subjects/fan-out-subjects.ts';
import type { Subject } from '../subjects/subject.ts';
import { TimeBudget } from '../time-budget.ts';
import type { FanOutFigures } from './fan-out-figures.ts';
import { type FanOutOutcome, fanOutReport } from './fan-out-report.ts';
import { type MemoryPerConnection, measureMemory } from './measure-memory.ts';
import { measureRound } from './measure-round.ts';

/** `pnpm bench fanout`. */
export async function runFanOut(context: BenchContext): Promise<void> {
  const { options } = context;
  const outcome = await measureFanOut(context, fanOutSubjects(context));
  console.log(fanOutReport(outcome));
  if (options.json !== undefined)
    await writeFile(options.json, `${JSON.stringify(plain(outcome), null, 2)}\n`);
}

/** The figures as JSON can hold them. */
export function plain({ figures, memory }: FanOutOutcome): object {
  return { figures, memory: Object.fromEntries(memory) };
}

/** Measures the memory of all of them, then round by round what they sustain. */
export async function measureFanOut(
  context: BenchContext,
  subjects: readonly Subject[],
): Promise<FanOutOutcome> {
  const { options } = context;
  const time = new TimeBudget(options.seconds);
  const memory =
    options.idle > 0 ? await measureMemoryOfAll(context, subjects) : new Map<string, MemoryPerConnection>();
  const figures: FanOutFigures[] = [];
  let rounds = 0;
  while (rounds < options.rounds && time.hasRoomForAnother()) {
    time.begin();
    rounds += 1;
    for (const subject of inTurn(subjects, rounds)) {
      console.error(`round ${rounds}: ${subject.name} …`);
      figures.push(await measureRound(context, subject, rounds, startAt(subject, figures)));
    }
  }
  return { options, figures, memory, rounds };
}

async function measureMemoryOfAll(
  context: BenchContext,
  subjects: readonly Subject[],
): Promise<ReadonlyMap<string, MemoryPerConnection>> {
  const memory = new Map<string, MemoryPerConnection>();
  for (const subject of subjects) {
    console.error(`memory: ${subject.name} …`);
    memory.set(subject.name, await measureMemory(context, subject));
  }
  return memory;
}

/** After the first round the search begins two rungs below what the last one found. */
function startAt(subject: Subject, figures: readonly FanOutFigures[]): number {
  const last = figures.findLast(({ server, sustained }) => server === subject.name && sustained > 0);
  return last ? rateOf(rungAt(last.sustained) - 2) : subject.startAt;
}
