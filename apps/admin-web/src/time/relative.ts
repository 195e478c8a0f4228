const STEPS = [
  { unit: 'year', ms: 31_557_600_000 },
  { unit: 'month', ms: 2_629_800_000 },
  { unit: 'day', ms: 86_400_000 },
  { unit: 'hour', ms: 3_600_000 },
  { unit: 'minute', ms: 60_000 },
] as const;

const words = new Intl.RelativeTimeFormat('en', { numeric: 'always', style: 'short' });

/** How long ago, or until when: "3 min. ago", "in 2 days". Nearer than a minute it is "just now" or "in a moment"; clocks that differ a little do no harm. */
export function relative(at: number, now: number): string {
  const distance = at - now;
  for (const { unit, ms } of STEPS) {
    if (Math.abs(distance) >= ms) return words.format(Math.trunc(distance / ms), unit);
  }
  return distance > 15_000 ? 'in a moment' : 'just now';
}

const exactForm = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'long' });
const clockForm = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });

/** The full date and time with the zone. */
export function exact(at: number): string {
  return exactForm.format(at);
}

/** The time of day in two parts, to the second and beyond: "14:03:07" and ".042". */
export function timeOfDay(at: number): { clock: string; millis: string } {
  return { clock: clockForm.format(at), millis: `.${String(at % 1000).padStart(3, '0')}` };
}
