import { expect, test } from 'vitest';
import { bodyValue } from './body-value.ts';

const FORM = 'application/x-www-form-urlencoded; charset=utf-8';

test('forms are fields; everything else is JSON, whatever it says it is', () => {
  expect(bodyValue(Buffer.from('channel=a&channel=b&data=%7B%7D+x&one[]=1'), FORM)).toEqual({
    channel: ['a', 'b'],
    data: '{} x',
    one: ['1'],
  });
  for (const type of ['application/json', 'text/plain', 'no type at all', undefined]) {
    expect(bodyValue(Buffer.from('[{"a":1}]'), type)).toEqual([{ a: 1 }]);
  }
});

test('nothing is nothing', () => {
  expect(bodyValue(Buffer.alloc(0), 'application/json')).toBeUndefined();
  expect(bodyValue(Buffer.from('null'), 'application/json')).toBeUndefined();
});

test.each([
  ['{"a":', 'E_JSON'],
  ['\u00ff', 'E_JSON'],
  ['7', 'E_BODY'],
  ['"text"', 'E_BODY'],
])('%j is refused with %s', (text, word) => {
  expect(() => bodyValue(Buffer.from(text, 'latin1'), undefined)).toThrow(expect.objectContaining({ word }));
});

test('a name that means something to JavaScript is a name like any other', () => {
  const fields = bodyValue(Buffer.from('__proto__=x&constructor=y'), FORM);
  expect(Object.entries(fields ?? {})).toEqual([
    ['__proto__', 'x'],
    ['constructor', 'y'],
  ]);
});
