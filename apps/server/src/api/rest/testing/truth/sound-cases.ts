import fc from 'fast-check';
import type { Parameter } from '../../openapi/openapi-types.ts';
import { jsonTypeOf } from '../../schema/text-form.ts';
import { arbitraryOf } from './arbitrary-of.ts';
import type { DocumentCheckOptions } from './document-check-options.ts';
import type { DocumentSchemas } from './document-schemas.ts';
import type { HttpCase } from './http-case.ts';
import type { PlacedOperation } from './placed-operation.ts';
import { type RequestParts, schemaOf, writeBody, writeHeaders, writeTarget } from './request-parts.ts';

/** Generated requests that fit the document. */
export function soundCases(
  operation: PlacedOperation,
  schemas: DocumentSchemas,
  options: DocumentCheckOptions,
): HttpCase[] {
  return soundParts(operation, schemas, options).map((parts) =>
    caseOf(operation, parts, { name: 'fits', headers: options.headers, expected: 'accepted' }),
  );
}

export function soundParts(
  operation: PlacedOperation,
  schemas: DocumentSchemas,
  { samples = {}, runs = 12, seed = 1 }: DocumentCheckOptions,
): RequestParts[] {
  const { operationId, parameters = [], requestBody } = operation.object;
  const value = (parameter: Parameter): fc.Arbitrary<unknown> => {
    const known = samples[`${operationId}.${parameter.name}`] ?? samples[parameter.name];
    const made = known ? fc.constantFrom(...known) : arbitraryOf(schemaOf(parameter), schemas.resolve);
    return parameter.required ? made : fc.option(made, { nil: undefined });
  };
  const [content] = Object.values(requestBody?.content ?? {});
  const body = content ? arbitraryOf(content.schema, schemas.resolve) : fc.constant(undefined);
  const parts = fc.tuple(fc.tuple(...parameters.map(value)), body).map(([values, made]): RequestParts => {
    const given = parameters.map(({ name }, index) => [name, values[index]] as const);
    return {
      parameters: new Map(given.filter(([, one]) => one !== undefined)),
      body: withSamples(made, operationId, samples),
    };
  });
  // More than are needed, since some miss their schema.
  return fc
    .sample(parts, { numRuns: runs * 5, seed })
    .filter((made) => isSound(made, operation, schemas))
    .slice(0, runs);
}

export function caseOf(
  operation: PlacedOperation,
  parts: RequestParts,
  { name, headers, expected }: Pick<HttpCase, 'name' | 'headers' | 'expected'>,
): HttpCase {
  const written = writeBody(operation, parts);
  return {
    name,
    method: operation.method,
    target: writeTarget(operation, parts),
    headers: { ...headers, ...writeHeaders(operation, parts), ...written.headers },
    ...(written.body === undefined ? {} : { body: written.body }),
    expected,
  };
}

function isSound(parts: RequestParts, operation: PlacedOperation, schemas: DocumentSchemas): boolean {
  const { parameters = [], requestBody } = operation.object;
  const [content] = Object.values(requestBody?.content ?? {});
  // An empty text is no body at all.
  if (requestBody?.required && parts.body === '') return false;
  if (content && schemas.misfit(content.schema, jsonCopy(parts.body)) !== null) return false;
  return parameters.every((parameter) => {
    const value = parts.parameters.get(parameter.name);
    if (value === undefined) return !parameter.required;
    // URLs take these for steps up the path, however they are escaped.
    if (parameter.in === 'path' && /^\.{0,2}$/.test(String(value))) return false;
    return parameter.in === 'header' || schemas.misfit(schemaOf(parameter), value) === null;
  });
}

function withSamples(
  body: unknown,
  operationId: string,
  samples: Readonly<Record<string, readonly unknown[]>>,
): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  const entries = Object.entries(body).map(([name, value]) => {
    // A field of the same name elsewhere may be of another kind.
    const known = samples[`${operationId}.${name}`] ?? samples[name];
    const sample = known?.find((one) => jsonTypeOf(one) === jsonTypeOf(value));
    return [name, sample ?? value];
  });
  return Object.fromEntries(entries);
}

/** What arrives when the value is sent as JSON. */
function jsonCopy(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}
