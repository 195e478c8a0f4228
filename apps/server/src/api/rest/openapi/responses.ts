import { ERROR_CODES, type ErrorCode } from '../../../core/errors/error-codes.ts';
import { ParleyError } from '../../../core/errors/parley-error.ts';
import { ErrorReport } from '../../models/error-report.ts';
import type { Operation } from '../routes/operation.ts';
import type { JsonSchema } from '../schema/json-schema.ts';
import type { SchemaComponents } from '../schema/schema-components.ts';
import type { Content, HeaderObject, Reference, ResponseObject } from './openapi-types.ts';

/**
 * All that an operation can answer, by status.
 *
 * @param refusals what operations share, by name: see {@link errorResponses}.
 */
export function responsesOf(
  operation: Operation,
  refusals: Readonly<Record<string, ResponseObject>>,
): Record<string, ResponseObject | Reference> {
  const statuses = [...new Set(errorCodesOf(operation).map((code) => ERROR_CODES[code].status))].sort();
  const errors = statuses.map((status) => [status, refusalOf(operation, status, refusals)]);
  return { [operation.status]: successOf(operation), ...Object.fromEntries(errors) };
}

/** The shared refusal of a status; where the operation has words of its own for it, a copy with those as its example. */
function refusalOf(
  { meta }: Operation,
  status: number,
  refusals: Readonly<Record<string, ResponseObject>>,
): ResponseObject | Reference {
  const name = responseName(status);
  const shared = refusals[name];
  const own = CODES.find((code) => ERROR_CODES[code].status === status && meta.words?.[code] !== undefined);
  const schema = shared?.content?.['application/json']?.schema;
  if (own === undefined || !shared || !schema) return { $ref: `#/components/responses/${name}` };
  const example = new ParleyError(own, meta.words?.[own] ?? '').report();
  return { ...shared, content: { 'application/json': { schema, example } } };
}

const CODES = Object.keys(ERROR_CODES) as ErrorCode[];

/** The codes an operation can answer: those that follow from its form, and those that its meta adds. */
export function errorCodesOf(operation: Operation): readonly ErrorCode[] {
  const { input, meta } = operation;
  const codes = new Set<ErrorCode>(['bad_request', 'rate_limited', 'internal', 'draining', 'unavailable']);
  const add = (...more: ErrorCode[]): void => {
    for (const code of more) codes.add(code);
  };
  if (operation.security.length > 0) {
    add('unauthenticated', 'token_expired', 'forbidden', 'banned');
  }
  if (input.path.length > 0) add('not_found');
  if (input.body.kind !== 'none') add('payload_too_large', 'unsupported_media_type');
  add(...(meta.errors ?? []));
  return [...codes];
}

function successOf(operation: Operation): ResponseObject {
  const { output, responseType, meta } = operation;
  if (output === null || responseType === null) return { description: 'Done.' };
  const example = meta.examples?.response;
  const content: Content = {
    [responseType]: { schema: output, ...(example === undefined ? {} : { example }) },
  };
  if (responseType !== 'text/event-stream') return { description: 'Done; the answer.', content };
  return {
    description:
      'A stream of server-sent events that does not end by itself. `data` of each is one item as JSON, `event` its type, ' +
      '`id` the position to resume from. A comment comes every 15 seconds. The schema is that of one item.',
    content,
  };
}

/** The refusals that operations share, one for each status. */
export function errorResponses(components: SchemaComponents): Record<string, ResponseObject> {
  const report = components.add(ErrorReport, 'output');
  const statuses = [...new Set(Object.values(ERROR_CODES).map(({ status }) => status))].sort();
  return Object.fromEntries(statuses.map((status) => [responseName(status), errorResponse(status, report)]));
}

function errorResponse(status: number, report: JsonSchema): ResponseObject {
  const codes = Object.entries(ERROR_CODES).filter(([, entry]) => entry.status === status);
  const headers: Record<string, Reference> = {};
  if (codes.some(([, { retry }]) => retry === 'later' || retry === 'reconnect')) {
    headers['Retry-After'] = { $ref: '#/components/headers/RetryAfter' };
  }
  if (status === 401) headers['WWW-Authenticate'] = { $ref: '#/components/headers/WwwAuthenticate' };
  if (status === 405) headers.Allow = { $ref: '#/components/headers/Allow' };
  return {
    description: codes.map(([code, { fix }]) => `\`${code}\`: ${fix}`).join('\n\n'),
    ...(Object.keys(headers).length > 0 ? { headers } : {}),
    content: { 'application/json': { schema: report } },
  };
}

export const RESPONSE_HEADERS: Readonly<Record<string, HeaderObject>> = {
  RetryAfter: {
    description: 'Seconds to wait before repeating the request, where known.',
    schema: { type: 'integer', minimum: 0 },
  },
  WwwAuthenticate: { description: 'How to prove who is calling.', schema: { type: 'string' } },
  Allow: { description: 'The methods that this path answers.', schema: { type: 'string' } },
};

const NAMES: Readonly<Record<number, string>> = {
  400: 'BadRequest',
  401: 'Unauthenticated',
  403: 'Forbidden',
  404: 'NotFound',
  405: 'MethodNotAllowed',
  409: 'Conflict',
  413: 'PayloadTooLarge',
  415: 'UnsupportedMediaType',
  429: 'TooManyRequests',
  500: 'Internal',
  503: 'Unavailable',
};

function responseName(status: number): string {
  const name = NAMES[status];
  if (name === undefined) throw new Error(`the status ${status} has no name in the API document`);
  return name;
}
