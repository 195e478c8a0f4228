import type { Options } from '../options.ts';
import { conditions } from '../report/conditions.ts';
import { ratioOf } from '../report/ratio.ts';
import { table } from '../report/table.ts';
import type { IngestFigures } from './ingest-figures.ts';
import { ingestRow } from './ingest-row.ts';
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
      ...servers.map((server) => ingestRow(figures, server)),
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
