import { expect, test } from 'vitest';
import { cleanName } from './clean-name.ts';

test.each([
  ['a.png', 'a.png'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\ann\\me.jpg', 'me.jpg'],
  ['a\0b\r\nSet-Cookie: x', 'abSet-Cookie: x'],
  ['half \ud83d.txt', 'half .txt'],
  ['exe\u202egpj.doc', 'exegpj.doc'],
  [' 漢字 😀.png ', '漢字 😀.png'],
  ['..', '..'],
  ['folder/', 'file'],
  ['', 'file'],
])('the name %j is kept as %j', (given, kept) => {
  expect(cleanName(given)).toBe(kept);
});

test('a name that is too long keeps its extension, and no half of a character', () => {
  expect(cleanName(`${'x'.repeat(400)}.tar.gz`)).toMatch(/^x{252}\.gz$/);
  const smileys = cleanName(`${'😀'.repeat(200)}.png`);
  expect(smileys.length).toBeLessThanOrEqual(255);
  expect(smileys).toMatch(/^(😀)+\.png$/u);
});
