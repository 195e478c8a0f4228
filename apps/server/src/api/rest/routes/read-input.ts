import type { FastifyRequest } from 'fastify';
import { ParleyError } from '../../../core/errors/parley-error.ts';
import type { Resolve } from '../schema/json-schema.ts';
import { readTexts, UnreadableText } from '../schema/text-form.ts';
import { describeUnknown } from './describe-unknown.ts';
import { headerText } from './header-text.ts';
import type { TextField } from './input-plan.ts';
import type { Operation } from './operation.ts';
import { parseQueryString } from './query-string.ts';
import { readBody } from './read-body.ts';

export interface ReadInputOptions {
  /** Query fields that every operation may carry because the caller's credentials are read from them. */
  readonly credentialFields: ReadonlySet<string>;
  readonly resolve: Resolve;
}

/**
 * Gathers a procedure's raw input from path, headers, query string and body. Nothing is validated here beyond what the form of a
 * request needs: the procedure's own schema, untouched, does that. Throws `bad_request` on text that cannot be what the
 * schema asks for, on names that nobody knows, and on a field given twice.
 */
export function readInput(
  operation: Operation,
  request: FastifyRequest<{ Params: Record<string, string> }>,
  bytes: Buffer | null,
  options: ReadInputOptions,
): unknown {
  const { input } = operation;
  const entries: [string, unknown][] = [];
  for (const field of input.path) {
    entries.push([field.name, readField(field, [request.params[field.name] ?? ''])]);
  }
  for (const field of input.headers) {
    const text = headerText(request, field.name);
    if (text !== undefined) entries.push([field.name, readField(field, [text])]);
  }
  const query = parseQueryString(request.raw.url ?? '');
  for (const field of input.query) {
    const texts = resumeHeader(operation, field, request) ?? query.get(field.name);
    query.delete(field.name);
    if (texts) entries.push([field.name, readField(field, texts)]);
  }
  const strangers = [...query.keys()].filter((name) => !options.credentialFields.has(name));
  if (strangers.length > 0) {
    throw new ParleyError('bad_request', describeUnknown(strangers.map((name) => [name])));
  }
  const body = readBody(operation, bytes, options.resolve);
  if (input.body.kind === 'value' && input.body.field === null) return body;
  if (input.body.kind === 'value' && input.body.field !== null && body !== undefined) {
    entries.push([input.body.field, body]);
  }
  if (input.body.kind === 'fields' && typeof body === 'object' && body !== null) {
    entries.push(...Object.entries(body));
  }
  return input.any ? Object.fromEntries(entries) : undefined;
}

/**
 * Where a reader of a stream says it stopped. The header wins over the query: an EventSource that reconnects repeats its
 * first address, whose query is stale by then, and puts the newest id in the header.
 */
function resumeHeader(
  operation: Operation,
  field: TextField,
  request: FastifyRequest,
): readonly string[] | undefined {
  if (operation.responseType !== 'text/event-stream' || field.name !== 'lastEventId') return undefined;
  const header = request.headers['last-event-id'];
  return typeof header === 'string' && header !== '' ? [header] : undefined;
}

function readField(field: TextField, texts: readonly string[]): unknown {
  try {
    return readTexts(field.form, texts);
  } catch (cause) {
    if (!(cause instanceof UnreadableText)) throw cause;
    throw new ParleyError('bad_request', `${field.name}: ${cause.message}`, { cause });
  }
}
