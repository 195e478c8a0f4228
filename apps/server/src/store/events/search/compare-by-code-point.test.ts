import { expect, test } from 'vitest';
import { compareByCodePoint } from './compare-by-code-point.ts';

test('texts are in the order of their UTF-8 bytes, which is that of the databases', () => {
  const texts = [
    '',
    'a',
    'A',
    'ab',
    'Z',
    'z',
    'é',
    'e\u0301',
    '\ud7ff',
    '\ue000',
    '\uffff',
    '😀',
    '😁',
    '😀a',
    '漢',
    '\u{10ffff}',
  ];
  const bytes = (text: string) => Buffer.from(text);
  expect([...texts].sort(compareByCodePoint)).toEqual(
    [...texts].sort((a, b) => Buffer.compare(bytes(a), bytes(b))),
  );
  expect(compareByCodePoint('😀', '😀')).toBe(0);
});
