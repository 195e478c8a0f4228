import { expect, test } from 'vitest';
import { CONTENT_TYPE, essenceOf } from './content-type.ts';

test.each(['image/png', 'audio/webm;codecs=opus', 'text/plain; charset="utf-8"', 'application/vnd.api+json'])(
  '%s is a content type',
  (text) => {
    expect(text).toMatch(CONTENT_TYPE);
  },
);

test.each([
  '',
  'type',
  'image/',
  'image/png\r\nx: y',
  'image/png;',
  'a/b; c="\n"',
  'a/b, c/d',
  'a/b/c',
  'ä/b',
])('%j is none', (text) => {
  expect(text).not.toMatch(CONTENT_TYPE);
});

test('types are compared without their parameters and whatever their case', () => {
  expect(essenceOf('Text/HTML ; charset=utf-8')).toBe('text/html');
});
