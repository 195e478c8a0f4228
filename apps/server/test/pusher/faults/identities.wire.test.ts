import { afterAll, beforeAll, expect, test } from 'vitest';
import { follow } from '../../harness/follow.ts';
import { adminRest } from '../../harness/rest-client.ts';
import { startTestServer, type TestServer } from '../../harness/test-server.ts';
import { userClient } from '../../harness/user-client.ts';
import { SocketLinkClient } from '../../socketlink/socketlink-client.ts';
import { backend } from '../http/backend.ts';
import { sign, trigger, userAuth } from '../ws/backend.ts';
import { dataOf, RawClient } from '../ws/raw-client.ts';
import { otherApp } from './other-app.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const REFUSED = { event: 'pusher:subscription_error', data: { type: 'AuthError', status: 401 } };

test('what another app signed opens nothing here, whichever of the keys stands before it', async () => {
  const other = await otherApp(server, 'identities-other');
  await using client = await RawClient.open(server);
  const text = `${client.socketId}:private-x`;
  for (const key of [other.key, undefined]) {
    expect(await client.subscribe('private-x', { auth: sign(text, key, other.secret) })).toMatchObject(
      REFUSED,
    );
  }
  await using there = await RawClient.open(server, `/app/${other.key}`);
  expect(await there.subscribe('private-x', { auth: sign(`${there.socketId}:private-x`) })).toMatchObject(
    REFUSED,
  );
  const userData = '{"id":"ann"}';
  const auth = sign(`${client.socketId}::user::${userData}`, other.key, other.secret);
  client.send('pusher:signin', { auth, user_data: userData });
  expect((await client.closed).code).toBe(4009);
});

test('what was signed for one purpose serves no other: a sign-in is no subscription, and a channel no member', async () => {
  await using client = await RawClient.open(server);
  const userData = '{"id":"ann","user_id":"ann"}';
  const auth = userAuth(client.socketId, userData);
  expect(await client.subscribe('presence-a', { auth, channel_data: userData })).toMatchObject(REFUSED);
  const ofChannel = sign(`${client.socketId}:presence-a`);
  expect(await client.subscribe('presence-a', { auth: ofChannel })).toMatchObject(REFUSED);
  expect(server.running.core.presence.count('default', 'presence-a')).toBe(0);
});

test('of a name that stands twice in channel_data the last counts, for who one is and for what is shown', async () => {
  await using client = await RawClient.open(server);
  const answer = await client.enter(
    'presence-b',
    '{"user_id":"ann","user_id":9007199254740993,"user_info":1,"user_info":2}',
  );
  expect(answer.data).toBe('{"presence":{"ids":[9007199254740993],"hash":{"9007199254740993":2},"count":1}}');
});

test('numbers that JavaScript would round to one are two users', async () => {
  await using one = await RawClient.open(server);
  await using two = await RawClient.open(server);
  await one.enter('presence-big', '{"user_id":12345678901234567891}');
  await two.enter('presence-big', '{"user_id":12345678901234567892}');
  await one.event('pusher_internal:member_added');
  const ids = server.running.core.presence.members('default', 'presence-big').map(({ userId }) => userId);
  expect(ids).toEqual(['12345678901234567891', '12345678901234567892']);
});

test.each(['null', 'true', '[1]', '{"id":1}', '1e400', '"\\u0000"', '"\\ud800"', '"a\\nb"'])(
  'no user is called %s',
  async (userId) => {
    await using client = await RawClient.open(server);
    expect(await client.enter('presence-types', `{"user_id":${userId}}`)).toMatchObject(REFUSED);
    expect(server.running.core.presence.count('default', 'presence-types')).toBe(0);
  },
);

test.each([
  ['7', '7'],
  ['-0', '0'],
  ['1.50', '1.5'],
  ['1e3', '1000'],
  ['1e30', '1e+30'],
])('the number %s is the user %s', async (userId, name) => {
  await using client = await RawClient.open(server);
  const answer = await client.enter('presence-numbers', `{"user_id":${userId}}`);
  expect(dataOf(answer)).toEqual({ presence: { ids: [Number(name)], hash: { [name]: null }, count: 1 } });
});

test('a user called as a prototype is is a member like others', async () => {
  await using client = await RawClient.open(server);
  const answer = await client.enter(
    'presence-proto',
    '{"user_id":"__proto__","user_info":{"__proto__":{"admin":true}}}',
  );
  expect(answer.data).toBe(
    '{"presence":{"ids":["__proto__"],"hash":{"__proto__":{"__proto__":{"admin":true}}},"count":1}}',
  );
});

test('user_info that is far too large, or nested without end, is refused, and nobody was there', async () => {
  await using client = await RawClient.open(server);
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  for (const info of [JSON.stringify('x'.repeat(1_000_000)), deep]) {
    const answer = await client.enter('presence-giant', `{"user_id":"ann","user_info":${info}}`);
    expect(answer).toMatchObject({ event: 'pusher:subscription_error' });
  }
  expect(server.running.core.presence.count('default', 'presence-giant')).toBe(0);
  expect(server.errors).toEqual([]);
});

test('who is signed in hears nothing of another user, and is told so however often it asks', async () => {
  await using client = await RawClient.open(server);
  client.signIn({ id: 'ann' });
  await client.event('pusher:signin_success');
  await client.subscribe('#server-to-user-ann');
  for (const channel of ['#server-to-user-bob', '#server-to-user-ann2', '#server-to-user-']) {
    expect(await client.subscribe(channel)).toMatchObject({
      event: 'pusher:subscription_error',
      data: { status: 403 },
    });
  }
  const long = `#server-to-user-${'x'.repeat(100_000)}`;
  client.send('pusher:subscribe', { channel: long });
  client.send('pusher:unsubscribe', { channel: '#server-to-user-bob' });
  const frames = await client.settled();
  expect(JSON.stringify(frames.at(-2)).length).toBeLessThan(3000);
  await trigger(server, { channel: '#server-to-user-bob', name: 'secret', data: 'x' });
  await trigger(server, { channel: '#server-to-user-ann', name: 'mine', data: 'x' });
  await client.event('mine');
  expect(client.events()).not.toContain('secret');
});

test('a connection stays who it is: signing in as another sends it away', async () => {
  await using client = await RawClient.open(server);
  client.signIn({ id: 'ann' });
  await client.event('pusher:signin_success');
  client.signIn({ id: 'ann' });
  client.signIn({ id: 'bob' });
  expect((await client.closed).code).toBe(4009);
  expect(client.events().filter((event) => event === 'pusher:signin_success')).toHaveLength(2);
});

test('a connection that breaks leaves nobody behind, on the channel or in the lists of who is connected', async () => {
  await using watcher = await RawClient.open(server);
  await watcher.join('presence-ghost', 'watcher');
  await using client = await RawClient.open(server);
  await client.join('presence-ghost', 'ghost');
  client.send('pusher:subscribe', { channel: 'cache-ghost' });
  client.socket.terminate();
  await watcher.event('pusher_internal:member_removed');
  const { core } = server.running;
  expect([...core.sessions.ofUser('default', 'ghost')]).toEqual([]);
  expect(core.presence.members('default', 'presence-ghost')).toHaveLength(1);
  expect(core.hub.find('default', 'cache-ghost')).toBeNull();
});

test('whom the app proved is one user, by whichever protocol: seen once, banned everywhere', async () => {
  await using native = await userClient(server, 'same', ['presence-same']);
  using feed = await follow(native.client, 'presence-same', { presence: { from: 'native' } });
  await using client = await RawClient.open(server);
  const answer = await client.join('presence-same', 'same', { from: 'pusher' });
  expect(dataOf(answer)).toMatchObject({ presence: { count: 1, hash: { same: { from: 'native' } } } });
  await adminRest(server)('POST', '/bans', { user: 'same', channel: 'presence-same' });
  expect(await client.event('pusher:subscription_error')).toMatchObject({
    channel: 'presence-same',
    data: { status: 403 },
  });
  expect(await feed.until(({ type }) => type === 'revoked')).toMatchObject({ error: { code: 'banned' } });
  expect(server.running.core.presence.count('default', 'presence-same')).toBe(0);
  expect(await client.join('presence-same', 'same')).toMatchObject({
    data: { type: 'AuthError', status: 403 },
  });
  await client.settled();
  expect(await client.join('presence-same', 'another')).toMatchObject({
    event: 'pusher_internal:subscription_succeeded',
  });
});

test('a ban from the whole app takes away every channel on which a client is that user, and leaves it the others', async () => {
  await using client = await RawClient.open(server);
  await client.join('presence-one', 'pest');
  await client.join('presence-two', 'other');
  await client.subscribe('news');
  await adminRest(server)('POST', '/bans', { user: 'pest' });
  expect(await client.event('pusher:subscription_error')).toMatchObject({ channel: 'presence-one' });
  for (const channel of ['presence-one', 'presence-two', 'news'])
    await trigger(server, { channel, name: `on ${channel}`, data: '' });
  await client.event('on news');
  expect(client.events()).toContain('on presence-two');
  expect(client.events()).not.toContain('on presence-one');
});

test('a mute holds for who one is on the channel, not for who one is elsewhere', async () => {
  await adminRest(server)('POST', '/mutes', { user: '42' });
  await using quiet = await RawClient.open(server);
  await using reader = await RawClient.open(server);
  await reader.join('presence-mute', 'reader');
  await reader.join('presence-loud', 'reader');
  await quiet.join('presence-mute', 42);
  await quiet.join('presence-loud', 'loud');
  quiet.send('client-a', {}, 'presence-mute');
  quiet.send('client-b', {}, 'presence-loud');
  expect(await reader.event('client-b')).toMatchObject({ user_id: 'loud' });
  expect(reader.events()).not.toContain('client-a');
});

test('who merely says to be a user cannot come, go or speak as that user before clients that could not tell', async () => {
  const channel = 'pub-state-claims';
  await using watcher = await RawClient.open(server);
  await using ann = await RawClient.open(server);
  await watcher.subscribe(channel);
  ann.signIn({ id: 'ann', user_info: { real: true } });
  await ann.event('pusher:signin_success');
  await ann.subscribe(channel);
  await watcher.event('pusher_internal:member_added');
  using impostor = await (await SocketLinkClient.connect(server, 'ann', { metadata: 'fake' })).enter(channel);
  await using late = await RawClient.open(server);
  const answer = await late.subscribe(channel);
  expect(answer.data).toBe('{"presence":{"ids":["ann"],"hash":{"ann":{"real":true}},"count":1}}');
  const { body } = await listUsers(channel);
  expect(body).toEqual({ users: [{ id: 'ann' }] });
  impostor[Symbol.dispose]();
  await ann[Symbol.asyncDispose]();
  await watcher.event('pusher_internal:member_removed');
  await watcher.settled();
  const changes = watcher.events().filter((event) => event.startsWith('pusher_internal:member'));
  expect(changes).toEqual(['pusher_internal:member_added', 'pusher_internal:member_removed']);
});

test('names of other protocols obey their own rules here', async () => {
  await using client = await RawClient.open(server);
  client.signIn({ id: 'ann' });
  await client.event('pusher:signin_success');
  for (const channel of ['pri-x', 'pri-state-cache-x', 'user:ann']) {
    expect(await client.enter(channel)).toMatchObject({ event: 'pusher_internal:subscription_succeeded' });
  }
  for (const channel of ['conversation:1', 'user:bob']) {
    expect(await client.enter(channel)).toMatchObject({ event: 'pusher:subscription_error' });
  }
  const conversation = `conversation:${'0'.repeat(24)}`;
  expect(await client.subscribe(conversation)).toMatchObject({
    event: 'pusher:subscription_error',
    data: { status: 403 },
  });
  await using stranger = await RawClient.open(server);
  expect(await stranger.subscribe('pri-x')).toMatchObject({
    event: 'pusher:subscription_error',
    data: { status: 403 },
  });
});

test.each([
  'pusher:subscribe_all',
  'pusher_internal:member_added',
  'parley:broadcast',
  'xclient-a',
  'Client-a',
  ' client-a',
])('no client says %s to others', async (event) => {
  await using speaker = await RawClient.open(server);
  await using reader = await RawClient.open(server);
  await reader.enter('private-words');
  await speaker.enter('private-words');
  speaker.send(event, '{"text":"forged"}', 'private-words');
  expect(await speaker.event('pusher:error')).toMatchObject({ data: { code: 4301 } });
  await reader.settled();
  expect(JSON.stringify(reader.frames.items)).not.toContain('forged');
});

async function listUsers(channel: string): Promise<{ body: unknown }> {
  const answer = await backend(server).get({ path: `/channels/${channel}/users` });
  return { body: await answer.json() };
}
