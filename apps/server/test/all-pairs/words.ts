import fc from 'fast-check';
import { z } from 'zod';

/** Something that can be said, with a number of its own by which it is known again in every protocol. */
export interface Words {
  readonly number: number;
  /** The event's name, where the protocol lets its clients choose one. */
  readonly name: string;
  readonly value: unknown;
}

/** What every protocol can carry, and what some pieces of software stumble over. */
export const anyValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom('"quoted"', '\\', '\u2028', '</script>', '{"a":1}', 'null', ' ', '1e3'),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.array(fc.string({ maxLength: 3 }), { maxLength: 3 }),
  fc.record({ text: fc.string({ maxLength: 5 }), type: fc.constantFrom('message', 'presence') }),
);

/** The words as an object. */
export function objectOf({ number, value }: Words): { readonly number: number; readonly value: unknown } {
  return { number, value };
}

/** The words as a text, for those who can say nothing else. It is no JSON. */
export function textOf({ number, value }: Words): string {
  return `${number}: ${JSON.stringify(value)}`;
}

/** The words as a message of chat. */
export function messageOf(words: Words): { readonly text: string } {
  return { text: textOf(words) };
}

const Numbered = z.union([
  z.string().transform((text) => Number.parseInt(text, 10)),
  z.object({ number: z.int() }).transform(({ number }) => number),
  z.object({ text: z.string() }).transform(({ text }) => Number.parseInt(text, 10)),
]);

/** The number of what was said, whatever form it has by now. NaN: it is none of it. */
export function numberOf(data: unknown): number {
  return Numbered.safeParse(data).data ?? Number.NaN;
}
