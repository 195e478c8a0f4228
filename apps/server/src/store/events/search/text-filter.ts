import { Body } from '../../../core/event/body.ts';
import type { SqlValue } from '../../sql/sql-database.ts';
import { isStorableText, PLAIN, QUOTED, toBodyColumns } from '../body-column.ts';

/** SQL for the columns of a publish's body as it stands now, which is that of its newest edit if it has one. */
export interface BodyNow {
  readonly format: string;
  readonly body: string;
}

const WHITE_SPACE = [' ', '\t', '\n', '\r'];

export interface TextFilter {
  /** Lets through every body that matches, and some that do not. */
  readonly condition: string;
  readonly values: readonly SqlValue[];
}

/**
 * Narrows publishes down to those whose bodies may hold a text, as {@link holdsText} says it.
 *
 * No database reads every JSON string that is valid (half a surrogate pair, NUL), and the two that there are do not
 * agree; so a string that was written with escapes, which could say anything, is left for {@link holdsText} to decide.
 */
export function textFilter(text: string, { format, body }: BodyNow): TextFilter {
  const plain = toBodyColumns(Body.ofText(text));
  // JSON text that lies there as it is holds nothing that could not.
  const [holds, held] = isStorableText(text) ? [`POSITION(? IN ${body}) > 0`, [text]] : ['1 = 0', []];
  return {
    condition: `(${format} = ? AND ${body} = ? OR ${format} = ? OR ${format} = ? AND CASE
      WHEN LEFT(${body}, 1) = ? THEN ${body} = ? OR POSITION(? IN ${body}) > 0
      WHEN LEFT(${body}, 1) IN (?, ?, ?, ?) THEN 1 = 1
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
export function doubtfulColumns({ format, body }: BodyNow): string {
  return `${format} AS format, CASE
    WHEN ${format} = ${QUOTED.json} OR ${format} = ${PLAIN.json} AND LEFT(${body}, 1) NOT IN ('{', '[') THEN ${body}
    END AS doubtful`;
}

/** Whether a text is this body, or is in it where it is JSON other than a string. */
export function holdsText(body: Body, text: string): boolean {
  if (body.format === 'text') return body.text === text;
  return /^\s*"/.test(body.text) ? body.value() === text : body.text.includes(text);
}
