import { isStorableText } from '../events/body-column.ts';

/** Begins a text that lies in the database as a JSON string; a text that really begins so is written as one as well. */
const QUOTED = '\u0001';

/**
 * How a text lies in a column so that it comes back as it was, whatever it holds: PostgreSQL's text holds neither NUL
 * nor half a surrogate pair. All others lie there as they are.
 */
export function toStoredText(text: string): string {
  return isStorableText(text) && !text.startsWith(QUOTED) ? text : QUOTED + JSON.stringify(text);
}

export function fromStoredText(stored: string): string {
  if (!stored.startsWith(QUOTED)) return stored;
  const text: unknown = JSON.parse(stored.slice(QUOTED.length));
  if (typeof text !== 'string') throw new Error('The database holds a quoted text that is no string.');
  return text;
}
