/** Each rung is this much above the one below: a search ends within 20 % of the truth, on average. */
const STEP = Math.SQRT2;

/** The rung at or below a rate. Rungs are the same in every round, so that rounds can be compared. */
export function rungAt(rate: number): number {
  return Math.floor(Math.log(rate) / Math.log(STEP) + 1e-9);
}

/** The rate of a rung. */
export function rateOf(rung: number): number {
  return STEP ** rung;
}

/**
 * Finds the highest rung that holds: climbs from `start` until one fails, or descends until one holds.
 *
 * @param holds tries a rung. A rung above one that failed is never tried.
 * @returns the highest rung that held; null if none from `start` down to `lowest` did.
 */
export async function climb(options: {
  start: number;
  lowest: number;
  highest: number;
  holds: (rung: number) => Promise<boolean>;
}): Promise<number | null> {
  const { start, lowest, highest, holds } = options;
  let best: number | null = null;
  for (let rung = start; rung <= highest && (await holds(rung)); rung += 1) best = rung;
  if (best !== null) return best;
  for (let rung = start - 1; rung >= lowest; rung -= 1) if (await holds(rung)) return rung;
  return null;
}
