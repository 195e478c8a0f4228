const MOST_CHARACTERS = 200_000;

/** A JSON value as indented text, cut where a browser would begin to suffer. */
export function shownJson(value: unknown): string {
  const text = JSON.stringify(value, null, 2) ?? 'null';
  if (text.length <= MOST_CHARACTERS) return text;
  return `${text.slice(0, MOST_CHARACTERS)}\n… ${text.length - MOST_CHARACTERS} more characters`;
}
