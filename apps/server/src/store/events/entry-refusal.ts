import type { AppendEntry } from '../../core/store/event-store.ts';
import { effectRefusal } from '../effects/effect-refusal.ts';
import { isStorableText } from './body-column.ts';
import { isStorableReadership } from './readership-column.ts';
import { toSenderColumn } from './sender-column.ts';

/** The widths of the columns, in characters (code points). */
const WIDTHS = {
  appId: 128,
  channel: 255,
  id: 24,
  name: 255,
  userId: 255,
  clientId: 128,
  target: 24,
  newEpoch: 32,
} as const satisfies Partial<Record<keyof AppendEntry, number>>;

const FIELDS = Object.entries(WIDTHS) as ReadonlyArray<[keyof typeof WIDTHS, number]>;

/** Why no database could store this entry, or null. Found here so that it does not cost its whole batch a round. */
export function entryRefusal(entry: AppendEntry): Error | null {
  for (const [field, width] of FIELDS) {
    const text = entry[field];
    if (text === null) continue;
    if (!isStorableText(text)) return new RangeError(`${field} holds a NUL or half a surrogate pair.`);
    if (text.length > width && [...text].length > width) {
      return new RangeError(`${field} is longer than ${width} characters.`);
    }
  }
  if (entry.claimed && [...toSenderColumn(entry)].length > WIDTHS.userId) {
    return new RangeError(`A claimed userId is longer than ${WIDTHS.userId - 1} characters.`);
  }
  if (!Number.isSafeInteger(entry.at)) return new RangeError('at is not a whole number of milliseconds.');
  if (entry.kind !== 'delete' && entry.body === null) return new RangeError(`A ${entry.kind} needs a body.`);
  if (entry.readership && !isStorableReadership(entry.readership)) {
    return new RangeError('readership names too many users, or one that cannot be.');
  }
  if (entry.extras && !(entry.extras.format === 'json' && entry.extras.text.startsWith('{'))) {
    return new TypeError('extras is no JSON object.');
  }
  for (const effect of entry.effects) {
    const refusal = effectRefusal(effect);
    if (refusal) return refusal;
  }
  return null;
}
