import type { IngestFigures } from '../ingest/ingest-figures.ts';
import { ingestRow } from '../ingest/ingest-row.ts';
import type { Options } from '../options.ts';
import { conditions } from '../report/conditions.ts';
import { ratioOf } from '../report/ratio.ts';
import { table } from '../report/table.ts';
import { PARLEY } from '../subjects/fan-out-subjects.ts';
import { SOCKET_IO } from './pusher-subjects.ts';

/** What came of publishing over HTTP, for people: ratios, absolute figures, conditions. */
export function httpReport(options: Options, figures: readonly IngestFigures[], rounds: number): string {
  const ratios = (pick: (of: IngestFigures) => number): string => ratioOf(figures, [PARLEY, SOCKET_IO], pick);
  return [
    `\nPublishing over HTTP: ${options.backends} connections, a ${options.body}-byte body, no readers; medians of ${rounds} rounds (least–most)`,
    '\nParley ÷ peer, from the same round each:',
    table([
      ['', 'publishes/s', 'CPU per publish', 'p99'],
      [`to ${SOCKET_IO}`, ratios((of) => of.perSecond), ratios((of) => of.cpuMicros), ratios((of) => of.p99)],
    ]),
    '\nAbsolute (other machines differ; only the ratios mean something):',
    table([
      ['', 'publishes/s', 'p50 / p99', 'CPU per publish', 'refused', 'cut off', 'generator busy'],
      ...[PARLEY, SOCKET_IO].map((server) => ingestRow(figures, server)),
    ]),
    '',
    'Parley checks signature, time, digest, names, rules and limits, and keeps the event; the peer does none of that: the',
    'ratio is what all of it costs. Where the generator is busy all the time, it is the limit.',
    conditions([`${options.backends} connections`, `${options.body}-byte body`, `${rounds} rounds`]),
  ].join('\n');
}
