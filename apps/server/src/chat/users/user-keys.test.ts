import { expect, test } from 'vitest';
import { emailKeyOf, loginKeyOf, phoneOf, searchable, searchTextOf } from './user-keys.ts';

test('logins and e-mails are the same whatever their case and composition', () => {
  expect(loginKeyOf('ÉVA')).toBe(loginKeyOf('e\u0301va'));
  expect(loginKeyOf('ｆｕｌｌ')).toBe('full');
  for (const same of [
    'ann ',
    ' ann',
    'a\u200bnn',
    'ann\u2060',
    '\u202eann',
    'a\u00adnn',
    'ann\n',
    'ann\ufeff',
    'ann\0',
  ]) {
    expect(loginKeyOf(same), JSON.stringify(same)).toBe('ann');
  }
  expect(loginKeyOf('ann \u200b lee')).toBe('ann lee');
  expect(loginKeyOf('annlee')).not.toBe('ann lee');
  expect(loginKeyOf('👩\u200d💻')).toBe('👩💻');
  expect(emailKeyOf(' Ann@Example.COM ')).toBe('ann@example.com');
});

test('a phone is its digits and its plus', () => {
  expect(phoneOf('+1 (555) 12-34')).toBe('+15551234');
  expect(phoneOf(' () - ')).toBe('');
});

test('what searches see can be stored, and is bounded', () => {
  expect(searchable('A\0\ud800B')).toBe('a\ufffdb');
  expect(searchTextOf(['Ann', null, '', 'Lee'])).toBe('ann\nlee');
  const long = searchTextOf(['😀'.repeat(600)]);
  expect(long.length).toBeLessThanOrEqual(1000);
  expect(searchTextOf([`a${'😀'.repeat(600)}`])).not.toMatch(/\p{Surrogate}/u);
});
