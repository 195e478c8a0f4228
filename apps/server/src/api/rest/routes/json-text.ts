import { ParleyError } from '../../../core/errors/parley-error.ts';

/** Deeper than any sensible payload, and far from where recursive code would exhaust the stack. */
export const DEEPEST_JSON = 256;

/**
 * Parses a request body. Throws `bad_request` when it is not JSON or is nested more than {@link DEEPEST_JSON} deep. A key
 * `__proto__` stays a plain key: it never reaches a prototype.
 */
export function parseJsonText(text: string): unknown {
  if (isTooDeep(text)) {
    throw new ParleyError('bad_request', `The body is nested more than ${DEEPEST_JSON} levels deep.`);
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ParleyError('bad_request', 'The body is not valid JSON.', { cause });
  }
}

/** Whether a JSON text is nested more than {@link DEEPEST_JSON} deep: what it says could be read, and not be written again. */
export function isTooDeep(text: string): boolean {
  if (text.length <= DEEPEST_JSON) return false;
  let depth = 0;
  let inString = false;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (inString) {
      if (code === BACKSLASH) index++;
      else if (code === QUOTE) inString = false;
    } else if (code === QUOTE) inString = true;
    else if (code === OPEN_BRACE || code === OPEN_BRACKET) {
      if (++depth > DEEPEST_JSON) return true;
    } else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) depth--;
  }
  return false;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
