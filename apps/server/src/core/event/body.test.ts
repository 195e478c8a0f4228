import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Body } from './body.ts';

test('a body keeps its text and gives back the value it was made from', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const body = Body.ofValue(value);
      expect(body.asJson()).toBe(body.text);
      expect(JSON.stringify(body.value())).toBe(JSON.stringify(value));
    }),
  );
});

test('plain text is quoted for JSON frames, whatever it holds, and is its own value', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const body = Body.ofText(text);
      expect(JSON.parse(body.asJson())).toBe(text);
      expect(body.value()).toBe(text);
    }),
  );
});

test('JSON text keeps its spelling: spaces, numbers and escapes come out as they came in', () => {
  const text = '{ "price": 1.10,\n"name": "\\u00e9" }';
  expect(Body.ofJson(text).asJson()).toBe(text);
  expect(() => Body.ofJson('{')).toThrow(SyntaxError);
});

test('the size is that of the text in UTF-8', () => {
  expect(Body.ofText('é😀').bytes).toBe(6);
});

test('what JSON cannot hold is refused as bad input, never a fault of the server', () => {
  const cycle: { self?: unknown } = {};
  cycle.self = cycle;
  const deep: unknown = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);
  for (const value of [1n, cycle, deep]) {
    expect(() => Body.ofValue(value)).toThrow(expect.objectContaining({ code: 'bad_request' }));
  }
  expect(Body.ofValue(undefined).text).toBe('null');
});
