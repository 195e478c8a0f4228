import { expect, test } from 'vitest';
import { headerText } from './header-text.ts';

test('a header is read as UTF-8 where it is that, and as Latin-1 otherwise', () => {
  const sent = Buffer.from('Zoë 🎉', 'utf8').toString('latin1');
  expect(headerText({ headers: { uid: sent } }, 'uid')).toBe('Zoë 🎉');
  expect(headerText({ headers: { uid: 'Zo\u00eb' } }, 'uid')).toBe('Zoë');
});

test('a header that is missing or empty is no text', () => {
  expect(headerText({ headers: {} }, 'uid')).toBeUndefined();
  expect(headerText({ headers: { uid: '' } }, 'uid')).toBeUndefined();
});

test('the name of a header is read in any case', () => {
  expect(headerText({ headers: { 'user-id': 'ann' } }, 'User-Id')).toBe('ann');
});
