import { z } from 'zod';
import { ParleyError } from '../../core/errors/parley-error.ts';
import type { ContactWay } from './contacts.ts';

const Ways = z.array(z.object({ type: z.string(), value: z.string() }));

/** E-mails or phones, as they lie in the database. */
export type PlainWay = z.infer<typeof Ways>[number];

export function waysToJson(ways: readonly PlainWay[]): string {
  return JSON.stringify(ways.map(({ type, value }) => ({ type, value })));
}

export function waysFromJson(json: string): PlainWay[] {
  const ways = Ways.safeParse(JSON.parse(json));
  if (ways.success) return ways.data;
  throw new ParleyError('internal', 'The database holds a contact whose e-mails or phones cannot be read.', {
    cause: ways.error,
  });
}

/** With who has each of them. */
export function matchedWays(
  ways: readonly PlainWay[],
  userIdOf: (value: string) => string | undefined,
): ContactWay[] {
  return ways.map((way) => {
    const matchedUserId = userIdOf(way.value);
    return matchedUserId === undefined ? way : { ...way, matchedUserId };
  });
}
