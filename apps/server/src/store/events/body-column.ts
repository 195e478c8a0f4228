import { Body, type BodyFormat } from '../../core/event/body.ts';

/**
 * How a body lies in the `format` and `body` columns. PostgreSQL's text holds neither NUL nor half a surrogate pair, so
 * a body with one of those is written as a JSON string, which can say both, under a format code of its own.
 */
export interface BodyColumns {
  readonly format: number;
  readonly body: string | null;
}

/** The codes of bodies that lie there as they are. */
export const PLAIN: Record<BodyFormat, number> = { json: 0, text: 1 };
/** The codes of those that are written as a JSON string. */
export const QUOTED: Record<BodyFormat, number> = { json: 2, text: 3 };

export function toBodyColumns(body: Body | null): BodyColumns {
  if (body === null) return { format: PLAIN.json, body: null };
  if (isStorableText(body.text)) return { format: PLAIN[body.format], body: body.text };
  return { format: QUOTED[body.format], body: JSON.stringify(body.text) };
}

export function fromBodyColumns({ format, body }: BodyColumns): Body | null {
  if (body === null) return null;
  switch (format) {
    case PLAIN.json:
      return Body.ofTrustedJson(body);
    case PLAIN.text:
      return Body.ofText(body);
    case QUOTED.json:
      return Body.ofTrustedJson(unquoted(body));
    case QUOTED.text:
      return Body.ofText(unquoted(body));
    default:
      throw new Error(`The database holds a body of the unknown format ${format}.`);
  }
}

/** Whether every database can hold this text as it is. */
export function isStorableText(text: string): boolean {
  return !text.includes('\0') && !/\p{Surrogate}/u.test(text);
}

function unquoted(json: string): string {
  const text: unknown = JSON.parse(json);
  if (typeof text !== 'string') throw new Error('The database holds a quoted body that is no string.');
  return text;
}
