/** A figure with two or three significant digits, or a dash when there is none. */
export function figure(value: number, unit = ''): string {
  if (!Number.isFinite(value)) return '–';
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return `${value.toFixed(digits)}${unit}`;
}

/** A large figure in thousands or millions. */
export function large(value: number): string {
  if (!Number.isFinite(value)) return '–';
  if (value >= 1_000_000) return `${(value / 1_000_000).toFixed(2)}M`;
  return value >= 1000 ? `${(value / 1000).toFixed(1)}k` : value.toFixed(0);
}
