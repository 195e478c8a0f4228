import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { ChannelModel } from '../../src/api/admin/channels/channel-model.ts';
import { ConnectionModel } from '../../src/api/models/connection.ts';
import { stockClient } from '../harness/client.ts';
import { follow } from '../harness/follow.ts';
import { rawSocket } from '../harness/raw-socket.ts';
import { adminRest } from '../harness/rest-client.ts';
import { APP_KEY, startTestServer, type TestServer } from '../harness/test-server.ts';
import { userClient } from '../harness/user-client.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const Channels = z.object({ channels: z.array(ChannelModel), next: z.string().nullable() });
const Connections = z.object({
  connections: z.array(ConnectionModel),
  total: z.number(),
  next: z.string().nullable(),
});

test('channels are listed by name with their counts: durable, volatile, and merely listened to', async () => {
  const rest = adminRest(server);
  for (const channel of ['pub-cache-list', 'room:list', 'room:list']) {
    await rest('POST', `/channels/${channel}/events`, { name: 'm', data: 1 });
  }
  await using ann = await userClient(server, 'ann');
  using _there = await follow(ann.client, 'room:list', { presence: 1 });
  using _quiet = await follow(ann.client, 'room:quiet');
  const { channels } = Channels.parse((await rest('GET', '/channels')).body);
  expect(channels).toMatchObject([
    { channel: 'pub-cache-list', log: 'durable', events: 1, subscriptions: 0, members: 0 },
    { channel: 'room:list', log: 'volatile', events: 2, subscriptions: 1, members: 1 },
    { channel: 'room:quiet', log: 'volatile', events: 0, subscriptions: 1, members: 0 },
  ]);
  const prefixed = Channels.parse((await rest('GET', '/channels?prefix=room:')).body);
  expect(prefixed.channels.map(({ channel }) => channel)).toEqual(['room:list', 'room:quiet']);
});

test('the list is read page by page, in one order whatever the kinds of channels', async () => {
  const rest = adminRest(server);
  const names = ['page:a', 'page:B', 'page:ä', 'page:_', 'page:%', 'page:z'];
  await rest('PUT', '/rules', { pattern: 'page:*', rule: { log: 'durable' } });
  await rest('PUT', '/rules', { pattern: 'page:z', rule: { log: 'volatile' } });
  for (const name of names) {
    const made = await rest('POST', `/channels/${encodeURIComponent(name)}/events`, { name: 'm', data: 1 });
    expect(made.status).toBe(201);
  }
  const seen: string[] = [];
  for (let after: string | null = ''; after !== null; ) {
    const query = after === '' ? '' : `&after=${encodeURIComponent(after)}`;
    const page = Channels.parse((await rest('GET', `/channels?prefix=page:&limit=2${query}`)).body);
    seen.push(...page.channels.map(({ channel }) => channel));
    after = page.next;
  }
  expect(seen).toEqual([...names].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
  const literal = Channels.parse((await rest('GET', '/channels?prefix=page:%25')).body);
  expect(literal.channels.map(({ channel }) => channel)).toEqual(['page:%']);
});

test('a channel is inspected: what its name means and why, who listens, who is there', async () => {
  await using ann = await userClient(server, 'ann');
  using _there = await follow(ann.client, 'pub-state-look', { presence: { mood: 'fine' } });
  const { session } = await ann.client.session.whoAmI.query();
  const { body } = await adminRest(server)('GET', '/channels/pub-state-look');
  expect(body).toMatchObject({
    channel: 'pub-state-look',
    rule: { builtInPrefix: 'pub-state-', pattern: null, rule: { presence: 'always' } },
    present: [{ user: 'ann', data: { mood: 'fine' } }],
    readers: [{ connection: session, user: 'ann', state: 'live' }],
  });
});

test('connections are listed, found by user, inspected, and ended with a word to the client', async () => {
  const rest = adminRest(server);
  await using ann = await userClient(server, 'ann-2');
  using _feed = await follow(ann.client, 'room:look');
  using guest = await rawSocket(server, { key: APP_KEY }, { headers: { 'user-agent': 'tester/1' } });
  guest.send({ id: 1, method: 'query', params: { path: 'session.whoAmI' } });
  await guest.frames.until(() => true);
  const all = Connections.parse((await rest('GET', '/connections')).body);
  expect(all.total).toBe(all.connections.length);
  const anonymous = all.connections.find(({ userAgent }) => userAgent === 'tester/1');
  expect(anonymous).toMatchObject({ kind: 'anonymous', user: null, protocol: 'trpc', address: '127.0.0.1' });
  const [found] = Connections.parse((await rest('GET', '/connections?user=ann-2')).body).connections;
  expect(found).toMatchObject({ kind: 'user', user: 'ann-2', subscriptions: 1 });
  expect((await rest('GET', `/connections/${found?.id}`)).body).toMatchObject({
    channels: [{ channel: 'room:look', state: 'live' }],
  });
  const firstPage = Connections.parse((await rest('GET', '/connections?limit=1')).body);
  const rest2 = Connections.parse((await rest('GET', `/connections?after=${firstPage.next}`)).body);
  expect([...firstPage.connections, ...rest2.connections].map(({ id }) => id)).toEqual(
    all.connections.map(({ id }) => id),
  );

  expect(await rest('DELETE', `/connections/${anonymous?.id}?reason=maintenance`)).toMatchObject({
    status: 200,
  });
  expect((await guest.closed).code).toBeGreaterThanOrEqual(4000);
  expect(await rest('DELETE', `/connections/${anonymous?.id}`)).toMatchObject({ status: 404 });
});

test('the counters count what was done, and what is now', async () => {
  await using own = await startTestServer();
  const rest = adminRest(own);
  await using guest = stockClient(own, { key: APP_KEY });
  using feed = await follow(guest.client, 'room:count');
  await rest('POST', '/channels/room:count/events', { name: 'm', data: 'four' });
  await rest('POST', '/channels/room:count/signals', { name: 's', data: 1 });
  await feed.until(({ type }) => type === 'signal');
  await rest('DELETE', '/bans?user=nobody');
  expect((await rest('GET', '/stats')).body).toEqual({
    at: expect.any(Number),
    connections: 1,
    channels: 1,
    connected: 1,
    published: 1,
    publishedBytes: 6,
    signalled: 1,
    delivered: 2,
    refused: 1,
    messagesDelivered: 1,
    bytesDelivered: 6,
    dropped: 0,
    callsAnswered: 2,
    callsFailed: 1,
    handshakesRefused: 0,
    roomMessagesStored: 0,
    mirrorBatches: 0,
    webhooksDelivered: 0,
    webhooksFailed: 0,
    latencyMs: 0,
  });
});
