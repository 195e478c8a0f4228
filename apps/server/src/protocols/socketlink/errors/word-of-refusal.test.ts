import { expect, test } from 'vitest';
import { ERROR_CODES, type ErrorCode } from '../../../core/errors/error-codes.ts';
import { ParleyError } from '../../../core/errors/parley-error.ts';
import { fittingReason } from '../../../wire/closing-form.ts';
import { socketlinkClosing } from './socketlink-closing.ts';
import { wordOfRefusal } from './word-of-refusal.ts';

const codes = Object.keys(ERROR_CODES).filter((code): code is ErrorCode => code in ERROR_CODES);
const words = (code: ErrorCode) => wordOfRefusal(new ParleyError(code, ''));

test('a sender whose connection goes on is told something, whatever the reason', () => {
  const silent = codes.filter((code) => words(code) === null);
  expect(silent.toSorted()).toEqual(['draining', 'token_expired', 'unauthenticated']);
  expect(words('unavailable')).toBe('MESSAGE_NOT_DELIVERED');
  expect(words('muted')).toBe('MESSAGING_DISABLED');
  expect(words('rate_limited')).toBe('YOU_ARE_RATE_LIMITED');
});

test('every reason closes with a code that may be sent, and words that fit', () => {
  for (const code of codes) {
    const closing = socketlinkClosing(new ParleyError(code, ''));
    expect([1000, 1008, 1009, 1011, 1012, 1013]).toContain(closing.code);
    expect(fittingReason(closing.reason)).toBe(closing.reason);
    expect(closing.reason).not.toBe('');
  }
});
