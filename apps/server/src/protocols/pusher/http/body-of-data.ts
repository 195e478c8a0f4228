import { isTooDeep } from '../../../api/rest/routes/json-text.ts';
import { ParleyError } from '../../../core/errors/parley-error.ts';
import { Body } from '../../../core/event/body.ts';

const HALF_A_PAIR = /\p{Surrogate}/u;
/** What JSON text can begin with. Tells most plain texts apart without a thrown error each. */
const BEGINS_AS_JSON = /^[ \t\r\n]*["{[\-0-9tfn]/;

/**
 * The body of an event's `data`. Its text is kept as it came, so that readers of this wire get it byte for byte; where it
 * is JSON, as it is from every SDK, readers of typed protocols get the value. Valid JSON or not, any text will do: what
 * nests so deeply that it could not be written again as a value is plain text to them.
 *
 * @throws ParleyError `bad_request` for halves of surrogate pairs, which no UTF-8 can hold.
 */
export function bodyOfText(text: string): Body {
  if (HALF_A_PAIR.test(text)) {
    throw new ParleyError('bad_request', 'The data of the event holds half a surrogate pair');
  }
  if (!BEGINS_AS_JSON.test(text) || isTooDeep(text)) return Body.ofText(text);
  try {
    return Body.ofJson(text);
  } catch (error) {
    if (error instanceof SyntaxError) return Body.ofText(text);
    throw error;
  }
}

/** The body of `data` that may be no string: then it is turned into JSON text, as SDKs do. */
export function bodyOfData(data: unknown): Body {
  if (typeof data === 'string') return bodyOfText(data);
  if (data === undefined || data === null) throw new ParleyError('bad_request', 'data: is required');
  return Body.ofValue(data);
}
