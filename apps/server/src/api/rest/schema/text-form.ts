import { asSchema, branchesOf, dereferenced, type JsonSchema, type Resolve } from './json-schema.ts';

/** How a value of some schema is written as text in a path or a query string. */
export type TextForm =
  | { readonly kind: 'scalar'; readonly types: ReadonlySet<ScalarType> }
  /** Repeated, once per item. */
  | { readonly kind: 'list'; readonly types: ReadonlySet<ScalarType> }
  /** As JSON: objects, and values of any kind. */
  | { readonly kind: 'json' };

export type ScalarType = 'string' | 'integer' | 'number' | 'boolean';

/** Thrown when text cannot be a value of the form; the message completes "limit …". */
export class UnreadableText extends Error {}

/** The form of a schema's values. `null` has none: a caller leaves the field out. */
export function textFormOf(schema: JsonSchema, resolve: Resolve): TextForm {
  const types = typesOf(schema, resolve);
  if (types === 'any' || types.has('object')) return { kind: 'json' };
  if (!types.has('array')) return { kind: 'scalar', types: scalars(types) };
  const items = itemsOf(schema, resolve);
  const itemTypes = typesOf(items, resolve);
  if (itemTypes === 'any' || itemTypes.has('object') || itemTypes.has('array')) return { kind: 'json' };
  return { kind: 'list', types: scalars(itemTypes) };
}

/** Reads the texts given for one field. Throws {@link UnreadableText}: nothing is guessed or rounded. */
export function readTexts(form: TextForm, texts: readonly string[]): unknown {
  if (form.kind === 'list') return texts.map((text) => readScalar(form.types, text));
  const [text, ...more] = texts;
  if (text === undefined || more.length > 0) throw new UnreadableText('must be given once');
  if (form.kind === 'scalar') return readScalar(form.types, text);
  try {
    return JSON.parse(text);
  } catch {
    throw new UnreadableText('must be JSON');
  }
}

const NUMBER = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/;

function readScalar(types: ReadonlySet<ScalarType>, text: string): string | number | boolean {
  if (types.has('string')) return text;
  if (types.has('boolean') && (text === 'true' || text === 'false')) return text === 'true';
  if (!types.has('integer') && !types.has('number')) throw new UnreadableText('must be true or false');
  const value = NUMBER.test(text) ? Number(text) : Number.NaN;
  if (!Number.isFinite(value)) throw new UnreadableText('must be a number');
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
    throw new UnreadableText('must be a number that can be held exactly');
  }
  return value;
}

function scalars(types: ReadonlySet<string>): ReadonlySet<ScalarType> {
  const known = (['string', 'integer', 'number', 'boolean'] as const).filter((type) => types.has(type));
  if (known.length === 0) throw new Error('a field that is only ever null cannot be given as text');
  return new Set(known);
}

/** The JSON types that a schema lets through, or `any`. */
function typesOf(schema: JsonSchema, resolve: Resolve): ReadonlySet<string> | 'any' {
  const found = dereferenced(schema, resolve);
  if (found.type !== undefined) return new Set([found.type].flat());
  if (found.const !== undefined) return new Set([jsonTypeOf(found.const)]);
  if (found.enum !== undefined) return new Set(found.enum.map(jsonTypeOf));
  const branches = branchesOf(found);
  if (branches.length === 0) return 'any';
  const types = new Set<string>();
  for (const branch of branches) {
    const branchTypes = typesOf(branch, resolve);
    if (branchTypes === 'any') return 'any';
    for (const type of branchTypes) types.add(type);
  }
  return types;
}

function itemsOf(schema: JsonSchema, resolve: Resolve): JsonSchema {
  const found = dereferenced(schema, resolve);
  if (found.items !== undefined && !Array.isArray(found.items)) return asSchema(found.items);
  for (const branch of branchesOf(found)) {
    const inner = dereferenced(branch, resolve);
    if (inner.type === 'array') return itemsOf(inner, resolve);
  }
  return {};
}

/** The JSON Schema type of a JSON value. */
export function jsonTypeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value;
}
