import { z } from 'zod';
import type { BenchContext } from '../bench-context.ts';
import { climb, rateOf, rungAt } from '../statistics/climb.ts';
import type { RunningSubject, Subject } from '../subjects/subject.ts';
import { type FanOutFigures, STEADY_PER_SECOND } from './fan-out-figures.ts';
import { measureRate, type RateMeasurement } from './measure-rate.ts';
import { untilQuiet } from './until-quiet.ts';

const WARM_UP_SECONDS = 1;
const WARM_UP_PER_SECOND = 15;
const STEADY_SECONDS = 2.5;
/** Long enough that a rate only a little too high builds up more than the latency that is allowed. */
const STEP_SECONDS = 2;
const LOWEST = 1000;
const HIGHEST = 8_000_000;

/** Starts a server, measures it as a reader's server, and stops it. `startAt`: deliveries/s to begin the search with. */
export async function measureRound(
  { options, generator }: BenchContext,
  subject: Subject,
  round: number,
  startAt: number,
): Promise<FanOutFigures> {
  const { readers, body: bodyBytes } = options;
  await using running = await subject.start();
  const connect = (): Promise<unknown> =>
    generator.ask('connect', z.unknown(), { port: running.port, wire: running.wire, readers });
  const offer = (messagesPerSecond: number, seconds: number): Promise<RateMeasurement> =>
    measureRate(generator, running, { messagesPerSecond, seconds, bodyBytes });
  try {
    await connect();
    await offer(WARM_UP_PER_SECOND, WARM_UP_SECONDS);
    const steady = await offer(STEADY_PER_SECOND, STEADY_SECONDS);
    const reached = new Map<number, RateMeasurement>();
    let limit = 'not reached';
    const best = await climb({
      start: rungAt(startAt),
      lowest: rungAt(LOWEST),
      highest: rungAt(HIGHEST),
      holds: async (rung) => {
        const measured = await offer(rateOf(rung) / readers, STEP_SECONDS);
        reached.set(rung, measured);
        if (measured.failure === null) return true;
        limit = measured.failure;
        await startOver(running, generator, connect);
        return false;
      },
    });
    const top = best === null ? undefined : reached.get(best);
    return {
      server: subject.name,
      round,
      cpuMicros: steady.cpuMicros,
      p50: steady.p50,
      p99: steady.p99,
      sustained: best === null ? Number.NaN : rateOf(best),
      sustainedCpuMicros: top?.cpuMicros ?? Number.NaN,
      sustainedP50: top?.p50 ?? Number.NaN,
      sustainedP99: top?.p99 ?? Number.NaN,
      limit,
    };
  } finally {
    await generator.ask('disconnect', z.unknown());
  }
}

/** After too high a rate: new connections to a server that has worked off what it could not deliver. */
async function startOver(
  running: RunningSubject,
  generator: BenchContext['generator'],
  connect: () => Promise<unknown>,
): Promise<void> {
  await generator.ask('disconnect', z.unknown());
  await untilQuiet(running);
  await connect();
}
