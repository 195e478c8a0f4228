import { afterAll, beforeAll, expect, test } from 'vitest';
import { BROADCAST_SIGNAL } from '../../../src/core/channels/publisher.ts';
import { BROADCAST_CHANNEL } from '../../../src/core/rules/built-in-rules.ts';
import { adminRest } from '../../harness/rest-client.ts';
import { startTestServer, type TestServer } from '../../harness/test-server.ts';
import { broadcast, channelAuth, sign, trigger } from './backend.ts';
import { dataOf, RawClient } from './raw-client.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const succeeded = (channel: string) => ({
  event: 'pusher_internal:subscription_succeeded',
  channel,
  data: '{}',
});

test('a public channel is open to everybody, whatever auth a client brings', async () => {
  await using client = await RawClient.open(server);
  expect(await client.subscribe('news', { auth: '' })).toEqual(succeeded('news'));
  expect(await client.subscribe('sport', { auth: 'nonsense' })).toEqual(succeeded('sport'));
});

test('what a backend triggers arrives byte for byte, in a string', async () => {
  await using client = await RawClient.open(server);
  await client.subscribe('news');
  const texts = ['{"a": 1.10,\n"b":"\\u00e9"}', 'hello', '', '"quoted"', '\u{1F600} \u0000 \\', '[]'];
  for (const data of texts) await trigger(server, { channel: 'news', name: 'said', data });
  await client.settled();
  const said = client.frames.items.filter(({ event }) => event === 'said');
  expect(said).toEqual(texts.map((data) => ({ event: 'said', channel: 'news', data })));
});

test('nothing is heard after unsubscribing, and unsubscribing from nothing is no mistake', async () => {
  await using client = await RawClient.open(server);
  await client.subscribe('news');
  client.send('pusher:unsubscribe', { channel: 'news' });
  client.send('pusher:unsubscribe', { channel: 'never-entered' });
  await client.settled();
  await trigger(server, { channel: 'news', name: 'said', data: 'x' });
  await client.settled();
  expect(client.events()).not.toContain('said');
  expect(client.events()).not.toContain('pusher:error');
  expect(await client.subscribe('news')).toEqual(succeeded('news'));
});

test('a second subscription to a channel is refused by an error without a code, and the first lives on', async () => {
  await using client = await RawClient.open(server);
  await client.subscribe('news');
  const refused = await client.subscribe('news');
  expect(refused).toEqual({
    event: 'pusher:error',
    channel: 'news',
    data: { code: null, message: 'Existing subscription to channel news' },
  });
  await trigger(server, { channel: 'news', name: 'said', data: 'x' });
  expect(await client.event('said')).toMatchObject({ data: 'x' });
});

test.each(['private-x', 'private-encrypted-x'])('%s opens to whom the app signed for', async (channel) => {
  await using client = await RawClient.open(server);
  expect(await client.enter(channel)).toEqual(succeeded(channel));
  await trigger(server, { channel, name: 'said', data: '{"nonce":"n","ciphertext":"c"}' });
  expect(await client.event('said')).toMatchObject({ data: '{"nonce":"n","ciphertext":"c"}' });
});

test('channel_data of a private channel is part of what must be signed', async () => {
  await using client = await RawClient.open(server);
  const auth = channelAuth(client.socketId, 'private-x');
  const refused = await client.subscribe('private-x', { auth, channel_data: '{"a":1}' });
  expect(refused).toMatchObject({ event: 'pusher:subscription_error', data: { status: 401 } });
  expect(await client.enter('private-x', '{"a":1}')).toEqual(succeeded('private-x'));
});

test('without a signature, or with one that does not hold, a private channel stays closed', async () => {
  await using client = await RawClient.open(server);
  await using other = await RawClient.open(server);
  const { socketId } = client;
  const good = channelAuth(socketId, 'private-x');
  const auths = {
    none: '',
    notOfTheForm: 'abc',
    otherSocket: channelAuth(other.socketId, 'private-x'),
    otherChannel: channelAuth(socketId, 'private-y'),
    otherSecret: sign(`${socketId}:private-x`, undefined, 'sk_of_somebody_else'),
    otherKey: good.replace(/^[^:]*/, 'pk_of_somebody_else'),
    tooShort: good.slice(0, -2),
    tooLong: `${good}00`,
    notHex: `${good.slice(0, -2)}zz`,
  };
  for (const [what, auth] of Object.entries(auths)) {
    const refused = await client.subscribe('private-x', { auth });
    expect(refused, what).toMatchObject({
      event: 'pusher:subscription_error',
      channel: 'private-x',
      data: { type: 'AuthError', status: 401 },
    });
    expect(client.frames.items.at(-1)).toBe(refused);
  }
  await trigger(server, { channel: 'private-x', name: 'secret', data: 'x' });
  await client.settled();
  expect(client.events()).not.toContain('secret');
});

test('a wrong signature is told what should have been signed, and not what the signature should have been', async () => {
  await using client = await RawClient.open(server);
  const auth = sign('something else');
  const { data } = await client.subscribe('private-x', { auth });
  const signature = auth.split(':')[1] ?? '';
  expect(data).toMatchObject({
    error: `Invalid signature: Expected HMAC SHA256 hex digest of ${client.socketId}:private-x, but got ${signature}`,
  });
  expect(JSON.stringify(data)).not.toContain(channelAuth(client.socketId, 'private-x').split(':')[1]);
});

test('prefixes count only where a name begins', async () => {
  await using client = await RawClient.open(server);
  for (const channel of ['my-private-x', 'no-cache-x', 'a-presence-b', 'privateer', 'cachet']) {
    expect(await client.subscribe(channel)).toEqual(succeeded(channel));
  }
  await client.settled();
  expect(client.events()).not.toContain('pusher:cache_miss');
});

test.each([
  ...['', 'a b', 'ключ', 'a'.repeat(201), 'a\n', '#anything', '#server-to-user', 'x#y'],
  ...['room:1', 'user:', 'user:a\nb', 'conversation:1', `conversation:${'A'.repeat(24)}`],
])('a channel cannot be called %j', async (channel) => {
  await using client = await RawClient.open(server);
  expect(await client.subscribe(channel)).toMatchObject({
    event: 'pusher:subscription_error',
    data: { type: 'LimitReached', status: 4009 },
  });
  await client.settled();
  expect(client.socket.readyState).toBe(client.socket.OPEN);
});

test('names may have 200 characters, and every one that Pusher allows', async () => {
  await using client = await RawClient.open(server);
  for (const channel of ['a'.repeat(200), 'Az09_-=@,.;']) {
    expect(await client.subscribe(channel)).toEqual(succeeded(channel));
  }
});

test('a room of another protocol obeys its own rule: what is private there is private here', async () => {
  await using client = await RawClient.open(server);
  for (const channel of ['pri-x', 'pri-cache-x', 'pri-state-x']) {
    expect(await client.subscribe(channel)).toMatchObject({
      event: 'pusher:subscription_error',
      data: { type: 'AuthError', status: 403 },
    });
  }
  expect(await client.subscribe('pub-x')).toEqual(succeeded('pub-x'));
  expect(await client.enter('pri-x')).toEqual(succeeded('pri-x'));
});

test('a native publish arrives with its JSON text as data', async () => {
  const rest = adminRest(server);
  await using client = await RawClient.open(server);
  await client.subscribe('news');
  await rest('POST', '/channels/news/events', { name: 'price', data: { euro: 1.5 } });
  expect(await client.event('price')).toEqual({ event: 'price', channel: 'news', data: '{"euro":1.5}' });
});

test('what an app tells all its clients reaches those that subscribe to hear it', async () => {
  await using client = await RawClient.open(server);
  expect(await client.subscribe(BROADCAST_CHANNEL)).toEqual(succeeded(BROADCAST_CHANNEL));
  broadcast(server, { text: 'maintenance' });
  expect(await client.event(BROADCAST_SIGNAL)).toEqual({
    event: 'parley:broadcast',
    channel: '#broadcast',
    data: { text: 'maintenance' },
  });
});

test('a connection follows at most as many channels as its app allows', async () => {
  const rest = adminRest(server);
  await rest('PATCH', '/apps/default', { settings: { limits: { subscriptionsPerSession: 1 } } });
  await using client = await RawClient.open(server);
  await client.subscribe('one');
  expect(await client.subscribe('two')).toMatchObject({
    event: 'pusher:subscription_error',
    data: { type: 'LimitReached', status: 429 },
  });
  await rest('PATCH', '/apps/default', { settings: { limits: { subscriptionsPerSession: 1000 } } });
});

test('a rule that closes a channel takes it from who follows it already, who is told', async () => {
  const rest = adminRest(server);
  await using client = await RawClient.open(server);
  await client.subscribe('orders-eu');
  await rest('PUT', '/rules', { pattern: 'orders-*', rule: { access: 'signed' } });
  expect(await client.event('pusher:subscription_error')).toMatchObject({
    channel: 'orders-eu',
    data: { type: 'AuthError', status: 403 },
  });
  await trigger(server, { channel: 'orders-eu', name: 'secret', data: 'x' });
  expect(await client.subscribe('orders-eu')).toMatchObject({ data: { type: 'AuthError', status: 401 } });
  expect(await client.enter('orders-eu')).toEqual(succeeded('orders-eu'));
  expect(client.events()).not.toContain('secret');
});

test('a secret that is taken back ends the connections it opened something for, and no others', async () => {
  await using own = await startTestServer();
  const rest = adminRest(own);
  await using signed = await RawClient.open(own);
  await using unsigned = await RawClient.open(own);
  await signed.enter('private-x');
  await unsigned.subscribe('news');
  const [secret] = own.running.core.apps.get('default').keys.filter(({ kind }) => kind === 'secret');
  await rest('DELETE', `/apps/default/keys/${secret?.id}`);
  expect((await signed.closed).code).toBe(4009);
  await unsigned.settled();
  expect(await unsigned.enter('private-x')).toMatchObject({ data: { status: 401 } });
});

test('an edit and a deletion arrive under names of their own', async () => {
  const rest = adminRest(server);
  await using client = await RawClient.open(server);
  await client.subscribe('news');
  const id = await trigger(server, { channel: 'news', name: 'said', data: { n: 1 } });
  await rest('PATCH', `/channels/news/events/${id}`, { data: { n: 2 } });
  await rest('DELETE', `/channels/news/events/${id}`);
  const deleted = await client.event('parley:deleted');
  const edited = await client.event('parley:edited');
  expect(edited).toMatchObject({ channel: 'news', data: expect.any(String) });
  expect(dataOf(edited)).toEqual({ id: expect.any(String), target: id, data: { n: 2 } });
  expect(dataOf(deleted)).toEqual({ id: expect.any(String), target: id });
});

test('nobody can speak in the words of the protocol: what is published under them is not passed on', async () => {
  await using client = await RawClient.open(server);
  await client.subscribe('news');
  for (const name of [
    'pusher:error',
    'pusher_internal:subscription_succeeded',
    'pusher_internal:member_added',
  ]) {
    await trigger(server, { channel: 'news', name, data: '{}' });
  }
  await trigger(server, { channel: 'news', name: 'last', data: '{}' });
  await client.event('last');
  expect(client.events()).toEqual([
    'pusher:connection_established',
    'pusher_internal:subscription_succeeded',
    'last',
  ]);
});
