import type { StandardSchema } from './standard-schema.ts';

/** A schema, whatever it takes and gives. */
export type AnySchema = StandardSchema<unknown, unknown>;

/** Schemas by event name. */
export type Schemas = Readonly<Record<string, AnySchema>>;

/** What a family of channels carries. Made by {@link defineChannel}. */
export interface ChannelDefinition<
  Pattern extends string = string,
  Events extends Schemas = Schemas,
  Signals extends Schemas = Schemas,
  Presence extends AnySchema = AnySchema,
> {
  readonly pattern: Pattern;
  readonly events: Events;
  readonly signals: Signals | undefined;
  readonly presence: Presence | undefined;
}

/** The parameters in a pattern: `{ id: string | number }` for `room:{id}`. */
export type ParamsOf<Pattern extends string> = Pattern extends `${string}{${infer Name}}${infer Rest}`
  ? { readonly [Key in Name]: string | number } & ParamsOf<Rest>
  : object;

/** Handlers named `onGap`, `onPresence`, … stand beside those named after events, so no event may be called so. */
const RESERVED = /^on[A-Z]/;
const PARAMETER = /\{([^{}]*)\}/g;

/**
 * Says what a family of channels carries: its events and signals by name, each with a validator (zod 4 or any other
 * that follows Standard Schema and answers at once), and what members show of themselves.
 *
 * @param pattern the channel's name, with parameters in braces.
 * @throws TypeError when a name is given twice or looks like a handler (`onSomething`).
 *
 * @example
 * ```ts
 * export const room = defineChannel(
 *   'room:{id}',
 *   { message: z.object({ text: z.string() }) },
 *   { signals: { typing: z.object({}) }, presence: z.object({ name: z.string() }) },
 * );
 * ```
 */
export function defineChannel<
  const Pattern extends string,
  Events extends Schemas,
  Signals extends Schemas = Readonly<Record<never, never>>,
  Presence extends AnySchema = StandardSchema<undefined, unknown>,
>(
  pattern: Pattern,
  events: Events,
  options: { readonly signals?: Signals; readonly presence?: Presence } = {},
): ChannelDefinition<Pattern, Events, Signals, Presence> {
  const { signals, presence } = options;
  const names = [...Object.keys(events), ...Object.keys(signals ?? {})];
  for (const name of names) {
    if (RESERVED.test(name)) throw new TypeError(`An event cannot be called "${name}": handlers are.`);
    if (names.indexOf(name) !== names.lastIndexOf(name)) {
      throw new TypeError(`"${name}" is both an event and a signal.`);
    }
  }
  return { pattern, events, signals, presence };
}

/**
 * The name of one channel of a family.
 *
 * @throws TypeError when a parameter is missing or empty.
 */
export function channelName(pattern: string, params: Readonly<Record<string, string | number>>): string {
  return pattern.replace(PARAMETER, (_, name: string) => {
    const value = Object.hasOwn(params, name) ? params[name] : undefined;
    if (value === undefined || value === '') throw new TypeError(`The channel ${pattern} needs "${name}".`);
    return String(value);
  });
}
