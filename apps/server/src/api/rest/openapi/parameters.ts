import type { TextField } from '../routes/input-plan.ts';
import type { Operation } from '../routes/operation.ts';
import { dereferenced, type JsonSchema, type Resolve } from '../schema/json-schema.ts';
import type { Parameter } from './openapi-types.ts';

/** The fields of an operation's input that travel as text, with the resume header of a stream. */
export function parametersOf(operation: Operation, resolve: Resolve): Parameter[] {
  const { path, query, headers } = operation.input;
  const resume = query.find(({ name }) => name === 'lastEventId');
  return [
    ...path.map((field): Parameter => ({ ...textParameter(field, resolve), in: 'path', required: true })),
    ...headers.map((field) => headerParameter(field, resolve)),
    ...query.map((field) => queryParameter(field, resolve)),
    ...(resume && operation.responseType === 'text/event-stream' ? [resumeHeader(resume, resolve)] : []),
  ];
}

function headerParameter(field: TextField, resolve: Resolve): Parameter {
  const required = field.required ? ({ required: true } as const) : {};
  return { ...textParameter(field, resolve), ...required, in: 'header' };
}

function queryParameter(field: TextField, resolve: Resolve): Parameter {
  const required = field.required ? ({ required: true } as const) : {};
  if (field.form.kind === 'json') {
    const { name, description } = describe(field, resolve);
    const content = { 'application/json': { schema: withoutNull(field.schema) } };
    return { name, in: 'query', ...required, ...description, content };
  }
  const parameter = { ...textParameter(field, resolve), ...required, in: 'query' } as const;
  return field.form.kind === 'list' ? { ...parameter, style: 'form', explode: true } : parameter;
}

function textParameter(field: TextField, resolve: Resolve): Omit<Parameter, 'in'> {
  const { name, description } = describe(field, resolve);
  return { name, ...description, schema: withoutNull(field.schema) };
}

function resumeHeader(field: TextField, resolve: Resolve): Parameter {
  return {
    ...textParameter(field, resolve),
    name: 'Last-Event-ID',
    in: 'header',
    description:
      'The id of the last event that was read; wins over `lastEventId`. An EventSource sends it by itself.',
  };
}

function describe(
  field: TextField,
  resolve: Resolve,
): { name: string; description: { description?: string } } {
  const text = field.schema.description ?? dereferenced(field.schema, resolve).description;
  return { name: field.name, description: text === undefined ? {} : { description: text } };
}

/** `null` cannot be said in a path or a query: a caller leaves the field out. */
function withoutNull(schema: JsonSchema): JsonSchema {
  const { anyOf, ...rest } = schema;
  const branches = anyOf?.filter((branch) => branch.type !== 'null');
  if (!branches) return schema;
  const [only, ...more] = branches;
  if (!only || more.length > 0) return { ...rest, anyOf: branches };
  return { ...only, ...rest };
}
