import {
  asSchema,
  branchesOf,
  dereferenced,
  type JsonSchema,
  propertiesOf,
  type Resolve,
} from './json-schema.ts';
import { jsonTypeOf } from './text-form.ts';

type Path = readonly (string | number)[];

/**
 * Paths of the keys in a JSON value that its schema does not name: what a caller has misspelt. zod would drop them in
 * silence. Values that do not fit the schema otherwise are left to zod to refuse.
 */
export function unknownKeys(schema: JsonSchema, value: unknown, resolve: Resolve): Path[] {
  const found: Path[] = [];
  collect(dereferenced(schema, resolve), value, []);
  return found;

  function collect(known: JsonSchema, inner: unknown, path: Path): void {
    const branches = branchesOf(known).map((branch) => dereferenced(branch, resolve));
    if (branches.length > 0) found.push(...leastOf(branches, inner).map((rest) => [...path, ...rest]));
    else if (Array.isArray(inner)) {
      const items = Array.isArray(known.items) ? undefined : known.items;
      if (items === undefined) return;
      const itemSchema = dereferenced(asSchema(items), resolve);
      inner.forEach((item: unknown, index) => {
        collect(itemSchema, item, [...path, index]);
      });
    } else if (typeof inner === 'object' && inner !== null) collectObject(known, inner, path);
  }

  function collectObject(known: JsonSchema, inner: object, path: Path): void {
    const properties = propertiesOf(known);
    for (const [key, child] of Object.entries(inner)) {
      const schemaOfChild = properties.get(key);
      if (schemaOfChild) collect(dereferenced(schemaOfChild, resolve), child, [...path, key]);
      else if (known.additionalProperties === false) found.push([...path, key]);
      else if (typeof known.additionalProperties === 'object') {
        collect(dereferenced(known.additionalProperties, resolve), child, [...path, key]);
      }
    }
  }

  /** Of a union's branches that the value could be meant for, the one with the fewest strangers. */
  function leastOf(branches: readonly JsonSchema[], inner: unknown): Path[] {
    const strangers = branches
      .filter((branch) => couldBe(branch, inner))
      .map((branch) => unknownKeys(branch, inner, resolve));
    return strangers.sort((a, b) => a.length - b.length)[0] ?? [];
  }

  function couldBe(branch: JsonSchema, inner: unknown): boolean {
    const type = jsonTypeOf(inner);
    const types = branch.type === undefined ? [type] : [branch.type].flat();
    if (!types.some((allowed) => allowed === type || (allowed === 'integer' && type === 'number')))
      return false;
    if (typeof inner !== 'object' || inner === null) return true;
    const values = new Map<string, unknown>(Object.entries(inner));
    return [...propertiesOf(branch)].every(([name, property]) => {
      const { const: constant } = dereferenced(property, resolve);
      return constant === undefined || values.get(name) === constant;
    });
  }
}
