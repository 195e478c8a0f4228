import { expect, test } from 'vitest';
import { isShallow, requireShallow } from './nesting.ts';

function nested(levels: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level += 1) value = level % 2 === 0 ? [value] : { value };
  return value;
}

test('a hundred levels are not too deep, one more is, and no depth is too deep to be refused', () => {
  for (const value of [undefined, null, 'x', 1, [], {}, [1, { a: [2] }], nested(100)]) {
    expect(isShallow(value)).toBe(true);
  }
  expect(isShallow([1, nested(100)])).toBe(false);
  expect(isShallow(nested(200_000))).toBe(false);
  expect(() => requireShallow(nested(101))).toThrow('at most 100 levels');
});
