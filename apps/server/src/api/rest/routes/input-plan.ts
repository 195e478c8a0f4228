import type { RestMeta } from '../rest-meta.ts';
import {
  asSchema,
  dereferenced,
  type JsonSchema,
  propertiesOf,
  type Resolve,
} from '../schema/json-schema.ts';
import { type TextForm, textFormOf } from '../schema/text-form.ts';
import type { PathTemplate } from './path-template.ts';

/** An input field that travels as text. */
export interface TextField {
  readonly name: string;
  readonly schema: JsonSchema;
  readonly form: TextForm;
  readonly required: boolean;
}

/** What the request body is. */
export type BodyPlan =
  | { readonly kind: 'none' }
  /** A JSON object with the input's remaining fields. */
  | { readonly kind: 'fields'; readonly schema: JsonSchema; readonly required: boolean }
  /** The value of one input field, or of the whole input when `field` is null. */
  | {
      readonly kind: 'value';
      readonly field: string | null;
      readonly schema: JsonSchema;
      readonly required: boolean;
    };

/** Where each part of a procedure's input comes from. */
export interface InputPlan {
  readonly path: readonly TextField[];
  readonly query: readonly TextField[];
  /** From request headers of their names. */
  readonly headers: readonly TextField[];
  readonly body: BodyPlan;
  /** False for a procedure without input: it is called with `undefined`. */
  readonly any: boolean;
}

/** Throws when the meta does not fit the input's schema, so that a mistake shows at start. */
export function planInput(
  inputs: readonly JsonSchema[],
  meta: RestMeta,
  template: PathTemplate,
  resolve: Resolve,
): InputPlan {
  const takesBody = meta.method === 'POST' || meta.method === 'PUT' || meta.method === 'PATCH';
  const objects = inputs.map((input) => dereferenced(input, resolve));
  const fields = new Map(objects.flatMap((object) => [...propertiesOf(object)]));
  const required = new Set(objects.flatMap((object) => object.required ?? []));
  const any = inputs.length > 0;

  if (any && !objects.every((object) => object.type === 'object' && object.properties !== undefined)) {
    const [whole, ...more] = inputs;
    if (!whole || more.length > 0 || !takesBody || template.parameters.length > 0) {
      throw new Error('an input that is not an object must be a request body of its own');
    }
    return {
      path: [],
      query: [],
      headers: [],
      body: { kind: 'value', field: null, schema: whole, required: true },
      any,
    };
  }

  const textField = (name: string): TextField => {
    const schema = fields.get(name);
    if (!schema) throw new Error(`the input has no field "${name}"`);
    return { name, schema, form: textFormOf(schema, resolve), required: required.has(name) };
  };
  const path = template.parameters.map(textField);
  const headers = (meta.headers ?? []).map(textField);
  for (const { name, form } of [...path, ...headers]) {
    if (form.kind !== 'scalar') throw new Error(`"${name}" cannot be a path parameter or a header`);
  }
  const placed = new Set([...path, ...headers].map(({ name }) => name));
  const left = [...fields.keys()].filter((name) => !placed.has(name));
  const inQuery = takesBody ? (meta.query ?? []) : left;
  const inBody = left.filter((name) => !inQuery.includes(name));
  const query = inQuery.map(textField);

  if (meta.body !== undefined) {
    const schema = fields.get(meta.body);
    if (!schema || !takesBody || inBody.length !== 1 || inBody[0] !== meta.body) {
      throw new Error(`"${meta.body}" must be the only input field outside path and query`);
    }
    const value = { kind: 'value', field: meta.body, schema, required: required.has(meta.body) } as const;
    return { path, query, headers, body: value, any };
  }
  if (!takesBody || (inBody.length === 0 && !objects.some(isOpen))) {
    return { path, query, headers, body: { kind: 'none' }, any };
  }
  const elsewhere = [...path, ...query, ...headers].map(({ name }) => name);
  return { path, query, headers, body: bodyOfFields(objects, { names: inBody, elsewhere }, required), any };
}

function bodyOfFields(
  objects: readonly JsonSchema[],
  { names, elsewhere }: { names: readonly string[]; elsewhere: readonly string[] },
  required: ReadonlySet<string>,
): BodyPlan {
  const properties: Record<string, JsonSchema> = {};
  for (const object of objects) {
    for (const [name, schema] of propertiesOf(object)) if (names.includes(name)) properties[name] = schema;
  }
  const needed = names.filter((name) => required.has(name));
  const open = objects.find(isOpen);
  // Where a body may hold anything, it still cannot hold what is given elsewhere.
  if (open) for (const name of elsewhere) properties[name] = { not: {} };
  const schema: JsonSchema = {
    type: 'object',
    properties,
    ...(needed.length > 0 ? { required: needed } : {}),
    additionalProperties: open ? asSchema(open.additionalProperties) : false,
  };
  return { kind: 'fields', schema, required: needed.length > 0 };
}

function isOpen(object: JsonSchema): boolean {
  return object.additionalProperties !== false;
}
