import type { EventSearch } from '../../../core/store/event-store.ts';
import { compareByCodePoint } from './compare-by-code-point.ts';
import type { PlacedKey } from './place-keys.ts';

export interface SearchOrder {
  /** From which end the logs are walked, if that is all that is asked; null: the order is another one. */
  readonly byTime: 'newest' | 'oldest' | null;
  /** Sorts keys that come in the order of the walk, which is what equal ones keep. */
  sorted(keys: readonly PlacedKey[]): readonly PlacedKey[];
}

type Criterion = EventSearch['order'][number];

const COMPARISONS: Record<Criterion['by'], (a: PlacedKey, b: PlacedKey) => number> = {
  at: (a, b) => a.at - b.at,
  channel: (a, b) => compareByCodePoint(a.channel, b.channel),
  name: (a, b) => compareByCodePoint(a.name, b.name),
  id: (a, b) => compareByCodePoint(a.id, b.id),
};

export function searchOrder(order: EventSearch['order']): SearchOrder {
  const byTime = timeAlone(order);
  if (byTime !== null) return { byTime, sorted: (keys) => keys };
  const compare = (a: PlacedKey, b: PlacedKey): number => {
    for (const { by, descending } of order) {
      const compared = COMPARISONS[by](a, b);
      if (compared !== 0) return descending ? -compared : compared;
    }
    return 0;
  };
  return { byTime, sorted: (keys) => [...keys].sort(compare) };
}

/** An id after the time, in the same direction, says no more than the walk does: ids rise with time. */
function timeAlone(order: readonly Criterion[]): SearchOrder['byTime'] {
  const [first, ...others] = order;
  if (!first) return 'newest';
  const isRefined = others.some(({ by, descending }) => by !== 'id' || descending !== first.descending);
  if (first.by !== 'at' || isRefined) return null;
  return first.descending ? 'newest' : 'oldest';
}
