import type { Shown, Told } from './party.ts';

/** What stands where something was deleted. */
export const GONE = 'deleted';

/**
 * What a reader shows after all that it was told, oldest first.
 *
 * @param ids of what was said, oldest first: for protocols whose changes name what they change by an id that their
 *   publishes do not bear. Their clients must have it from elsewhere.
 */
export function viewOf(told: readonly Told[], ids: readonly string[]): Array<Shown | typeof GONE> {
  const view: Array<Shown | typeof GONE> = [];
  const places = new Map<string, number>();
  const placeOf = (target: string): number => {
    const place = places.get(target);
    if (place === undefined) throw new Error(`A change of ${target}, of which nothing was told.`);
    return place;
  };
  for (const one of told) {
    switch (one.kind) {
      case 'publish':
        places.set(one.id ?? ids[view.length] ?? '', view.length);
        view.push(one.shown);
        break;
      case 'edit': {
        const before = view[placeOf(one.target)];
        if (before === undefined || before === GONE)
          throw new Error(`${one.target} was edited after its end.`);
        view[placeOf(one.target)] = { ...before, ...one.more, data: one.data };
        break;
      }
      case 'delete':
        view[placeOf(one.target)] = GONE;
    }
  }
  return view;
}
