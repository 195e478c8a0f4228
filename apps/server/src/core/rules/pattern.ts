/**
 * A channel name in which `*` stands for any run of characters, also none: `room:*`, `orders-*-eu`. Matched without
 * regular expressions, in time that a hostile pattern cannot make worse than length × length.
 */
export interface Pattern {
  readonly text: string;
  /** Characters before the first `*`: the longer, the more specific. */
  readonly prefixLength: number;
  matches(name: string): boolean;
}

export function pattern(text: string): Pattern {
  const star = text.indexOf('*');
  if (star === -1) return { text, prefixLength: text.length, matches: (name) => name === text };
  const prefix = text.slice(0, star);
  if (star === text.length - 1) {
    return { text, prefixLength: star, matches: (name) => name.startsWith(prefix) };
  }
  const parts = text.split('*');
  return { text, prefixLength: star, matches: (name) => matchesParts(parts, name) };
}

/** The one name, whatever characters it holds: a `*` in it stands for itself. */
export function exactPattern(name: string): Pattern {
  return { text: name, prefixLength: name.length, matches: (other) => other === name };
}

/** Orders patterns from the most to the least specific: longest literal prefix, then longest text, then by text. */
export function bySpecificity(a: Pattern, b: Pattern): number {
  if (a.prefixLength !== b.prefixLength) return b.prefixLength - a.prefixLength;
  if (a.text.length !== b.text.length) return b.text.length - a.text.length;
  return a.text < b.text ? -1 : 1;
}

/** First and last part are anchored; each part between is taken at its first occurrence, which never misses a match. */
function matchesParts(parts: readonly string[], name: string): boolean {
  const first = parts[0] ?? '';
  const last = parts.at(-1) ?? '';
  if (!name.startsWith(first) || !name.endsWith(last) || name.length < first.length + last.length)
    return false;
  const end = name.length - last.length;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = name.indexOf(part, at);
    if (found === -1 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}
