import { expect, test } from 'vitest';
import { clientError } from '../errors/parley-error.ts';
import type { ChannelItem } from './channel-item.ts';
import type { ChannelDefinition } from './define-channel.ts';
import { ItemQueue } from './item-queue.ts';

const gap = (offset: number): ChannelItem<ChannelDefinition> => ({
  type: 'gap',
  position: `e:${offset}`,
  cause: 'server',
});

test('items come out in order, whether the reader or the item came first', async () => {
  const queue = new ItemQueue<ChannelDefinition>(10);
  const early = queue.next();
  queue.push(gap(1));
  queue.push(gap(2));
  expect((await early).value).toEqual(gap(1));
  expect((await queue.next()).value).toEqual(gap(2));
});

test('an error comes after what was queued before it, once, and then the iterator is done', async () => {
  const queue = new ItemQueue<ChannelDefinition>(10);
  queue.push(gap(1));
  queue.end(clientError('protocol', 'over'));
  queue.push(gap(2));
  expect((await queue.next()).value).toEqual(gap(1));
  await expect(queue.next()).rejects.toThrow('over');
  expect(await queue.next()).toEqual({ done: true, value: undefined });
});

test('a reader that waits is told of the end', async () => {
  const peaceful = new ItemQueue<ChannelDefinition>(10);
  const waiting = peaceful.next();
  peaceful.end(null);
  expect(await waiting).toEqual({ done: true, value: undefined });
  const failing = new ItemQueue<ChannelDefinition>(10);
  const doomed = failing.next();
  failing.end(clientError('protocol', 'over'));
  await expect(doomed).rejects.toThrow('over');
});

test('a queue never holds more than its bound, and says where it dropped', async () => {
  const queue = new ItemQueue<ChannelDefinition>(3);
  for (let offset = 1; offset <= 100; offset++) queue.push(gap(offset));
  expect((await queue.next()).value).toEqual({ type: 'gap', position: 'e:97', cause: 'overflow' });
  for (const offset of [98, 99, 100]) expect((await queue.next()).value).toEqual(gap(offset));
});
