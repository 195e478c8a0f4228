import { expect, test } from 'vitest';
import { APP_KEY, startTestServer } from '../harness/test-server.ts';
import { SocketLinkClient } from './socketlink-client.ts';

test('a client enters a room by its own request, hears it from the answer on, and leaves it by another', async () => {
  await using server = await startTestServer();
  using ann = await SocketLinkClient.connect(server, 'ann');
  using bob = await SocketLinkClient.connect(server, 'bob', { metadata: 'Bob' });
  const rid = 'pub-state-cache-a b/ü';
  const ask = async (what: string, uid: string): Promise<unknown> => {
    const headers = { 'api-key': APP_KEY, uid, 'content-type': 'application/json' };
    const path = `/api/v1/users/${what}/room/${encodeURIComponent(rid)}`;
    return (await fetch(`${server.url}${path}`, { headers })).json();
  };
  expect(await ask('subscribe', 'ann')).toEqual({ message: 'Successfully subscribed to the given room!' });
  expect(await ann.next()).toEqual({ data: 'CONNECTED_TO_ROOM', source: 'server', rid });
  await ask('subscribe', 'bob');
  expect(await ann.next()).toMatchObject({
    data: 'SOMEONE_JOINED_THE_ROOM',
    uid: 'bob',
    metadata: 'Bob',
    rid,
  });
  expect(await bob.next()).toMatchObject({ data: 'CONNECTED_TO_ROOM' });
  bob.send('hello', rid);
  expect(await ann.next()).toEqual({ data: 'hello', source: 'user', rid });
  expect(await ask('unsubscribe', 'ann')).toEqual({
    message: 'Successfully unsubscribed from the given room!',
  });
  expect(await bob.nextSaid()).toMatchObject({ data: 'SOMEONE_LEFT_THE_ROOM', uid: 'ann' });
  bob.send('anybody?', rid);
  bob.send('', 'pub-nowhere');
  expect(await bob.nextSaid()).toMatchObject({ data: 'NO_SUBSCRIPTION_FOUND' });
  expect(await ann.heard()).toEqual([]);
});
