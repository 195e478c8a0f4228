import superjson from 'superjson';
import { expect, test } from 'vitest';
import { transformer } from './transformer.ts';

const overTheWire = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

test('what a stock client sends arrives as it was, plain or not', () => {
  const at = new Date(0);
  for (const value of [{ a: [1, 'x', null] }, { at, set: new Set([1]) }, undefined, 7n]) {
    const sent = overTheWire(superjson.serialize(value));
    expect(transformer.input.deserialize(sent)).toEqual(value);
  }
});

test('what the server answers is read by a stock client, also keys that superjson would not write', () => {
  for (const value of [{ constructor: 1 }, { prototype: { a: 1 } }, null, []]) {
    const sent = overTheWire(transformer.output.serialize(value));
    expect(JSON.stringify(superjson.deserialize(Object(sent)))).toBe(JSON.stringify(value));
  }
});
