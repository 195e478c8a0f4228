/** The order of a round: each begins with another one, so that none always comes after the same. */
export function inTurn<Item>(items: readonly Item[], round: number): readonly Item[] {
  const shift = (round - 1) % items.length;
  return [...items.slice(shift), ...items.slice(0, shift)];
}
