import { ParleyError } from '../../../core/errors/parley-error.ts';
import type { Resolve } from '../schema/json-schema.ts';
import { unknownKeys } from '../schema/unknown-keys.ts';
import { describeUnknown } from './describe-unknown.ts';
import type { BodyPlan } from './input-plan.ts';
import { parseJsonText } from './json-text.ts';
import type { Operation } from './operation.ts';

/** The value of a request body before its schema sees it; `undefined` when there is none. */
export function readBody(operation: Operation, bytes: Buffer | null, resolve: Resolve): unknown {
  const { body } = operation.input;
  if (bytes === null || bytes.length === 0) {
    if (body.kind !== 'none' && body.required)
      throw new ParleyError('bad_request', 'The request has no body.');
    return undefined;
  }
  const text = textOf(bytes);
  if (body.kind === 'none') {
    if (operation.meta.anyContentType && text.trim() === '{}') return undefined;
    throw new ParleyError('bad_request', 'This operation takes no body.');
  }
  if (operation.requestType === 'text/plain') return text;
  const value = parseJsonText(text);
  refuseStrangers(body, value, operation, resolve);
  return value;
}

function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new ParleyError('bad_request', 'The body is not valid UTF-8.', { cause });
  }
}

function refuseStrangers(
  body: Exclude<BodyPlan, { kind: 'none' }>,
  value: unknown,
  operation: Operation,
  resolve: Resolve,
): void {
  if (body.kind === 'fields') {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new ParleyError('bad_request', 'The body must be a JSON object.');
    }
    for (const { name } of operation.input.path) refuseTwice(value, name, 'path');
    for (const { name } of operation.input.query) refuseTwice(value, name, 'query string');
    for (const { name } of operation.input.headers) refuseTwice(value, name, 'headers');
  }
  const strangers = unknownKeys(body.schema, value, resolve);
  if (strangers.length > 0) throw new ParleyError('bad_request', describeUnknown(strangers));
}

/** Neither place may win: a body that names another channel than the path is a mistake on one side. */
function refuseTwice(value: object, name: string, place: string): void {
  if (!Object.hasOwn(value, name)) return;
  throw new ParleyError('bad_request', `${name}: it is given by the ${place}; leave it out of the body`);
}
