import { z } from 'zod';
import { ChannelName, UserId } from '../../../../api/models/names.ts';
import { readUuid } from '../../codec/message-uuid.ts';
import { privateChannelOf } from '../../codec/private-channel.ts';
import { readTime } from '../../codec/wire-time.ts';
import { COMPLAINTS, wrongType } from './complaint-texts.ts';
import { passOn } from './pass-on.ts';

/**
 * The types of fields that requests have, with the texts that their clients know. What the original reads leniently is
 * read so: booleans from `"yes"`, numbers from `"10"`.
 */

const MOST_LISTED = 1000;
const LONGEST_NAME = 255;
/** The name of a user's own channel, too, is one that the core can keep. */
const LONGEST_USER_NAME = LONGEST_NAME - privateChannelOf('').length;

/** A text of so many characters. */
export function text(min: number, max: number) {
  const length = COMPLAINTS.length(min, max);
  return z
    .string({ error: ({ input }) => wrongType(input, COMPLAINTS.text) })
    .min(min, length)
    .max(max, length);
}

/** The name of a channel, as the core can keep it. */
export const channelName = nameOf(ChannelName, LONGEST_NAME);

/** The name of a user, as the core can keep it. */
export const userName = nameOf(UserId, LONGEST_USER_NAME);

/** A uuid in any form; comes out in lower case, with hyphens. */
export const uuid = readAs(COMPLAINTS.uuid, (value) => (typeof value === 'string' ? readUuid(value) : null));

/** A moment in ISO 8601; comes out as text, in one form. */
export const time = readAs(COMPLAINTS.time, (value) => (typeof value === 'string' ? readTime(value) : null));

const WORDS: ReadonlyMap<unknown, boolean> = new Map<unknown, boolean>([
  ...['t', 'true', 'on', 'y', 'yes', '1'].flatMap(spellings).map((word) => [word, true] as const),
  ...['f', 'false', 'off', 'n', 'no', '0'].flatMap(spellings).map((word) => [word, false] as const),
  [true, true],
  [1, true],
  [false, false],
  [0, false],
]);

/** A boolean, also from the usual words for one. */
export const flag = readAs(COMPLAINTS.flag, (value) => WORDS.get(value) ?? null);

/** A whole number, also from its digits. */
export function whole(min: number, max: number) {
  return readAs(COMPLAINTS.integer, wholeOf)
    .refine((value) => value >= min, COMPLAINTS.atLeast(min))
    .refine((value) => value <= max, COMPLAINTS.atMost(max));
}

/** A value that a user's state can hold. */
export type Scalar = string | number | boolean | null;

export const scalar: z.ZodType<Scalar> = z.union([z.string(), z.number(), z.boolean(), z.null()], {
  error: COMPLAINTS.scalar,
});

/** A list. What is too long to be meant is refused before its items are looked at. */
export function list<Item extends z.ZodType>(item: Item, { min = 0, max = MOST_LISTED } = {}) {
  return z
    .array(z.unknown(), { error: ({ input }) => wrongType(input, COMPLAINTS.list) })
    .min(min, COMPLAINTS.shorter(min))
    .max(max, COMPLAINTS.longer(max))
    .pipe(z.array(item));
}

/** Any JSON object. */
export const mapping = readAs(COMPLAINTS.mapping, (value) => (isObject(value) ? value : null));

/** An object whose keys are the sender's: what is wrong with a value is told below `value`, with a key below `key`. */
export function dict<Value extends z.ZodType>(key: z.ZodType<string>, value: Value, max = MOST_LISTED) {
  return mapping.transform((given, context): Record<string, z.output<Value>> => {
    const entries = Object.entries(given);
    if (entries.length > max) context.addIssue({ code: 'custom', message: COMPLAINTS.longer(max) });
    const read = entries.slice(0, max).flatMap(([name, content]) => {
      const named = key.safeParse(name);
      const result = value.safeParse(content);
      passOn(context, named.error, [name, 'key']);
      passOn(context, result.error, [name, 'value']);
      return result.success ? [[name, result.data] as const] : [];
    });
    return Object.fromEntries(read);
  });
}

/** An object of these keys and no others. */
export function object<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject(shape, { error: ({ input }) => wrongType(input, COMPLAINTS.input) });
}

/** An object of these keys; what else it has is kept beside them, as it came. */
export function openObject<Shape extends z.ZodRawShape>(shape: Shape) {
  const known = z.object(shape);
  return z
    .custom<object>(isObject, { error: ({ input }) => wrongType(input, COMPLAINTS.input) })
    .transform((given, context) => {
      const result = known.safeParse(given);
      if (!result.success) {
        passOn(context, result.error);
        return z.NEVER;
      }
      const others = Object.entries(given).filter(([key]) => !Object.hasOwn(shape, key));
      return { ...result.data, others: Object.fromEntries<unknown>(others) };
    });
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function nameOf(rules: z.ZodType<string>, longest: number) {
  return text(1, longest).refine((name) => rules.safeParse(name).success, {
    error: COMPLAINTS.text,
    when: ({ issues }) => issues.length === 0,
  });
}

/** A field that is read by a function, which returns null for what it cannot read. */
function readAs<Value extends NonNullable<unknown>>(
  complaint: string,
  read: (value: unknown) => Value | null,
) {
  return z.unknown().transform((given, context): Value => {
    const value = read(given);
    if (value !== null) return value;
    context.addIssue({ code: 'custom', message: wrongType(given, complaint) });
    return z.NEVER;
  });
}

function wholeOf(value: unknown): number | null {
  if (typeof value === 'number') return Math.trunc(value);
  return typeof value === 'string' && /^\s*[+-]?\d{1,15}\s*$/.test(value) ? Number(value) : null;
}

function spellings(word: string): string[] {
  return [word, word.toUpperCase(), word.slice(0, 1).toUpperCase() + word.slice(1)];
}
