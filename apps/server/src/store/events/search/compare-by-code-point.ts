const FIRST_SURROGATE = 0xd800;
const AFTER_SURROGATES = 0xe000;
const SURROGATES = AFTER_SURROGATES - FIRST_SURROGATE;
const ABOVE = 0x10000 - AFTER_SURROGATES;

/** Compares texts as the databases do. JavaScript compares UTF-16, where an emoji comes before U+E000 and what follows. */
export function compareByCodePoint(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index += 1) {
    const [one, other] = [a.charCodeAt(index), b.charCodeAt(index)];
    if (one !== other) return rank(one) - rank(other);
  }
  return a.length - b.length;
}

/** Puts surrogates, which begin the code points from U+10000 on, after all other units. */
function rank(unit: number): number {
  if (unit >= AFTER_SURROGATES) return unit - SURROGATES;
  return unit >= FIRST_SURROGATE ? unit + ABOVE : unit;
}
