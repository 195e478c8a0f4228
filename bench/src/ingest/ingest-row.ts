import { figure, large } from '../report/figures.ts';
import { median } from '../statistics/quantile.ts';
import type { IngestFigures } from './ingest-figures.ts';

/** One server's medians as a row: rate, latencies, CPU, what was refused or cut off, and how busy the generator was. */
export function ingestRow(figures: readonly IngestFigures[], server: string): readonly string[] {
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
