import { expect, test } from 'vitest';
import type { FeedItem } from '../src/api/models/feed-item.ts';
import { stockClient } from './harness/client.ts';
import { collected } from './harness/collect.ts';
import { ADMIN_KEY, APP_KEY, startTestServer } from './harness/test-server.ts';

test('an event published over REST reaches a stock tRPC reader on the WebSocket, typed and tracked', async () => {
  await using server = await startTestServer();
  await using reader = stockClient(server, { key: APP_KEY });
  const feed = collected<FeedItem>();
  const ids: string[] = [];
  reader.client.channels.subscribe.subscribe(
    { channel: 'room:1' },
    {
      onData(envelope) {
        ids.push(envelope.id);
        feed.push(envelope.data);
      },
    },
  );
  await feed.until(({ type }) => type === 'subscribed');
  const answer = await fetch(`${server.url}/api/v1/channels/room:1/events`, {
    method: 'POST',
    headers: { 'api-key': ADMIN_KEY, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'message', data: { text: 'hello' } }),
  });
  expect(answer.status).toBe(201);
  const event = await feed.until(({ type }) => type === 'event');
  const published: unknown = await answer.json();
  expect(event).toMatchObject({ name: 'message', data: { text: 'hello' }, kind: 'publish' });
  expect(published).toMatchObject({ position: ids.at(-1), duplicate: false });
  expect(server.errors).toEqual([]);
});
