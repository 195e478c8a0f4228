/** The longest that is believed. */
const LONGEST_MS = 86_400_000;

/**
 * What a `Retry-After` header says (RFC 9110, section 10.2.3), in ms from `now`: seconds, or the time of an HTTP date. At
 * most a day; null where it says nothing of use.
 *
 * @example
 * retryAfter('120', now); // 120_000
 */
export function retryAfter(header: string | undefined, now: number): number | null {
  const text = header?.trim() ?? '';
  const waitMs = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  return Number.isNaN(waitMs) ? null : Math.min(LONGEST_MS, Math.max(0, waitMs));
}
