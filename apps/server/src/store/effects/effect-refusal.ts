import type { NewEffect } from '../../core/store/effect-store.ts';
import { isStorableText } from '../events/body-column.ts';

/** The widths of the columns, in characters (code points). The payload has no width, and may hold anything. */
const WIDTHS = {
  id: 24,
  appId: 128,
  target: 24,
  lane: 255,
  event: 64,
} as const satisfies Partial<Record<keyof NewEffect, number>>;

const FIELDS = Object.entries(WIDTHS) as ReadonlyArray<[keyof typeof WIDTHS, number]>;

/** Why no database could store this effect, or null. */
export function effectRefusal(effect: NewEffect): Error | null {
  for (const [field, width] of FIELDS) {
    const text = effect[field];
    if (!isStorableText(text))
      return new RangeError(`An effect's ${field} holds a NUL or half a surrogate pair.`);
    if (text.length > width && [...text].length > width) {
      return new RangeError(`An effect's ${field} is longer than ${width} characters.`);
    }
  }
  if (!Number.isSafeInteger(effect.createdAt)) {
    return new RangeError("An effect's createdAt is not a whole number of milliseconds.");
  }
  return null;
}
