import { expect, test } from 'vitest';
import { signatureOf } from './signatures.ts';
import { readToken } from './signed-token.ts';

const VECTORS = ['x.X14QAA.qzu2Izvxom9_oySDIUvr646aNPo', 'channelstream.X14QAA.QLT3kgcJYg14C3PAy4wtyg5uGgI'];

test.each(VECTORS)('%s is what the original makes of the secret `secret`', (text) => {
  const token = readToken(text);
  expect(token?.seconds).toBe(1_600_000_000);
  expect(token && signatureOf('secret', token.signedText).equals(token.signature)).toBe(true);
});

test('both alphabets of base64 are read, and any padding; the signature is over the characters as they came', () => {
  const [vector = ''] = VECTORS;
  const other = readToken(vector.replaceAll('_', '/').replaceAll('-', '+').concat('='));
  expect(other?.signature).toEqual(readToken(vector)?.signature);
  const padded = readToken('x.X14QAA==.qzu2Izvxom9_oySDIUvr646aNPo');
  expect(padded).toMatchObject({ signedText: 'x.X14QAA==', seconds: 1_600_000_000 });
});

test('the last two dots divide a token: what is signed may hold others', () => {
  expect(readToken('a.b/c..X14QAA.qzu2Izvxom9_oySDIUvr646aNPo')).toMatchObject({ value: 'a.b/c.' });
  expect(readToken('.X14QAA.qzu2Izvxom9_oySDIUvr646aNPo')).toMatchObject({ value: '' });
});

test.each([
  '',
  'secret',
  '.',
  '..',
  'x.X14QAA',
  'X14QAA.qzu2Izvxom9_oySDIUvr646aNPo',
  'x..qzu2Izvxom9_oySDIUvr646aNPo',
  'x.X14QAA.',
  'x.X14QAA.qzu2Izvxom9_oySDIUvr646aNP',
  'x.X14QAA.qzu2Izvxom9_oySDIUvr646aNPoAAAA',
  'x.X1 QAA.qzu2Izvxom9_oySDIUvr646aNPo',
  'x.AAAAAAAAAAAAAAAA.qzu2Izvxom9_oySDIUvr646aNPo',
  'x.=.qzu2Izvxom9_oySDIUvr646aNPo',
])('%j is no token', (text) => {
  expect(readToken(text)).toBeNull();
});
