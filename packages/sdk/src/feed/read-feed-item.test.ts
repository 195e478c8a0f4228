import { expect, test } from 'vitest';
import { readFeedItem } from './read-feed-item.ts';

const event = { type: 'event', kind: 'publish', id: 'i', position: 'e:1', name: 'm', data: 1, at: 1 };
const signal = { type: 'signal', name: 's', data: 1, at: 1 };

test.each([event, signal])('what else was said of it is handed on where it is an object: $type', (item) => {
  expect(readFeedItem({ ...item, extras: { a: { b: 1 } } })).toMatchObject({ extras: { a: { b: 1 } } });
  for (const extras of [undefined, null, 'text', 5]) {
    expect(readFeedItem({ ...item, extras })).not.toHaveProperty('extras');
  }
});
