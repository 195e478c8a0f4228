import type { Parameter } from '../../openapi/openapi-types.ts';
import type { JsonSchema } from '../../schema/json-schema.ts';
import type { PlacedOperation } from './placed-operation.ts';

/** The values of one request, before they are written. */
export interface RequestParts {
  /** By the parameter's name. */
  readonly parameters: ReadonlyMap<string, unknown>;
  /** Undefined: no body. */
  readonly body: unknown;
}

export function schemaOf(parameter: Parameter): JsonSchema {
  return parameter.content?.['application/json']?.schema ?? parameter.schema ?? {};
}

/** The request's path with its query string, as the document says they are written. */
export function writeTarget({ path, object }: PlacedOperation, { parameters }: RequestParts): string {
  let target = path;
  const query: string[] = [];
  for (const parameter of object.parameters ?? []) {
    if (!parameters.has(parameter.name)) continue;
    const value = parameters.get(parameter.name);
    if (parameter.in === 'path') {
      target = target.replace(`{${parameter.name}}`, () => encodeURIComponent(String(value)));
    } else if (parameter.in === 'query') {
      const values = parameter.content ? [JSON.stringify(value)] : [value].flat();
      for (const one of values)
        query.push(`${encodeURIComponent(parameter.name)}=${encodeURIComponent(String(one))}`);
    }
  }
  return query.length === 0 ? target : `${target}?${query.join('&')}`;
}

/** The headers that are parameters. */
export function writeHeaders(
  { object }: PlacedOperation,
  { parameters }: RequestParts,
): Record<string, string> {
  const placed = (object.parameters ?? []).filter((parameter) => parameter.in === 'header');
  return Object.fromEntries(
    placed.flatMap(({ name }) => {
      const value = parameters.get(name);
      // What a header cannot hold is not sent.
      return typeof value === 'string' && /^[\x21-\x7e]+$/.test(value) ? [[name, value]] : [];
    }),
  );
}

/** The body in the operation's media type, with its header. */
export function writeBody(
  { object }: PlacedOperation,
  { body }: RequestParts,
): { body?: string; headers: Record<string, string> } {
  const [mediaType] = Object.keys(object.requestBody?.content ?? {});
  if (mediaType === undefined || body === undefined) return { headers: {} };
  const text = mediaType === 'text/plain' ? String(body) : JSON.stringify(body);
  return { body: text, headers: { 'content-type': mediaType } };
}
