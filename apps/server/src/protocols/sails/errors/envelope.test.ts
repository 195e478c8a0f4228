import { expect, test } from 'vitest';
import { ERROR_CODES, type ErrorCode } from '../../../core/errors/error-codes.ts';
import { ParleyError } from '../../../core/errors/parley-error.ts';
import { refusal, success } from './envelope.ts';
import { ERROR_WORDS, type ErrorWord } from './error-words.ts';
import { SailsRefusal } from './sails-refusal.ts';

const isWord = (text: string): text is ErrorWord => text in ERROR_WORDS;
const isCode = (text: string): text is ErrorCode => text in ERROR_CODES;

test.each(Object.keys(ERROR_WORDS).filter(isWord))(
  '%s is told with its status, by all four fields',
  (word) => {
    const { status } = ERROR_WORDS[word];
    expect(refusal(new SailsRefusal(word, 'why'))).toEqual({
      status,
      envelope: { code: status, data: {}, message: 'why', Error: word },
    });
  },
);

test.each(Object.keys(ERROR_CODES).filter(isCode))(
  '%s of the core has a word whose status is of its kind',
  (code) => {
    const { status } = refusal(new ParleyError(code, 'why'));
    expect(Math.floor(status / 100)).toBe(Math.floor(ERROR_CODES[code].status / 100));
  },
);

test('a refusal says when to try again, in whole seconds', () => {
  expect(refusal(new ParleyError('rate_limited', 'slow down', { retryAfterMs: 1200 }))).toMatchObject({
    status: 429,
    retryAfterS: 2,
    envelope: { Error: 'E_RATE' },
  });
});

test('a success is 0 with what there is to say', () => {
  expect(success({})).toEqual({
    status: 200,
    envelope: { code: 0, data: {}, message: 'Success', Error: null },
  });
});
