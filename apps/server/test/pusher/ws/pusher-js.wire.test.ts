import { afterAll, beforeAll, expect, test } from 'vitest';
import { terminate } from '../../../src/protocols/pusher/session/terminate.ts';
import { collected } from '../../harness/collect.ts';
import { adminRest } from '../../harness/rest-client.ts';
import { startTestServer, type TestServer } from '../../harness/test-server.ts';
import { trigger } from './backend.ts';
import { heard, reached, SUBSCRIBED, stockPusher } from './stock-client.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

test.each([
  'news',
  'private-news',
  'presence-news',
  'cache-news',
  'private-cache-news',
  'presence-cache-news',
])('the real client subscribes to %s and hears what the backend triggers there', async (name) => {
  using ann = stockPusher(server);
  const channel = ann.client.subscribe(name);
  await heard(channel, SUBSCRIBED);
  const said = heard(channel, 'said');
  await trigger(server, { channel: name, name: 'said', data: { text: 'hello', n: [1, 2] } });
  expect((await said).data).toEqual({ text: 'hello', n: [1, 2] });
});

test('it knows its members: itself, who comes and who goes', async () => {
  using ann = stockPusher(server, { id: 'ann', info: { name: 'Ann' } });
  const channel = ann.client.subscribe('presence-a');
  const members = await heard(channel, SUBSCRIBED);
  expect(members.data).toMatchObject({ count: 1, myID: 'ann', me: { id: 'ann', info: { name: 'Ann' } } });
  const added = heard(channel, 'pusher:member_added');
  const removed = heard(channel, 'pusher:member_removed');
  using bob = stockPusher(server, { id: 'bob', info: { name: 'Bob' } });
  bob.client.subscribe('presence-a');
  expect((await added).data).toEqual({ id: 'bob', info: { name: 'Bob' } });
  bob.client.disconnect();
  expect((await removed).data).toEqual({ id: 'bob', info: { name: 'Bob' } });
  expect(members.data).toMatchObject({ count: 1 });
});

test('client events reach the others, with who said it on a presence channel', async () => {
  using ann = stockPusher(server, { id: 'ann' });
  using bob = stockPusher(server, { id: 'bob' });
  const [from, to] = [ann, bob].map(({ client }) => client.subscribe('presence-b'));
  if (!from || !to) throw new Error('no channels');
  await Promise.all([heard(from, SUBSCRIBED), heard(to, SUBSCRIBED)]);
  const moved = heard(to, 'client-moved');
  expect(from.trigger('client-moved', { x: 1 })).toBe(true);
  expect(await moved).toEqual({ data: { x: 1 }, metadata: { user_id: 'ann' } });
});

test('a refused client event is heard on its channel and on the connection', async () => {
  using ann = stockPusher(server);
  const channel = ann.client.subscribe('news');
  await heard(channel, SUBSCRIBED);
  const onChannel = heard(channel, 'pusher:error');
  const onConnection = heard(ann.client.connection, 'error');
  ann.client.send_event('client-x', {}, 'news');
  expect((await onChannel).data).toMatchObject({ code: 4301 });
  expect((await onConnection).data).toMatchObject({ type: 'PusherError', data: { code: 4301 } });
});

test('a refused subscription is heard on its channel', async () => {
  using ann = stockPusher(server, undefined, {
    channelAuthorization: {
      transport: 'ajax',
      endpoint: '/not/used',
      customHandler: (_request, callback) => callback(null, { auth: 'wrong:signature' }),
    },
  });
  const channel = ann.client.subscribe('private-x');
  const { data } = await heard(channel, 'pusher:subscription_error');
  expect(data).toMatchObject({ type: 'AuthError', status: 401 });
});

test('a cache channel gives the last event, or says that there is none', async () => {
  using ann = stockPusher(server);
  const miss = heard(ann.client.subscribe('cache-b'), 'pusher:cache_miss');
  expect((await miss).data).toBeUndefined();
  await trigger(server, { channel: 'cache-c', name: 'price', data: { euro: 1 } });
  const hit = heard(ann.client.subscribe('cache-c'), 'price');
  expect((await hit).data).toEqual({ euro: 1 });
});

test('it signs in, hears what is for its user once, and enters presence channels', async () => {
  using ann = stockPusher(server, { id: 'una', info: { name: 'Una' } });
  const notes = collected<unknown>();
  ann.client.user.bind('note', (data: unknown) => notes.push(data));
  const success = heard(ann.client.connection, 'message');
  ann.client.signin();
  await success;
  await ann.client.user.signinDonePromise;
  expect(ann.client.user.user_data).toMatchObject({ id: 'una' });
  const channel = '#server-to-user-una';
  await trigger(server, { channel, name: 'note', data: { n: 1 } });
  await notes.until(() => true);
  await trigger(server, { channel, name: 'note', data: { n: 2 } });
  await notes.until((data) => JSON.stringify(data) === '{"n":2}');
  expect(notes.items).toEqual([{ n: 1 }, { n: 2 }]);
});

test('its watchlist tells who of the watched is online, comes and goes', async () => {
  using ann = stockPusher(server, { id: 'wanda', watchlist: ['walt'] });
  const offline = heard(ann.client.user.watchlist, 'offline');
  ann.client.signin();
  expect((await offline).data).toEqual({ name: 'offline', user_ids: ['walt'] });
  const online = heard(ann.client.user.watchlist, 'online');
  using walt = stockPusher(server, { id: 'walt' });
  walt.client.signin();
  expect((await online).data).toEqual({ name: 'online', user_ids: ['walt'] });
  const gone = heard(ann.client.user.watchlist, 'offline');
  walt.client.disconnect();
  expect((await gone).data).toEqual({ name: 'offline', user_ids: ['walt'] });
});

test('it hears how many follow a channel, where the app wants that', async () => {
  const rest = adminRest(server);
  await rest('PATCH', '/apps/default', { settings: { clients: { subscriptionCounts: true } } });
  using ann = stockPusher(server);
  const channel = ann.client.subscribe('counted');
  expect((await heard(channel, 'pusher:subscription_count')).data).toEqual({ subscription_count: 1 });
  await rest('PATCH', '/apps/default', { settings: { clients: { subscriptionCounts: false } } });
});

test('who is terminated stays away; who is sent away by a server that goes down comes back', async () => {
  using ann = stockPusher(server, { id: 'tess' });
  await reached(ann.client, 'connected');
  ann.client.signin();
  await ann.client.user.signinDonePromise;
  const { sessions } = server.running.core;
  const ended = reached(ann.client, 'disconnected');
  for (const session of [...sessions.ofUser('default', 'tess')]) terminate(sessions, session);
  await ended;

  const leaving = await startTestServer();
  using bob = stockPusher(leaving);
  await reached(bob.client, 'connected');
  const comesBack = heard(bob.client.connection, 'connecting');
  await leaving[Symbol.asyncDispose]();
  await comesBack;
});

test('an unknown key fails for good, without trying again for ever', async () => {
  using lost = stockPusher(server, undefined, {}, 'no-such-key');
  const error = heard(lost.client.connection, 'error');
  const ended = reached(lost.client, 'disconnected');
  expect((await error).data).toMatchObject({ error: { type: 'PusherError', data: { code: 4001 } } });
  await ended;
});
