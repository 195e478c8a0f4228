import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { NewKeyModel } from '../../src/api/models/app.ts';
import { adminRest } from '../harness/rest-client.ts';
import { startTestServer, type TestServer } from '../harness/test-server.ts';
import { answered, caller } from './http-caller.ts';
import { signedToken } from './http-token.ts';
import { poll, SocketClient, Told, words } from './listening.ts';

let server: TestServer;
let call: ReturnType<typeof caller>;
beforeAll(async () => {
  server = await startTestServer({ PARLEY_DRAIN_MS: '2000' });
  call = caller(server);
});
afterAll(() => server[Symbol.asyncDispose]());

const Connected = z.looseObject({ conn_id: z.uuid() });

async function connect(username: string, more: object = {}): Promise<string> {
  const { status, body } = await call('POST', '/connect', { username, ...more });
  expect([status, body]).toMatchObject([200, {}]);
  return Connected.parse(body).conn_id;
}

async function listen(
  username: string,
  channels: readonly string[],
  more: object = {},
): Promise<SocketClient> {
  return SocketClient.open(server, await connect(username, { channels, ...more }));
}

async function say(channel: string, text: string): Promise<void> {
  const sent = await call('POST', '/message', [{ channel, user: 'x', message: { text } }]);
  expect(sent.status).toBe(200);
}

const watched = (channel: string, more: object = {}) => ({
  channel_configs: { [channel]: { notify_presence: true, notify_state: true, ...more } },
});

test('connecting answers with the connection, the whole state, its public part and the channels', async () => {
  const { body } = await call('POST', '/connect', {
    username: 'ann',
    channels: ['b', 'a', 'b'],
    fresh_user_state: { color: 'red', secret: 1 },
    user_state: { secret: 2 },
    state_public_keys: ['color'],
    channel_configs: { a: { history_size: '3' } },
  });
  expect(body).toMatchObject({
    conn_id: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
    username: 'ann',
    state: { color: 'red', secret: 2 },
    public_state: { color: 'red' },
    channels: ['a', 'b'],
    channels_info: {
      channels: { a: { name: 'a', users: ['ann'], total_users: 1, settings: { history_size: 3 } }, b: {} },
      users: [{ user: 'ann', state: { color: 'red', secret: 2 } }],
    },
  });
  const again = await call('POST', '/connect', { username: 'ann', fresh_user_state: { color: 'blue' } });
  expect(again.body).toMatchObject({ public_state: { color: 'red' }, channels: [] });
});

test('a call that says nothing clear is refused field by field', async () => {
  const missing = ['Missing data for required field.'];
  for (const [path, body, complaints] of [
    ['/connect', {}, { username: missing }],
    [
      '/connect',
      { username: 'x', conn_id: 'nonsense', user_state: { a: [] }, zz: 1 },
      {
        conn_id: ['Not a valid UUID.'],
        user_state: { a: { value: ['Value is not type of string, integer, boolean or float.'] } },
        zz: ['Unknown field.'],
      },
    ],
    ['/subscribe', {}, { conn_id: missing, channels: missing }],
    ['/subscribe', { conn_id: randomUUID(), channels: ['a'] }, { conn_id: ['Unknown connection'] }],
    [
      '/unsubscribe',
      { conn_id: randomUUID(), channels: [] },
      { channels: ['Shorter than minimum length 1.'] },
    ],
    ['/user_state', { user: 'nobody-knows' }, { user: ['Unknown user'] }],
    ['/disconnect', { conn_id: 'nonsense' }, { conn_id: ['Not a valid UUID.'] }],
    ['/connect', [], { _schema: ['Invalid input type.'] }],
  ] as const) {
    expect([path, await call('POST', path, body)]).toMatchObject([path, { status: 422, body: complaints }]);
  }
  expect(await call('POST', '/subscribe', '{')).toMatchObject({
    status: 400,
    body: { request: 'Malformed JSON' },
  });
});

test('subscribing and leaving tell what really changed, and the others who came and went', async () => {
  await using bob = await listen(
    'bob',
    ['room'],
    watched('room', { broadcast_presence_with_user_lists: true }),
  );
  const ann = await connect('ann-rooms', { user_state: { mood: 'fine' }, state_public_keys: ['mood'] });
  const entered = await call('POST', `/subscribe?conn_id=${ann}`, { channels: ['room', 'attic'] });
  expect(entered.body).toMatchObject({ channels: ['attic', 'room'], subscribed_to: ['attic', 'room'] });
  const again = await call('POST', '/subscribe', { conn_id: ann, channels: ['room', 'cellar'] });
  expect(again.body).toMatchObject({ channels: ['attic', 'cellar', 'room'], subscribed_to: ['cellar'] });
  expect(await bob.tells('presence')).toMatchObject({
    channel: 'room',
    user: 'ann-rooms',
    message: { action: 'joined' },
    state: { mood: 'fine' },
    users: [
      { user: 'bob', state: {} },
      { user: 'ann-rooms', state: { mood: 'fine' } },
    ],
  });
  for (const unsubscribed_from of [['room'], []]) {
    const left = await call('POST', '/unsubscribe', { conn_id: ann, channels: ['room', 'nowhere'] });
    expect(left.body).toMatchObject({ channels: ['attic', 'cellar'], unsubscribed_from });
  }
  await say('room', 'anybody?');
  await bob.says('anybody?');
  expect(words(bob.told)).toEqual(['presence', 'presence', 'anybody?']);
});

test('what waits of a channel that is left is never told', async () => {
  const ann = await connect('ann', { channels: ['stay', 'leave'] });
  await say('leave', 'unheard');
  await say('stay', 'heard');
  await call('POST', '/unsubscribe', { conn_id: ann, channels: ['leave'] });
  expect(words(z.array(Told).parse((await poll(server, `?conn_id=${ann}`)).body))).toEqual(['heard!']);
});

test('a connection id stays with its user: again is the same connection, somebody else is refused', async () => {
  const conn_id = randomUUID();
  await connect('ann-again', { conn_id, channels: ['one'] });
  const same = await call('POST', '/connect', {
    ...{ username: 'ann-again', channels: ['two'] },
    conn_id: conn_id.replaceAll('-', '').toUpperCase(),
  });
  expect(same.body).toMatchObject({
    conn_id,
    channels: ['one', 'two'],
    channels_info: { channels: { one: { total_connections: 1 }, two: { total_connections: 1 } } },
  });
  const other = await call('POST', '/connect', { username: 'mallory', conn_id, channels: ['one'] });
  expect(other).toMatchObject({ status: 422, body: { conn_id: ['Connection belongs to somebody else'] } });
  await using ann = await SocketClient.open(server, conn_id);
  await say('one', 'once');
  await say('two', 'twice');
  await ann.says('twice');
  expect(words(ann.told)).toEqual(['once', 'twice']);
});

test('a state is merged, what is not said of it stays, and others are told of what they may see', async () => {
  await using bob = await listen('bob', ['moods'], watched('moods'));
  await using ann = await listen('ann-moods', ['moods'], {
    user_state: { mood: 'fine', pin: 1 },
    state_public_keys: ['mood'],
  });
  const change = (body: object) => call('POST', '/user_state', { user: 'ann-moods', ...body });
  expect(await change({ user_state: { pin: 2 } })).toMatchObject({
    status: 200,
    body: {
      user_state: { mood: 'fine', pin: 2 },
      changed_state: [{ key: 'pin', value: 2 }],
      public_keys: ['mood'],
    },
  });
  await connect('ann-moods');
  await change({ user_state: { mood: 'great', pin: 3 }, state_public_keys: null });
  for (const reader of [bob, ann]) {
    expect(await reader.tells('user_state_change')).toMatchObject({
      ...{ channel: 'moods', user: 'ann-moods' },
      message: { state: { mood: 'great' }, changed: [{ key: 'mood', value: 'great' }] },
    });
    expect(words(reader.told).filter((word) => word === 'user_state_change')).toHaveLength(1);
  }
  expect((await change({ state_public_keys: [] })).body).toMatchObject({
    public_keys: [],
    changed_state: [],
  });
  const tooMuch = await change({ user_state: { mood: 'x'.repeat(200_000) } });
  expect(tooMuch).toMatchObject({ status: 413, body: { request: expect.stringContaining('bytes') } });
});

test('who disconnects is gone at once, from either kind of request', async () => {
  await using bob = await listen('bob', ['exit'], watched('exit'));
  const [one, two] = [
    await connect('one', { channels: ['exit'] }),
    await connect('two', { channels: ['exit'] }),
  ];
  await using first = await SocketClient.open(server, one);
  const waiting = poll(server, `?conn_id=${two}`);
  expect(await answered(await fetch(`${server.url}/disconnect?conn_id=${one}`))).toMatchObject({
    body: true,
  });
  const body = JSON.stringify({ conn_id: two });
  expect(await answered(await fetch(`${server.url}/disconnect`, { method: 'POST', body }))).toMatchObject({
    body: true,
  });
  expect(await first.closed).toMatchObject({ code: 1000 });
  expect([401, 403]).toContain((await waiting).status);
  expect(await answered(await fetch(`${server.url}/disconnect?conn_id=${one}`))).toMatchObject({
    status: 200,
    body: false,
  });
  await expect.poll(() => bob.told.filter(({ type }) => type === 'presence')).toHaveLength(4);
});

test('a ban ends the user’s connections, whatever they are heard by, and keeps it out; a kick lets it come back', async () => {
  const admin = adminRest(server);
  await using socket = await listen('troll', ['bans']);
  const polled = await connect('troll', { channels: ['bans'] });
  await say('bans', 'for the poll');
  const waiting = poll(server, `?conn_id=${polled}`);
  await admin('POST', '/bans', { user: 'troll', reason: 'spam' });
  expect(await socket.closed).toMatchObject({ code: 1008, reason: expect.stringContaining('spam') });
  // The request came before the ban, or after it.
  expect([401, 403]).toContain((await waiting).status);
  expect(await call('POST', '/connect', { username: 'troll' })).toMatchObject({
    status: 403,
    body: { request: expect.stringContaining('spam') },
  });
  const { body } = await call('POST', '/info', { info: { channels: ['bans'] } });
  expect(body).toMatchObject({ users: [] });

  await using kicked = await listen('noisy', ['bans']);
  const listed = await admin('GET', '/connections?user=noisy');
  const { connections } = z.object({ connections: z.array(z.object({ id: z.string() })) }).parse(listed.body);
  await admin('DELETE', `/connections/${connections[0]?.id}`);
  expect(await kicked.closed).toMatchObject({ code: 1000 });
  await connect('noisy');
});

test('a ban from one channel ends what is heard of it, waiting or to come, and leaves the others', async () => {
  const ann = await connect('ann-channel', { channels: ['barred', 'free'] });
  await say('barred', 'before');
  await adminRest(server)('POST', '/bans', { user: 'ann-channel', channel: 'barred', reason: 'not here' });
  await say('barred', 'after');
  await say('free', 'hello');
  expect(words(z.array(Told).parse((await poll(server, `?conn_id=${ann}`)).body))).toEqual(['hello!']);
  const back = await call('POST', '/subscribe', { conn_id: ann, channels: ['barred', 'more'] });
  expect(back).toMatchObject({ status: 403, body: { request: expect.stringContaining('not here') } });
  const now = await call('POST', '/unsubscribe', { conn_id: ann, channels: ['x'] });
  expect(now.body).toMatchObject({ channels: ['free'] });
});

test('nobody is put where another user’s own messages are', async () => {
  for (const channel of ['#server-to-user-bob', 'user:bob']) {
    expect(await call('POST', '/connect', { username: 'ann', channels: [channel] })).toMatchObject({
      status: 403,
    });
  }
});

test('channels are entered all or none', async () => {
  const admin = adminRest(server);
  const ann = await connect('ann-all', { channels: ['first'] });
  await admin('PATCH', '/apps/default', { settings: { limits: { subscriptionsPerSession: 4 } } });
  const more = await call('POST', '/subscribe', { conn_id: ann, channels: ['a-1', 'a-2', 'a-3', 'first'] });
  expect(more).toMatchObject({ status: 429, body: { request: expect.stringContaining('4 subscriptions') } });
  const less = await call('POST', '/subscribe', { conn_id: ann, channels: ['a-1', 'a-2'] });
  expect(less.body).toMatchObject({ channels: ['a-1', 'a-2', 'first'], subscribed_to: ['a-1', 'a-2'] });
  const { body } = await call('POST', '/info', { info: { channels: ['a-3'] } });
  expect(body).toMatchObject({ channels: {} });
  await admin('PATCH', '/apps/default', { settings: { limits: { subscriptionsPerSession: 1000 } } });
});

test('connections of another app are unknown to a backend, and end with the secret that opened them', async () => {
  const admin = adminRest(server);
  const Made = z.object({ keys: z.object({ secret: NewKeyModel }) });
  const { keys } = Made.parse((await admin('POST', '/apps', { id: 'other', name: 'Other' })).body);
  const { secret } = keys;
  const others = caller(server, () => signedToken({ value: 'other', secret: secret.value }));
  const { conn_id } = Connected.parse(
    (await others('POST', '/connect', { username: 'ann', channels: ['a'] })).body,
  );
  expect(await call('POST', '/subscribe', { conn_id, channels: ['b'] })).toMatchObject({
    status: 422,
    body: { conn_id: ['Unknown connection'] },
  });
  expect(await call('POST', '/connect', { username: 'ann', conn_id })).toMatchObject({ status: 422 });
  await using ann = await SocketClient.open(server, conn_id);
  await say('a', 'in the default app');
  await others('POST', '/message', [{ channel: 'a', user: 'x', message: { text: 'in the other' } }]);
  await ann.says('in the other');
  expect(words(ann.told)).toEqual(['in the other']);
  await admin('DELETE', `/apps/other/keys/${secret.id}`);
  expect(await ann.closed).toMatchObject({ code: 1008 });
  expect(await others('POST', '/connect', { username: 'ann' })).toMatchObject({ status: 401 });
});

test('with an app its connections end, and its users are forgotten', async () => {
  const admin = adminRest(server);
  const Made = z.object({ keys: z.object({ secret: NewKeyModel }) });
  const make = async () => {
    const { keys } = Made.parse((await admin('POST', '/apps', { id: 'brief', name: 'Brief' })).body);
    return caller(server, () => signedToken({ value: 'brief', secret: keys.secret.value }));
  };
  const before = await make();
  const request = { username: 'ann', channels: ['a'], user_state: { known: true } };
  const { conn_id } = Connected.parse((await before('POST', '/connect', request)).body);
  await using ann = await SocketClient.open(server, conn_id);
  expect(await admin('DELETE', '/apps/brief')).toMatchObject({ status: 200 });
  expect(await ann.closed).toEqual({ code: 1008, reason: 'The app is gone.' });
  const after = await make();
  expect(await after('POST', '/user_state', { user: 'ann' })).toMatchObject({ status: 422 });
  expect((await after('GET', '/info')).body).toEqual({ channels: {}, users: [] });
});

test('a server that goes down sends WebSockets away and answers polls with what came', async () => {
  await using ann = await listen('ann', ['drain']);
  const polled = await connect('bob', { channels: ['drain'] });
  await say('drain', 'last words');
  const waiting = poll(server, `?conn_id=${polled}`);
  const stopped = server[Symbol.asyncDispose]();
  expect(await ann.closed).toMatchObject({ code: 1001 });
  expect(words(z.array(Told).parse((await waiting).body))).toEqual(['last words!']);
  await stopped;
  expect(server.errors).toEqual([]);
});
