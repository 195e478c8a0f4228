import { median } from '../statistics/quantile.ts';
import { figure } from './figures.ts';

/** A figure of some server in some round. */
export interface OfRound {
  readonly server: string;
  readonly round: number;
}

/** How one server compares to another in what `pick` takes: the median over the rounds, each against itself. */
export function ratioOf<Figures extends OfRound>(
  figures: readonly Figures[],
  [server, peer]: readonly [string, string],
  pick: (of: Figures) => number,
): string {
  const ratios = figures
    .filter((of) => of.server === server)
    .flatMap((own) => {
      const other = figures.find((of) => of.server === peer && of.round === own.round);
      return other ? [pick(own) / pick(other)] : [];
    });
  const range = ratios.length > 1 ? ` (${figure(Math.min(...ratios))}–${figure(Math.max(...ratios))})` : '';
  return `${figure(median(ratios), '×')}${range}`;
}
