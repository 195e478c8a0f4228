import { expect, test } from 'vitest';
import { RequestQueue } from './request-queue.ts';

/** A queue whose handling is let go by hand. */
function heldQueue(limits: { packets: number; bytes: number }) {
  const begun: string[] = [];
  const held: Array<() => void> = [];
  const queue = new RequestQueue(limits, (data) => {
    begun.push(data.toString());
    return new Promise((resolve) => held.push(resolve));
  });
  const next = async () => {
    held.shift()?.();
    await new Promise(setImmediate);
  };
  return { queue, begun, next, push: (text: string) => queue.push(Buffer.from(text)) };
}

test('the next is begun when the one before is done', async () => {
  const { begun, next, push } = heldQueue({ packets: 10, bytes: 100 });
  for (const text of ['a', 'b', 'c']) expect(push(text)).toBe(true);
  expect(begun).toEqual(['a']);
  await next();
  expect(begun).toEqual(['a', 'b']);
  expect(push('d')).toBe(true);
  for (let turn = 0; turn < 3; turn += 1) await next();
  expect(begun).toEqual(['a', 'b', 'c', 'd']);
});

test('what waits is bounded, in number and in bytes, and there is room again as it is done', async () => {
  const few = heldQueue({ packets: 2, bytes: 100 });
  expect(['a', 'b', 'c', 'd'].map(few.push)).toEqual([true, true, true, false]);
  await few.next();
  expect(few.push('e')).toBe(true);
  const small = heldQueue({ packets: 100, bytes: 5 });
  expect(['1', '12345', '1'].map(small.push)).toEqual([true, true, false]);
});

test('after it is closed nothing more is begun', async () => {
  const { queue, begun, next, push } = heldQueue({ packets: 10, bytes: 100 });
  push('a');
  push('b');
  queue.close();
  await next();
  expect(begun).toEqual(['a']);
});
