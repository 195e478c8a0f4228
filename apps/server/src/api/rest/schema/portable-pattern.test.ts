import { expect, test } from 'vitest';
import { portablePattern } from './portable-pattern.ts';

test.each(['', 'u'])(
  'control characters stay forbidden and everything else allowed, with the flags "%s"',
  (flags) => {
    const pattern = new RegExp(portablePattern('^[^\\p{Cc}\\p{Cs}]+$'), flags);
    for (const text of ['message', 'pCs{}', 'é', '🎉', 'two words']) expect(pattern.test(text)).toBe(true);
    for (const text of ['', 'a\nb', '\u0000', '\u007f', '\u0085']) expect(pattern.test(text)).toBe(false);
  },
);

test('a pattern without Unicode classes stays as it is', () => {
  expect(portablePattern('^[0-9a-f]{24}$')).toBe('^[0-9a-f]{24}$');
});
