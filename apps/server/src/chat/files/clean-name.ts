const MOST_LENGTH = 255;
const NAMELESS = 'file';

/**
 * The name that a file is kept and offered under: without folders, control characters, halves of characters, and marks
 * that make a name read as another (`cod.exe` as `exe.doc`). It is never used as a path.
 */
export function cleanName(given: string): string {
  const last = given.split(/[/\\]/).at(-1) ?? '';
  const clean = last.replace(/[\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '').trim();
  return cutShort(clean) || NAMELESS;
}

/** Cuts a name that is too long before its extension. */
function cutShort(name: string): string {
  if (name.length <= MOST_LENGTH) return name;
  const extension = /\.[A-Za-z0-9]{1,10}$/.exec(name)?.[0] ?? '';
  const kept = name.slice(0, MOST_LENGTH - extension.length);
  // Not in the middle of a character.
  return kept.replace(/[\ud800-\udbff]$/, '') + extension;
}
