import { expect, test } from 'vitest';
import { callbackAnswer, isCallbackName } from './jsonp.ts';

test.each(['fn', '_1', '$', 'jQuery_17.cb', 'a.b.c', `a${'b'.repeat(99)}`])('%s names a callback', (name) => {
  expect(isCallbackName(name)).toBe(true);
});

test.each([
  ...['', '1a', 'a-b', 'a b', 'a.', '.a', 'a..b', 'a[0]', 'alert(1)//', 'a;b', 'a\nb', 'ä', '<script>'],
  `a${'b'.repeat(100)}`,
])('%j is no name of a callback', (name) => {
  expect(isCallbackName(name)).toBe(false);
});

test('what old scripts take for the end of a line is escaped', () => {
  const { contentType, text } = callbackAnswer('fn', '["\u2028\u2029"]');
  expect([contentType, text]).toEqual(['application/javascript; charset=utf-8', 'fn(["\\u2028\\u2029"])']);
});
