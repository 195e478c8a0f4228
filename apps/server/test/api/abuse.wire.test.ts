import { afterAll, beforeAll, expect, test } from 'vitest';
import { follow } from '../harness/follow.ts';
import { refusalOf } from '../harness/refusal-of.ts';
import { adminRest, clientHeaders } from '../harness/rest-client.ts';
import { startTestServer, type TestServer } from '../harness/test-server.ts';
import { userClient } from '../harness/user-client.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

test('a muted user who goes on publishing makes the database look no oftener than its rate allows', async () => {
  await using troll = await userClient(server, 'troll');
  await adminRest(server)('POST', '/mutes', { user: 'troll' });
  const codes = await Promise.all(
    Array.from({ length: 90 }, async (_, n) => {
      const event = { channel: 'pub-cache-flood', name: 'm', data: 1, clientId: `c${n}` };
      return (await refusalOf(troll.client.channels.publish.mutate(event))).code;
    }),
  );
  const more = await troll.client.channels.publishBatch.mutate({
    events: Array.from({ length: 100 }, (_, n) => ({
      channel: 'pub-cache-flood',
      name: 'm',
      data: 1,
      clientId: `d${n}`,
    })),
  });
  expect(new Set(codes)).toEqual(new Set(['muted']));
  expect(more.results.map((result) => !result.ok && result.error.code)).toContain('rate_limited');
});

test('a muted user does not speak by what it shows of itself', async () => {
  await using ann = await userClient(server, 'ann');
  using _feed = await follow(ann.client, 'room:muted', { presence: 'hello' });
  await adminRest(server)('POST', '/mutes', { user: 'ann', channel: 'room:muted' });
  const change = ann.client.channels.updatePresence.mutate({ channel: 'room:muted', data: 'spam' });
  expect(await refusalOf(change)).toMatchObject({ code: 'muted' });
});

test('one HTTP request holds no more calls than one connection may have in progress', async () => {
  const batch = (calls: number) => {
    const paths = Array.from({ length: calls }, () => 'session.whoAmI').join(',');
    return fetch(`${server.url}/trpc/${paths}?batch=1`, { headers: clientHeaders() });
  };
  expect((await batch(100)).status).toBe(200);
  expect((await batch(101)).status).toBe(400);
});

test('a token without the right "history" hears what is said from now on, and does not rewind', async () => {
  await using ann = await userClient(server, 'ann', { 'private-x': ['subscribe'] });
  await adminRest(server)('POST', '/channels/private-x/events', { name: 'm', data: 'before' });
  using refused = await follow(ann.client, 'private-x', { rewind: 1 });
  expect(await refused.refused).toMatchObject({ code: 'forbidden' });
  using live = await follow(ann.client, 'private-x');
  await adminRest(server)('POST', '/channels/private-x/events', { name: 'm', data: 'now' });
  await live.event('now');
  expect(live.data()).toEqual(['now']);
});
