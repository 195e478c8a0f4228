const ISO =
  /^(\d{4})-(\d{1,2})-(\d{1,2})[T ](\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d{1,6})\d{0,6})?)?(Z|[+-]\d{2}(?::?\d{2})?)?$/;
const UTC = '+00:00';

/** A moment as the protocol writes its own: UTC without saying so, with microseconds. */
export function wireTime(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '000');
}

/**
 * A moment that a backend gave, in one form: zone as `+00:00`, a fraction of six digits if there is one. Null if the text is
 * no moment.
 *
 * @example
 * readTime('2026-11-20 18:55:13.5Z'); // '2026-11-20T18:55:13.500000+00:00'
 */
export function readTime(text: string): string | null {
  const match = ISO.exec(text);
  if (!match) return null;
  const [, year = '', month = '', day = '', hour = '', minute = '', second = '0', fraction = '', zone = ''] =
    match;
  const two = [month, day, hour, minute, second].map((digits) => digits.padStart(2, '0'));
  const [MM = '', DD = '', hh = '', mm = '', ss = ''] = two;
  const moment = `${year}-${MM}-${DD}T${hh}:${mm}:${ss}`;
  // Roundabout dates such as the 30th of February come back as others.
  const parsed = new Date(`${moment}Z`);
  if (Number.isNaN(parsed.getTime()) || parsed.toISOString().slice(0, 19) !== moment) return null;
  const offset = zoneOf(zone);
  if (offset === null) return null;
  const micros = fraction.padEnd(6, '0');
  return `${moment}${/^0*$/.test(micros) ? '' : `.${micros}`}${offset}`;
}

/** The same moment as it stands in frames, where UTC is `Z`. */
export function frameTime(text: string): string {
  return text.endsWith(UTC) ? `${text.slice(0, -UTC.length)}Z` : text;
}

function zoneOf(zone: string): string | null {
  if (zone === '') return '';
  if (zone === 'Z') return UTC;
  const hours = zone.slice(1, 3);
  const minutes = zone.length > 3 ? zone.slice(-2) : '00';
  if (Number(hours) > 23 || Number(minutes) > 59) return null;
  const isUtc = hours === '00' && minutes === '00';
  return isUtc ? UTC : `${zone.slice(0, 1)}${hours}:${minutes}`;
}
