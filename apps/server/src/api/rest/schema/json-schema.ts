import type { z } from 'zod';

/** A JSON Schema (2020-12) as zod writes it. */
export type JsonSchema = z.core.JSONSchema.BaseSchema;

/** Finds what a `$ref` names. */
export type Resolve = (ref: string) => JsonSchema;

/** Follows `$ref`s until there is none. */
export function dereferenced(schema: JsonSchema, resolve: Resolve): JsonSchema {
  let found = schema;
  while (found.$ref !== undefined) found = resolve(found.$ref);
  return found;
}

/** The schemas of an object's properties, by name. */
export function propertiesOf(schema: JsonSchema): ReadonlyMap<string, JsonSchema> {
  return new Map(Object.entries(schema.properties ?? {}).map(([name, value]) => [name, asSchema(value)]));
}

/** Puts a boolean schema in the form of an object: `true` is `{}`, `false` refuses everything. */
export function asSchema(schema: JsonSchema | boolean | undefined): JsonSchema {
  if (typeof schema === 'object') return schema;
  return schema === false ? { not: {} } : {};
}

/** The branches of a union, or none. */
export function branchesOf(schema: JsonSchema): readonly JsonSchema[] {
  return [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
}
