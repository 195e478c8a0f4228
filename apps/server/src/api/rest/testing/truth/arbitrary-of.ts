import fc from 'fast-check';
import {
  asSchema,
  branchesOf,
  dereferenced,
  type JsonSchema,
  propertiesOf,
  type Resolve,
} from '../../schema/json-schema.ts';

/**
 * Values that fit a JSON Schema, as far as it is made of what zod writes. Some may still miss: what is generated is to be
 * checked against the schema before it is used.
 */
export function arbitraryOf(schema: JsonSchema, resolve: Resolve): fc.Arbitrary<unknown> {
  const found = dereferenced(schema, resolve);
  if (found.const !== undefined) return fc.constant(found.const);
  if (found.enum !== undefined) return fc.constantFrom(...found.enum);
  const branches = branchesOf(found);
  if (branches.length > 0) return fc.oneof(...branches.map((branch) => arbitraryOf(branch, resolve)));
  const types = found.type === undefined ? [] : [found.type].flat();
  if (types.length === 0) return fc.jsonValue({ maxDepth: 2 });
  return fc.oneof(...types.map((type) => ofType(type, found, resolve)));
}

function ofType(type: string, schema: JsonSchema, resolve: Resolve): fc.Arbitrary<unknown> {
  switch (type) {
    case 'object':
      return objects(schema, resolve);
    case 'array': {
      const items = Array.isArray(schema.items) ? {} : asSchema(schema.items);
      const minLength = schema.minItems ?? 0;
      const maxLength = Math.max(minLength, Math.min(schema.maxItems ?? 3, 3));
      return fc.array(arbitraryOf(items, resolve), { minLength, maxLength });
    }
    case 'string':
      return strings(schema);
    case 'integer':
      return fc.integer(bounds(schema, 2 ** 31));
    case 'number':
      return fc.double({ ...bounds(schema, 1e6), noNaN: true, noDefaultInfinity: true });
    case 'boolean':
      return fc.boolean();
    default:
      return fc.constant(null);
  }
}

function objects(schema: JsonSchema, resolve: Resolve): fc.Arbitrary<object> {
  const fields: Record<string, fc.Arbitrary<unknown>> = {};
  for (const [name, property] of propertiesOf(schema)) fields[name] = arbitraryOf(property, resolve);
  const named = fc.record(fields, { requiredKeys: schema.required ?? [] });
  if (typeof schema.additionalProperties !== 'object') return named;
  const more = fc.dictionary(
    fc.stringMatching(/^[a-z]{1,8}$/),
    arbitraryOf(schema.additionalProperties, resolve),
    {
      maxKeys: 3,
    },
  );
  return fc.tuple(named, more).map(([own, others]) => ({ ...others, ...own }));
}

function strings(schema: JsonSchema): fc.Arbitrary<string> {
  const { minLength = 0, maxLength = minLength + 20, pattern } = schema;
  const examples = (schema.examples ?? []).filter((example) => typeof example === 'string');
  const plain = fc.string({ unit: 'grapheme', minLength, maxLength: Math.min(maxLength, minLength + 20) });
  const made = pattern === undefined ? plain : matching(pattern, plain);
  return examples.length > 0 ? fc.oneof(fc.constantFrom(...examples), made) : made;
}

/** fast-check cannot make strings for every pattern, such as one with look-behind: then whatever happens to match. */
function matching(pattern: string, plain: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const regexp = new RegExp(pattern, 'u');
  try {
    const made = fc.stringMatching(regexp);
    fc.sample(made, 1);
    return made;
  } catch {
    return fc.oneof(fc.constantFrom('a', '1'), plain).filter((text) => regexp.test(text));
  }
}

function bounds(schema: JsonSchema, most: number): { min: number; max: number } {
  const min = Math.max(schema.minimum ?? -most, -most);
  const max = Math.min(schema.maximum ?? most, most);
  return { min: Math.min(min, schema.maximum ?? min), max: Math.max(max, min) };
}
