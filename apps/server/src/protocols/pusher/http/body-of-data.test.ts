import { expect, test } from 'vitest';
import { bodyOfData } from './body-of-data.ts';

test('data keeps its text; where it is JSON that could be written again, readers of other protocols get the value', () => {
  const json = bodyOfData('{"a": 1}');
  expect([json.format, json.text]).toEqual(['json', '{"a": 1}']);
  expect(bodyOfData({ a: 1 }).text).toBe('{"a":1}');
  const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
  expect(bodyOfData(nested(256)).format).toBe('json');
  for (const text of ['hello', '{"a"', nested(257), nested(5000)]) {
    const plain = bodyOfData(text);
    expect([plain.format, plain.text]).toEqual(['text', text]);
  }
});
