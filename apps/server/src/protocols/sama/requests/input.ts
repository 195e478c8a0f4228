import type { z } from 'zod';
import type { DesignedError } from '../errors/designed-errors.ts';
import { designed, SamaRefusal } from '../errors/sama-refusal.ts';

/** What to say of a wrong field: a designed error, or a text of its own. */
export type Objection = DesignedError | SamaRefusal;

/** The same where it depends on what was sent; undefined: nothing was. */
export type FieldError = Objection | ((value: unknown) => Objection);

export interface InputOptions<Output> {
  /** What holds of the fields together, asked in this order of an input whose fields are all right; null: nothing is wrong. */
  readonly rules?: ReadonlyArray<(input: Output) => Objection | null>;
}

/** Reads the body of one request. */
export interface Input<Output> {
  /** Throws a {@link SamaRefusal} that says the first thing that is wrong, in the order of the fields. */
  parse(body: unknown): Output;
}

/**
 * The fields of a request and what to say when one is wrong. Of several the first in the schema's order is told, then keys
 * that nobody knows (if the schema is strict), then what the rules say: clients and their tests expect exactly one.
 *
 * @example
 * ```ts
 * const Body = inputOf(z.strictObject({ id: Id, limit: Limit.optional() }), { id: 'CONTACT_ID_MISSED' });
 * const { id, limit } = Body.parse(body);
 * ```
 */
export function inputOf<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  errors: { readonly [Field in keyof Shape]?: FieldError } = {},
  { rules = [] }: InputOptions<z.output<z.ZodObject<Shape>>> = {},
): Input<z.output<z.ZodObject<Shape>>> {
  const fields = new Map<string, FieldError | undefined>(
    Object.keys(schema.shape).map((name) => [name, Object.hasOwn(errors, name) ? errors[name] : undefined]),
  );
  return {
    parse(body) {
      const result = schema.safeParse(body);
      if (!result.success) throw refusalOf(result.error.issues, fields, body);
      for (const rule of rules) {
        const objection = rule(result.data);
        if (objection !== null) throw refused(objection);
      }
      return result.data;
    },
  };
}

/** A text that clients know as a bare string, word for word. */
export function bare(message: string): SamaRefusal {
  return new SamaRefusal({ status: UNPROCESSABLE, message }, { isBare: true });
}

/** A text of our own, where the protocol has none that fits. */
export function plain(message: string): SamaRefusal {
  return new SamaRefusal({ status: UNPROCESSABLE, message });
}

const UNPROCESSABLE = 422;
const MAX_ECHOED = 100;

function refusalOf(
  issues: readonly z.core.$ZodIssue[],
  fields: ReadonlyMap<string, FieldError | undefined>,
  body: unknown,
): SamaRefusal {
  for (const [name, error] of fields) {
    if (!issues.some(({ path }) => path[0] === name)) continue;
    const value = ownValue(body, name);
    return refused(typeof error === 'function' ? error(value) : (error ?? usual(name, value)));
  }
  for (const issue of issues) {
    const [unknown] = issue.code === 'unrecognized_keys' ? issue.keys : [];
    if (unknown !== undefined) return plain(`"${unknown.slice(0, MAX_ECHOED)}" is not allowed`);
  }
  return designed('INVALID_DATA_FORMAT');
}

function usual(name: string, value: unknown): SamaRefusal {
  return plain(value === undefined ? `"${name}" is required` : `"${name}" is not valid`);
}

function refused(objection: Objection): SamaRefusal {
  // Made anew: an error that is kept would show where it was made first, and hold what came with it.
  return typeof objection === 'string'
    ? designed(objection)
    : new SamaRefusal(objection.form, { isBare: objection.isBare });
}

function ownValue(body: unknown, name: string): unknown {
  if (typeof body !== 'object' || body === null || !Object.hasOwn(body, name)) return undefined;
  return new Map<string, unknown>(Object.entries(body)).get(name);
}
