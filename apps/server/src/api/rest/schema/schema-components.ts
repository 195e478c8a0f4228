import { z } from 'zod';
import type { JsonSchema } from './json-schema.ts';
import { portablePattern } from './portable-pattern.ts';

/** Whether a schema describes what a caller sends or what it gets. */
export type Direction = 'input' | 'output';

const MARK = '#/$parley/';

/**
 * JSON Schemas of the zod schemas of an API, with one named component for each schema that has `.meta({ id })`. The zod
 * schemas are only read.
 *
 * What a caller sends is closed: a key that no schema names is a mistake, not an extension. What it gets is open, so that
 * a field can be added later. A component whose two directions differ appears as `Name` (output) and `NameInput`.
 *
 * References inside are marks of this class until {@link SchemaComponents.publish} turns them into references into
 * `#/components/schemas`.
 */
export class SchemaComponents {
  readonly #named = { input: new Map<string, JsonSchema>(), output: new Map<string, JsonSchema>() };

  /** The JSON Schema of `schema`. Throws if JSON cannot hold what it describes, or if two schemas have one id. */
  add(schema: z.ZodType, direction: Direction): JsonSchema {
    // Inside a tuple the schema itself becomes a reference when it has an id.
    const made = z.toJSONSchema(z.tuple([schema]), {
      io: direction,
      override: ({ zodSchema, jsonSchema }) => {
        setOpenness(zodSchema, jsonSchema, direction);
        if (jsonSchema.pattern !== undefined) jsonSchema.pattern = portablePattern(jsonSchema.pattern);
      },
    });
    const defined: Record<string, JsonSchema> = made.$defs ?? {};
    for (const [id, definition] of Object.entries(defined)) this.#name(id, direction, definition);
    const [root] = made.prefixItems ?? [];
    if (typeof root !== 'object') throw new Error('zod wrote a tuple in an unknown form');
    return marked(root, direction);
  }

  /** What a mark names. */
  readonly resolve = (ref: string): JsonSchema => {
    const [direction, id] = parseMark(ref);
    const found = this.#named[direction].get(id);
    if (!found) throw new Error(`no schema is named by ${ref}`);
    return found;
  };

  /** All components by their public names, and the function that makes references in a document public. */
  publish(): { schemas: Record<string, JsonSchema>; published: <T>(value: T) => T } {
    const split = this.#idsThatDiffer();
    const publicName = (direction: Direction, id: string): string =>
      direction === 'input' && split.has(id) ? `${id}Input` : id;
    const published = <T>(value: T): T =>
      mapRefs(value, (ref) => {
        if (!ref.startsWith(MARK)) return ref;
        const [direction, id] = parseMark(ref);
        return `#/components/schemas/${publicName(direction, id)}`;
      });
    const schemas = new Map<string, JsonSchema>();
    for (const direction of ['output', 'input'] as const) {
      for (const [id, schema] of this.#named[direction]) {
        const name = publicName(direction, id);
        if (direction === 'input' && split.has(id) && this.#named.output.has(name)) {
          throw new Error(`the schema id ${name} is taken by the input form of ${id}`);
        }
        schemas.set(name, published(schema));
      }
    }
    const sorted = [...schemas].sort(([a], [b]) => (a < b ? -1 : 1));
    return { schemas: Object.fromEntries(sorted), published };
  }

  #name(id: string, direction: Direction, definition: JsonSchema): void {
    if (id.startsWith('__')) throw new Error('a recursive schema needs an id: .meta({ id })');
    if (!/^[A-Za-z0-9._-]+$/.test(id)) throw new Error(`"${id}" cannot be the id of a schema`);
    const schema = marked(definition, direction);
    const known = this.#named[direction].get(id);
    if (known && JSON.stringify(known) !== JSON.stringify(schema)) {
      throw new Error(`two different schemas have the id ${id}`);
    }
    this.#named[direction].set(id, schema);
  }

  /** Ids whose two directions differ in themselves or in something that they refer to. */
  #idsThatDiffer(): ReadonlySet<string> {
    const differing = new Set<string>();
    const text = (schema: JsonSchema): string =>
      JSON.stringify(
        mapRefs(schema, (ref) => {
          const [direction, id] = parseMark(ref);
          return differing.has(id) ? ref : ref.replace(direction, '');
        }),
      );
    for (let before = -1; before < differing.size; ) {
      before = differing.size;
      for (const [id, input] of this.#named.input) {
        const output = this.#named.output.get(id);
        if (output && text(input) !== text(output)) differing.add(id);
      }
    }
    return differing;
  }
}

function setOpenness(zodSchema: z.core.$ZodTypes, schema: JsonSchema, direction: Direction): void {
  const { def } = zodSchema._zod;
  if (def.type === 'intersection' && direction === 'input') {
    throw new Error('an intersection cannot be closed: use .extend() on an object');
  }
  if (def.type !== 'object' || def.catchall !== undefined) return;
  if (direction === 'input') schema.additionalProperties = false;
  else delete schema.additionalProperties;
}

function marked(schema: JsonSchema, direction: Direction): JsonSchema {
  return mapRefs(schema, (ref) => ref.replace('#/$defs/', `${MARK}${direction}/`));
}

function parseMark(ref: string): [Direction, string] {
  const [, direction, id] = /^#\/\$parley\/(input|output)\/(.+)$/.exec(ref) ?? [];
  if ((direction !== 'input' && direction !== 'output') || id === undefined) {
    throw new Error(`${ref} is not a reference of this API`);
  }
  return [direction, id];
}

/** A copy of a JSON value in which every `$ref` is replaced. */
function mapRefs<T>(value: T, replace: (ref: string) => string): T {
  return JSON.parse(JSON.stringify(value), (key, inner: unknown) =>
    key === '$ref' && typeof inner === 'string' ? replace(inner) : inner,
  );
}
