import { expect, test } from 'vitest';
import { z } from 'zod';
import { limitOf, offsetOf, PageFields } from './page-of-room.ts';

const Page = z.object(PageFields);

test.each([
  [undefined, 10],
  ['', 10],
  ['ten', 10],
  ['-3', 10],
  ['1.5', 10],
  ['0x9', 10],
  ['0', 0],
  ['007', 7],
  ['10', 10],
])('the limit %s is taken as %i', (text, limit) => {
  expect(Page.safeParse(text === undefined ? {} : { limit: text }).success).toBe(true);
  expect(limitOf(text)).toBe(limit);
});

test.each(['11', '19', '20', '99', '100', '0011', '99999999999999999999'])(
  'the limit %s is refused in the words that clients know',
  (limit) => {
    expect(Page.safeParse({ limit }).error?.issues[0]?.message).toBe('Limit cannot be greater than 10!');
  },
);

test.each([
  [undefined, 0],
  ['', 0],
  ['-1', 0],
  ['many', 0],
  ['3', 3],
  ['9'.repeat(400), Number.MAX_SAFE_INTEGER],
])('the offset %s is taken as %i', (text, offset) => {
  expect(offsetOf(text)).toBe(offset);
});
