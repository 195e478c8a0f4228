const UNITS = [
  { name: 'day', ms: 86_400_000 },
  { name: 'hour', ms: 3_600_000 },
  { name: 'minute', ms: 60_000 },
  { name: 'second', ms: 1000 },
] as const;

/** A length of time in the largest unit that tells it whole: "90 minutes", "2 days". */
export function lasting(ms: number): string {
  const unit = UNITS.find((candidate) => ms >= candidate.ms && ms % candidate.ms === 0);
  if (!unit) return `${ms} ms`;
  const count = ms / unit.ms;
  return `${count} ${unit.name}${count === 1 ? '' : 's'}`;
}
