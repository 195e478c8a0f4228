import { clientError } from '../errors/parley-error.ts';
import type { AnySchema } from './define-channel.ts';
import { describeIssues, validate } from './standard-schema.ts';

/**
 * What is sent for a value: a plain JSON copy of it, so that changing the value afterwards changes nothing. The value
 * must fit the schema, and goes out as it is: the schema's transformations happen where it is received.
 *
 * @throws ParleyError `invalid_data`.
 */
export function checkedInput(schema: AnySchema | null | undefined, value: unknown, what: string): unknown {
  if (schema) {
    const { issues } = validate(schema, value);
    if (issues)
      throw clientError('invalid_data', `The data for ${what} does not fit: ${describeIssues(issues)}.`);
  }
  let text: string | undefined;
  try {
    text = JSON.stringify(value);
  } catch (cause) {
    throw clientError('invalid_data', `The data for ${what} cannot be written as JSON.`, cause);
  }
  if (text === undefined)
    throw clientError('invalid_data', `The data for ${what} cannot be written as JSON.`);
  return JSON.parse(text);
}
