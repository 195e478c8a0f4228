import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { follow } from '../../harness/follow.ts';
import { adminRest } from '../../harness/rest-client.ts';
import { APP_KEY, startTestServer, type TestServer } from '../../harness/test-server.ts';
import { userClient } from '../../harness/user-client.ts';
import { trigger } from '../ws/backend.ts';
import { RawClient } from '../ws/raw-client.ts';
import { heard, reached, SUBSCRIBED, stockPusher } from '../ws/stock-client.ts';
import { openBackendHooks } from './backend-hooks.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ PARLEY_PRIVATE_TARGETS: '127.0.0.1' });
});
afterAll(() => server[Symbol.asyncDispose]());

/** Told at once who leaves: what waits is another test's matter. */
const AT_ONCE = { leaveDelayMs: 0 };

test('the real server SDK takes what real clients bring about: a channel and its members come and go', async () => {
  await using hooks = await openBackendHooks(server, { ...AT_ONCE, channels: ['presence-door'] });
  using ann = stockPusher(server, { id: 'ann' });
  await heard(ann.client.subscribe('presence-door'), SUBSCRIBED);
  using again = stockPusher(server, { id: 'ann' });
  await heard(again.client.subscribe('presence-door'), SUBSCRIBED);
  using bob = stockPusher(server, { id: 'bob' });
  await heard(bob.client.subscribe('presence-door'), SUBSCRIBED);
  await hooks.until(3);
  ann.client.disconnect();
  bob.client.disconnect();
  await hooks.until(4);
  again.client.disconnect();
  const channel = 'presence-door';
  expect(await hooks.until(6)).toEqual([
    { name: 'member_added', channel, user_id: 'ann' },
    { name: 'channel_occupied', channel },
    { name: 'member_added', channel, user_id: 'bob' },
    { name: 'member_removed', channel, user_id: 'bob' },
    { name: 'member_removed', channel, user_id: 'ann' },
    { name: 'channel_vacated', channel },
  ]);
  expect(hooks.requests().every((events) => events.length === 1)).toBe(true);
  const [first] = hooks.receiver.requests;
  expect(first?.headers).toMatchObject({
    'content-type': 'application/json',
    'x-pusher-key': APP_KEY,
    'x-pusher-signature': expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  expect(JSON.parse(first?.body ?? '')).toEqual({
    time_ms: expect.any(Number),
    events: hooks.told().slice(0, 1),
  });
});

test('client events are told as they were sent: with the socket, and on presence channels the user', async () => {
  await using hooks = await openBackendHooks(server, { events: ['client_event'] });
  using ann = stockPusher(server, { id: 'ann' });
  const members = ann.client.subscribe('presence-talk');
  const plain = ann.client.subscribe('private-talk');
  await Promise.all([heard(members, SUBSCRIBED), heard(plain, SUBSCRIBED)]);
  members.trigger('client-moved', { x: 1, deep: [{ y: null }] });
  await hooks.until(1);
  plain.trigger('client-said', 'plain text');
  const socket_id = ann.client.connection.socket_id;
  const event = { name: 'client_event', socket_id };
  expect(await hooks.until(2)).toEqual([
    {
      ...event,
      channel: 'presence-talk',
      event: 'client-moved',
      data: { x: 1, deep: [{ y: null }] },
      user_id: 'ann',
    },
    { ...event, channel: 'private-talk', event: 'client-said', data: 'plain text' },
  ]);
});

test('a refused client event, and what the backend triggers, is told to nobody', async () => {
  await using hooks = await openBackendHooks(server, { events: ['client_event'] });
  await using client = await RawClient.open(server);
  await client.subscribe('open-talk');
  await client.enter('private-quiet');
  client.send('client-x', {}, 'open-talk');
  client.send('no-client-event', {}, 'private-quiet');
  await trigger(server, { channel: 'private-quiet', name: 'client-from-backend', data: {} });
  client.send('client-last', {}, 'private-quiet');
  expect(await hooks.until(1)).toMatchObject([{ event: 'client-last' }]);
});

test('a number for a user id is told as a number', async () => {
  await using hooks = await openBackendHooks(server, { ...AT_ONCE, channels: ['presence-n'] });
  {
    await using client = await RawClient.open(server);
    await client.join('presence-n', 7);
    client.send('client-x', {}, 'presence-n');
    await hooks.until(3);
  }
  const told = await hooks.until(5);
  expect(
    told.filter(({ user_id }) => user_id !== undefined).map(({ name, user_id }) => [name, user_id]),
  ).toEqual([
    ['member_added', 7],
    ['client_event', 7],
    ['member_removed', 7],
  ]);
});

test('a cache channel without an event is told once for many clients; one with an event, or of another kind, is not', async () => {
  await using hooks = await openBackendHooks(server, { events: ['cache_miss'] });
  const clients = await Promise.all(Array.from({ length: 5 }, () => RawClient.open(server)));
  for (const client of clients) await client.subscribe('cache-a');
  await trigger(server, { channel: 'cache-full', name: 'said', data: 1 });
  for (const client of clients) await client.subscribe('cache-full');
  for (const client of clients) await client.subscribe('no-cache-b');
  await clients[0]?.subscribe('cache-last');
  const told = await hooks.until(2);
  expect(told.map(({ channel }) => channel).sort()).toEqual(['cache-a', 'cache-last']);
  expect(told[0]).toEqual({ name: 'cache_miss', channel: told[0]?.channel });
  for (const client of clients) await client[Symbol.asyncDispose]();
});

test('the number of subscriptions is told at each change, but not beside members', async () => {
  await using hooks = await openBackendHooks(server, { events: ['subscribers'] });
  await using one = await RawClient.open(server);
  await using two = await RawClient.open(server);
  await one.subscribe('counted');
  await one.join('presence-counted', 'ann');
  await two.subscribe('counted');
  two.send('pusher:unsubscribe', { channel: 'counted' });
  const common = { name: 'subscription_count', channel: 'counted' };
  expect(await hooks.until(3)).toEqual([
    { ...common, subscription_count: 1 },
    { ...common, subscription_count: 2 },
    { ...common, subscription_count: 1 },
  ]);
});

test('native clients bring the same about: one world', async () => {
  await using hooks = await openBackendHooks(server, { ...AT_ONCE, channels: ['presence-world'] });
  await using nia = await userClient(server, 'nia', ['presence-world']);
  const feed = await follow(nia.client, 'presence-world', { presence: {} });
  await nia.client.channels.signal.mutate({
    channel: 'presence-world',
    name: 'client-waved',
    data: { hand: 1 },
  });
  await nia.client.channels.signal.mutate({ channel: 'presence-world', name: 'typing', data: null });
  await hooks.until(3);
  await feed.leave();
  const told = await hooks.until(5);
  expect(told.map(({ name, user_id }) => [name, user_id])).toEqual([
    ['member_added', 'nia'],
    ['channel_occupied', undefined],
    ['client_event', 'nia'],
    ['member_removed', 'nia'],
    ['channel_vacated', undefined],
  ]);
  expect(told[2]).toMatchObject({ event: 'client-waved', data: { hand: 1 } });
});

test('each webhook is told of its kinds and channels only: by how names begin, how they end, and both', async () => {
  const events = ['occupied'];
  await using starts = await openBackendHooks(server, { events, channels: ['news-*'] });
  await using ends = await openBackendHooks(server, { events, channels: ['*-eu'] });
  await using both = await openBackendHooks(server, { events, channels: ['news-*-eu'] });
  await using client = await RawClient.open(server);
  for (const name of ['news-us', 'sport-eu', 'sport-us', 'news-eu', 'news-9-eu'])
    await client.subscribe(name);
  const names = (hooks: typeof starts) =>
    hooks
      .told()
      .map(({ channel }) => channel)
      .sort();
  await Promise.all([starts.until(3), ends.until(3), both.until(1)]);
  expect(names(starts)).toEqual(['news-9-eu', 'news-eu', 'news-us']);
  expect(names(ends)).toEqual(['news-9-eu', 'news-eu', 'sport-eu']);
  expect(names(both)).toEqual(['news-9-eu']);
});

test('the app’s newest secret signs, at once when there is a new one; a webhook’s own secret comes before it', async () => {
  const rest = adminRest(server);
  await using client = await RawClient.open(server);
  await using own = await openBackendHooks(server, { channels: ['k-1'], secret: 'own secret' }, 'own secret');
  await client.subscribe('k-1');
  await own.until(2);
  const made = await rest('POST', '/apps/default/keys', { kind: 'secret' });
  const { value, id } = z.object({ value: z.string(), id: z.string() }).parse(made.body);
  await using hooks = await openBackendHooks(server, { channels: ['k-2'] }, value);
  await client.subscribe('k-2');
  await hooks.until(2);
  await rest('DELETE', `/apps/default/keys/${id}`);
});

test('headers of the webhook’s own come with each request; its values are shown to nobody', async () => {
  const headers = { authorization: 'Bearer s3cr3t', 'x-pusher-key': 'forged' };
  await using hooks = await openBackendHooks(server, { channels: ['h-1'], headers });
  await using client = await RawClient.open(server);
  await client.subscribe('h-1');
  await hooks.until(1);
  expect(hooks.receiver.requests[0]?.headers).toMatchObject({
    authorization: 'Bearer s3cr3t',
    'x-pusher-key': APP_KEY,
  });
  const rest = adminRest(server);
  const shown = await Promise.all([rest('GET', '/webhooks'), rest('GET', '/audit')]);
  expect(JSON.stringify(shown)).toContain('admin.webhooks.create');
  expect(JSON.stringify(shown)).not.toContain('s3cr3t');
  const refused = await rest('PATCH', `/webhooks/${hooks.webhook}`, { headers: { host: 'elsewhere' } });
  expect(refused.status).toBe(400);
});

test('a sample is of the first kind that the webhook takes, and valid', async () => {
  await using hooks = await openBackendHooks(server, { events: ['client_event', 'occupied'] });
  const answer = await adminRest(server)('POST', `/webhooks/${hooks.webhook}/test`, {});
  expect(answer).toMatchObject({ status: 200, body: { status: 200 } });
  expect(hooks.told()).toMatchObject([{ name: 'client_event' }]);
  const none = await adminRest(server)('POST', `/webhooks/${hooks.webhook}/test`, { event: 'message' });
  expect(none.status).toBe(409);
});

test('a real client that reconnects is neither gone nor new', async () => {
  await using hooks = await openBackendHooks(server, { channels: ['presence-back'], leaveDelayMs: 60_000 });
  using ann = stockPusher(server, { id: 'ann' });
  const channel = ann.client.subscribe('presence-back');
  await heard(channel, SUBSCRIBED);
  await hooks.until(2);
  ann.client.disconnect();
  await reached(ann.client, 'disconnected');
  const { presence } = server.running.core;
  await expect.poll(() => presence.count('default', 'presence-back')).toBe(0);
  const back = heard(channel, SUBSCRIBED);
  ann.client.connect();
  await back;
  channel.trigger('client-here', {});
  const told = await hooks.until(3);
  expect(told.map(({ name }) => name)).toEqual(['member_added', 'channel_occupied', 'client_event']);
});
