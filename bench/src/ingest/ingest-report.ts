import type { Options } from '../options.ts';
import { conditions } from '../report/conditions.ts';
import { figure, large } from '../report/figures.ts';
import { ratioOf } from '../report/ratio.ts';
import { table } from '../report/table.ts';
import { median } from '../statistics/quantile.ts';
import type { IngestFigures } from './ingest-figures.ts';
import { GROUP_COMMIT } from './ingest-subjects.ts';

export interface IngestOutcome {
  readonly options: Options;
  readonly figures: readonly IngestFigures[];
  readonly rounds: number;
}

/** The outcome for people: ratios, absolute figures, conditions. */
export function ingestReport({ options, figures, rounds }: IngestOutcome): string {
  const { clients, body } = options;
  const servers = [...new Set(figures.map(({ server }) => server))];
  const ratios = servers
    .filter((server) => server !== GROUP_COMMIT)
    .map((peer) => [
      `to ${peer}`,
      ratioOf(figures, [GROUP_COMMIT, peer], (of) => of.perSecond),
      ratioOf(figures, [GROUP_COMMIT, peer], (of) => of.p99),
    ]);
  return [
    `\nIngest: ${clients} clients publish a ${body}-byte body and wait for the acknowledgement; medians of ${rounds} rounds (least–most)`,
    `\n${GROUP_COMMIT} ÷ peer, from the same round each:`,
    table([['', 'messages/s', 'p99'], ...ratios]),
    '\nAbsolute (other machines differ; only the ratios mean something):',
    table([
      ['', 'messages/s', 'p50 / p99', 'CPU per message', 'refused', 'cut off', 'generator busy'],
      ...servers.map((server) => absolute(figures, server)),
    ]),
    '',
    'CPU: of the server’s process, without the database’s. All write to one PostgreSQL with fsync on; an acknowledgement follows the commit.',
    ...(rounds < options.rounds
      ? [`Only ${rounds} of ${options.rounds} rounds fitted into ${options.seconds} s.`]
      : []),
    ...(options.profile === undefined ? [] : ['Parley was being profiled: its figures are not comparable.']),
    conditions([`${clients} clients on 10 channels`, `${body}-byte body`, `${rounds} rounds`]),
  ].join('\n');
}

function absolute(figures: readonly IngestFigures[], server: string): readonly string[] {
  const own = figures.filter((of) => of.server === server);
  const middle = (pick: (of: IngestFigures) => number): number => median(own.map(pick));
  const sum = (pick: (of: IngestFigures) => number): string =>
    String(own.reduce((all, of) => all + pick(of), 0));
  return [
    server,
    large(middle((of) => of.perSecond)),
    `${figure(middle((of) => of.p50))} / ${figure(middle((of) => of.p99))} ms`,
    figure(
      middle((of) => of.cpuMicros),
      ' µs',
    ),
    sum((of) => of.refused),
    sum((of) => of.lostClients),
    `${Math.round(middle((of) => of.generatorBusy) * 100)} %`,
  ];
}
