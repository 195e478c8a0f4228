const SECOND_MS = 1000;
const DAY_S = 86_400;

/**
 * How long something has been up, as clients of the original read it.
 *
 * @example
 * uptime(93_784_000); // '1 day, 2:03:04'
 */
export function uptime(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / SECOND_MS));
  const days = Math.floor(seconds / DAY_S);
  const rest = seconds % DAY_S;
  const [minute, second] = [Math.floor(rest / 60) % 60, rest % 60].map((part) =>
    String(part).padStart(2, '0'),
  );
  const time = `${Math.floor(rest / 3600)}:${minute}:${second}`;
  if (days === 0) return time;
  return `${days} ${days === 1 ? 'day' : 'days'}, ${time}`;
}
