import { Body } from '../../../core/event/body.ts';
import type { SqlValue } from '../../sql/sql-database.ts';
import { isStorableText, PLAIN, QUOTED, toBodyColumns } from '../body-column.ts';

/** How a publish `e` stands with its newest edit `n`. */
const FORMAT = 'COALESCE(n.format, e.format)';
const BODY = 'COALESCE(n.body, e.body)';

const WHITE_SPACE = [' ', '\t', '\n', '\r'];

export interface TextFilter {
  /** Lets through every body that matches, and some that do not. */
  readonly condition: string;
  readonly values: readonly SqlValue[];
}

/**
 * Narrows publishes `e` with their newest edits `n` down to bodies that may hold a text, as {@link holdsText} says it.
 *
 * No database reads every JSON string that is valid (half a surrogate pair, NUL), and the two that there are do not
 * agree; so a string that was written with escapes, which could say anything, is left for {@link holdsText} to decide.
 */
export function textFilter(text: string): TextFilter {
  const plain = toBodyColumns(Body.ofText(text));
  // JSON text that lies there as it is holds nothing that could not.
  const [holds, held] = isStorableText(text) ? [`POSITION(? IN ${BODY}) > 0`, [text]] : ['1 = 0', []];
  return {
    condition: `(${FORMAT} = ? AND ${BODY} = ? OR ${FORMAT} = ? OR ${FORMAT} = ? AND CASE
      WHEN LEFT(${BODY}, 1) = ? THEN ${BODY} = ? OR POSITION(? IN ${BODY}) > 0
      WHEN LEFT(${BODY}, 1) IN (?, ?, ?, ?) THEN 1 = 1
      ELSE ${holds} END)`,
    values: [
      ...[plain.format, plain.body, QUOTED.json, PLAIN.json],
      ...['"', JSON.stringify(text), '\\'],
      ...WHITE_SPACE,
      ...held,
    ],
  };
}

/** The columns of a body that the filter let through without being sure of it; `doubtful` is null where it was. */
export const DOUBTFUL_COLUMNS = `${FORMAT} AS format, CASE
  WHEN ${FORMAT} = ${QUOTED.json} OR ${FORMAT} = ${PLAIN.json} AND LEFT(${BODY}, 1) NOT IN ('{', '[') THEN ${BODY}
  END AS doubtful`;

/** Whether a text is this body, or is in it where it is JSON other than a string. */
export function holdsText(body: Body, text: string): boolean {
  if (body.format === 'text') return body.text === text;
  return /^\s*"/.test(body.text) ? body.value() === text : body.text.includes(text);
}
