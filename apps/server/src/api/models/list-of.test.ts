import { expect, test } from 'vitest';
import { z } from 'zod';
import { listOf } from './list-of.ts';

test('of a list that is too long no item is looked at', () => {
  let looks = 0;
  const Item = z.number().refine(() => {
    looks += 1;
    return true;
  });
  expect(listOf(Item, 3).safeParse([1, 2, 3]).data).toEqual([1, 2, 3]);
  expect(looks).toBe(3);
  const refused = listOf(Item, 3).safeParse([1, 2, 3, 4]);
  expect(refused.error?.issues).toMatchObject([{ code: 'too_big', maximum: 3 }]);
  expect(looks).toBe(3);
});

test('anything else is refused, and the document says the same, as of a list that zod bounds itself', () => {
  expect(listOf(z.string(), 2).safeParse('x').error?.issues).toMatchObject([{ code: 'invalid_type' }]);
  expect(z.toJSONSchema(listOf(z.string(), 2), { io: 'input' })).toEqual(
    z.toJSONSchema(z.array(z.string()).max(2), { io: 'input' }),
  );
});
