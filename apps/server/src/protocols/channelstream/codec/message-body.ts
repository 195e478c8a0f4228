import { isTooDeep } from '../../../api/rest/routes/json-text.ts';
import type { Body } from '../../../core/event/body.ts';

/** What messages of this protocol are called in the log, and the type of their frames. */
export const MESSAGE = 'message';

const OBJECT = /^[ \t\r\n]*\{/;

/**
 * A body as the `message` of a frame, which is an object always: what is none stands in its key `data`. Null for a message
 * without one. The text of an object is spliced as it is.
 */
export function messageBody(body: Body): string | null {
  const json = body.asJson();
  // JSON already: its first character says what it is.
  if (OBJECT.test(json)) return json;
  return body.format === 'json' && json.trim() === 'null' ? null : `{"data":${json}}`;
}

/**
 * The same as a value, for answers that hold many: those are written anew, so what another protocol nested too deeply for that
 * stands as its text in `data`. Null for a message without one.
 */
export function messageValue(body: Body): unknown {
  const json = messageBody(body);
  if (json === null) return null;
  return isTooDeep(json) ? { data: body.text } : JSON.parse(json);
}
