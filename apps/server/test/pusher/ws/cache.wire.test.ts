import { afterAll, beforeAll, expect, test } from 'vitest';
import { adminRest } from '../../harness/rest-client.ts';
import { startTestServer, type TestServer } from '../../harness/test-server.ts';
import { trigger } from './backend.ts';
import { RawClient } from './raw-client.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const SUCCEEDED = 'pusher_internal:subscription_succeeded';

test.each(['cache-a', 'private-cache-a', 'private-encrypted-cache-a', 'presence-cache-a'])(
  'a new subscriber of %s gets the last event after the answer, and without one a miss without data',
  async (channel) => {
    const enter = (client: RawClient) =>
      channel.startsWith('presence-') ? client.join(channel, 'ann') : client.enter(channel);
    await using early = await RawClient.open(server);
    await enter(early);
    expect(await early.event('pusher:cache_miss')).toEqual({ event: 'pusher:cache_miss', channel });
    await trigger(server, { channel, name: 'old', data: '1' });
    await trigger(server, { channel, name: 'last', data: '{"n": 2}' });
    if (channel.startsWith('private-') || channel.startsWith('presence-')) {
      early.send('client-later', {}, channel);
      await early.settled();
    }
    await using late = await RawClient.open(server);
    await enter(late);
    expect(await late.event('last')).toEqual({ event: 'last', channel, data: '{"n": 2}' });
    await trigger(server, { channel, name: 'live', data: '3' });
    await late.event('live');
    expect(late.events()).toEqual(['pusher:connection_established', SUCCEEDED, 'last', 'live']);
  },
);

test('what was changed since is given as it is now, and what was deleted is not', async () => {
  const rest = adminRest(server);
  const id = await trigger(server, { channel: 'cache-b', name: 'price', data: { euro: 1 } });
  await rest('PATCH', `/channels/cache-b/events/${id}`, { data: { euro: 2 } });
  await using changed = await RawClient.open(server);
  await changed.subscribe('cache-b');
  expect(await changed.event('price')).toMatchObject({ data: '{"euro":2}' });
  await rest('DELETE', `/channels/cache-b/events/${id}`);
  await using deleted = await RawClient.open(server);
  await deleted.subscribe('cache-b');
  await deleted.event('pusher:cache_miss');
  expect(deleted.events()).not.toContain('price');
});

test('of events that come while somebody subscribes each arrives once, and none is missed', async () => {
  const published = [];
  const clients: RawClient[] = [];
  for (let n = 0; n < 20; n += 1) {
    const client = await RawClient.open(server);
    clients.push(client);
    client.send('pusher:subscribe', { channel: 'cache-c' });
    for (let k = 0; k < 5; k += 1) {
      published.push(trigger(server, { channel: 'cache-c', name: 'n', data: n * 5 + k }));
    }
  }
  await Promise.all(published);
  for (const client of clients) {
    await client.frames.until(({ data }) => data === '99');
    const numbers = client.frames.items.filter(({ event }) => event === 'n').map(({ data }) => Number(data));
    const [first = 0] = numbers;
    expect(numbers).toEqual(Array.from({ length: 100 - first }, (_, index) => first + index));
    await client[Symbol.asyncDispose]();
  }
});
