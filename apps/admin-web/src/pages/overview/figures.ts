const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const small = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];

/** A count: "12,345". */
export function counted(count: number): string {
  return whole.format(count);
}

/** A rate, with a decimal while it is small: "3.5". */
export function rated(perSecond: number): string {
  return (perSecond < 10 ? small : whole).format(perSecond);
}

/** A size in bytes: "1.5 MB". */
export function sized(bytes: number): string {
  let unit = 0;
  let size = bytes;
  while (size >= 1000 && unit < UNITS.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return `${small.format(size)} ${UNITS[unit] ?? ''}`;
}
