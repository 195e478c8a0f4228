import type { Options } from '../options.ts';
import { conditions } from '../report/conditions.ts';
import { figure, large } from '../report/figures.ts';
import { ratioOf } from '../report/ratio.ts';
import { table } from '../report/table.ts';
import { median } from '../statistics/quantile.ts';
import { hasMicroWebSockets, PARLEY } from '../subjects/fan-out-subjects.ts';
import { type FanOutFigures, STEADY_PER_SECOND } from './fan-out-figures.ts';
import type { MemoryPerConnection } from './measure-memory.ts';

export interface FanOutOutcome {
  readonly options: Options;
  readonly figures: readonly FanOutFigures[];
  /** Memory per idle connection, by server. */
  readonly memory: ReadonlyMap<string, MemoryPerConnection>;
  readonly rounds: number;
}

/** The outcome for people: ratios, absolute figures, conditions. */
export function fanOutReport(outcome: FanOutOutcome): string {
  const { options, rounds } = outcome;
  const { readers, body, idle } = options;
  const steady = large(STEADY_PER_SECOND * readers);
  return [
    `\nFan-out to ${readers} readers of one channel, ${body}-byte body: medians of ${rounds} rounds (least–most)`,
    '\nParley ÷ peer, from the same round each:',
    ratioTable(outcome),
    '\nAbsolute (other machines differ; only the ratios mean something):',
    absoluteTable(outcome, steady),
    '\nWhat ended each search:',
    limitTable(outcome),
    '',
    `CPU: of the server's process, per delivery, at ${steady} deliveries/s. Sustained: the highest rate with p99 below 250 ms and nothing missing.`,
    ...(idle > 0
      ? [
          `Memory: what ${idle} idle connections with a subscription add, each, to a process that has as many; the ratio takes the larger.`,
        ]
      : []),
    ...(rounds < options.rounds
      ? [`Only ${rounds} of ${options.rounds} rounds fitted into ${options.seconds} s.`]
      : []),
    ...(hasMicroWebSockets()
      ? []
      : ['uWebSockets.js is not on npm and not installed here, so it was left out.']),
    ...(options.profile === undefined ? [] : ['Parley was being profiled: its figures are not comparable.']),
    conditions([`${readers} readers`, `${body}-byte body`, `${rounds} rounds`]),
  ].join('\n');
}

function ratioTable({ figures, memory }: FanOutOutcome): string {
  const peers = serversOf(figures).filter((server) => server !== PARLEY);
  const rows = peers.map((peer) => [
    `to ${peer}`,
    ratioOf(figures, [PARLEY, peer], (of) => of.cpuMicros),
    ratioOf(figures, [PARLEY, peer], (of) => of.sustained),
    ratioOf(figures, [PARLEY, peer], (of) => of.sustainedCpuMicros),
    figure(largerOf(memory.get(PARLEY)) / largerOf(memory.get(peer)), '×'),
  ]);
  return table([['', 'CPU per delivery', 'sustained', 'CPU per delivery when sustained', 'memory'], ...rows]);
}

function largerOf(memory: MemoryPerConnection | undefined): number {
  return memory === undefined ? Number.NaN : Math.max(memory.rss, memory.heap);
}

function absoluteTable({ figures, memory }: FanOutOutcome, steady: string): string {
  const rows = serversOf(figures).map((server) => {
    const own = figures.filter((of) => of.server === server);
    const middle = (pick: (of: FanOutFigures) => number): number => median(own.map(pick));
    return [
      server,
      figure(
        middle((of) => of.cpuMicros),
        ' µs',
      ),
      `${figure(middle((of) => of.p50))} / ${figure(middle((of) => of.p99))} ms`,
      large(middle((of) => of.sustained)),
      figure(
        middle((of) => of.sustainedCpuMicros),
        ' µs',
      ),
      `${figure(middle((of) => of.sustainedP50))} / ${figure(middle((of) => of.sustainedP99))} ms`,
      `${figure((memory.get(server)?.rss ?? Number.NaN) / 1024)} / ${figure((memory.get(server)?.heap ?? Number.NaN) / 1024)} KB`,
    ];
  });
  const head = [
    '',
    `CPU at ${steady}/s`,
    'p50 / p99',
    'sustained/s',
    'CPU then',
    'p50 / p99 then',
    'memory RSS / heap',
  ];
  return table([head, ...rows]);
}

function limitTable({ figures }: FanOutOutcome): string {
  return table(
    serversOf(figures).map((server) => [
      server,
      figures
        .filter((of) => of.server === server)
        .map(({ limit }) => limit)
        .join(' | '),
    ]),
  );
}

function serversOf(figures: readonly FanOutFigures[]): readonly string[] {
  const servers = [...new Set(figures.map(({ server }) => server))];
  return servers.sort((a, b) => Number(b === PARLEY) - Number(a === PARLEY) || (a < b ? -1 : 1));
}
