const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const COMMA = 0x2c;

/**
 * A member of a JSON object as its own text, spelling and all: what clients say to one another is relayed as it came, and a
 * number that JavaScript cannot hold stays what it was. Of several with one name the last counts, as for `JSON.parse`.
 *
 * @param text a JSON object, known to be valid.
 */
export function rawMember(text: string, name: string): string | null {
  let found: string | null = null;
  let index = text.indexOf('{') + 1;
  while (index < text.length) {
    const keyStart = text.indexOf('"', index);
    if (keyStart === -1) break;
    const keyEnd = afterString(text, keyStart);
    const valueStart = text.indexOf(':', keyEnd) + 1;
    const valueEnd = afterValue(text, valueStart);
    if (JSON.parse(text.slice(keyStart, keyEnd)) === name) found = text.slice(valueStart, valueEnd).trim();
    index = valueEnd + 1;
  }
  return found;
}

/** Where the value that begins at `start` ends: at the next comma or brace that is not inside of it. */
function afterValue(text: string, start: number): number {
  let depth = 0;
  let index = start;
  while (index < text.length) {
    const code = text.charCodeAt(index);
    if (code === QUOTE) {
      index = afterString(text, index);
      continue;
    }
    if (code === OPEN_BRACE || code === OPEN_BRACKET) depth += 1;
    else if (depth === 0 && (code === COMMA || code === CLOSE_BRACE)) return index;
    else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) depth -= 1;
    index += 1;
  }
  return index;
}

/** Where the string whose opening quote is at `start` ends. */
function afterString(text: string, start: number): number {
  let index = start + 1;
  while (index < text.length && text.charCodeAt(index) !== QUOTE) {
    index += text.charCodeAt(index) === BACKSLASH ? 2 : 1;
  }
  return index + 1;
}
