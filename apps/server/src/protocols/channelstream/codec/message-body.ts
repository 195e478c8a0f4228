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
