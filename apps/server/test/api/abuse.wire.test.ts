import { afterAll, beforeAll, expect, test } from 'vitest';
import { follow } from '../harness/follow.ts';
import { NativeLine } from '../harness/native-line.ts';
import { refusalOf } from '../harness/refusal-of.ts';
import { adminRest, clientHeaders, restClient } from '../harness/rest-client.ts';
import { APP_KEY, startTestServer, type TestServer } from '../harness/test-server.ts';
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

test('who holds only a public key gets no more of the server’s time than one event needs', async () => {
  const data = 'x'.repeat(1_100_000);
  const event = { name: 'm', data };
  const path = '/channels/pub-large/events';
  const client = restClient(server, await clientHeaders());
  expect(await client('POST', path, event)).toMatchObject({ status: 413 });
  const overTrpc = await fetch(`${server.url}/trpc/channels.publish`, {
    method: 'POST',
    headers: { ...(await clientHeaders()), 'content-type': 'application/json' },
    body: JSON.stringify({ json: { channel: 'pub-large', ...event } }),
  });
  expect(overTrpc.status).toBe(413);
  using line = await NativeLine.open(server.wsUrl, { key: APP_KEY });
  line?.call('mutation', 'channels.publish', { json: { channel: 'pub-large', ...event } }, () => {});
  expect(await line?.closed).toBe(1009);
  // Its backend may, up to what its app allows for one event: this one is looked at and then refused.
  const refused = await adminRest(server)('POST', path, event);
  expect(refused).toMatchObject({
    status: 413,
    body: { message: expect.stringContaining('the app allows') },
  });
});
