import { Body } from '../../core/event/body.ts';

/**
 * How extras lie in the `extras` column: as their own JSON text, so that what they begin with can be looked for. Half a
 * surrogate pair, which PostgreSQL's text cannot hold, is written as the escape that JSON has for it.
 */
export function toExtrasColumn(extras: Body | undefined): string | null {
  return extras === undefined ? null : extras.text.replace(/[\0\p{Surrogate}]/gu, escaped);
}

export function fromExtrasColumn(column: string | null): Body | undefined {
  return column === null ? undefined : Body.ofTrustedJson(column);
}

function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
