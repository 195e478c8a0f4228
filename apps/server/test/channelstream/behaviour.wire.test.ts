import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { adminRest } from '../harness/rest-client.ts';
import { startTestServer, type TestServer } from '../harness/test-server.ts';
import { caller } from './http-caller.ts';
import { SocketClient, words } from './listening.ts';

/** What the original's own tests hold of it, as far as it can be seen from outside and no other test here holds it. */

const UUID = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
const TIME = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}$/);
const DEFAULTS = {
  notify_presence: false,
  broadcast_presence_with_user_lists: false,
  notify_state: false,
  store_history: false,
  history_size: 10,
  store_frames: true,
};

let server: TestServer;
let call: ReturnType<typeof caller>;
beforeAll(async () => {
  server = await startTestServer();
  call = caller(server);
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  expect(server.errors).toEqual([]);
});

const Answer = z.looseObject({ conn_id: z.string(), channels_info: z.unknown() });

async function post(path: string, request: unknown): Promise<unknown> {
  const { status, body } = await call('POST', path, request);
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
}

async function connect(username: string, channels: readonly string[], more: object = {}) {
  return Answer.parse(await post('/connect', { username, channels, ...more }));
}

async function listen(username: string, channels: readonly string[], more: object = {}) {
  return SocketClient.open(server, (await connect(username, channels, more)).conn_id);
}

function say(channel: string, text: string, more: object = {}): Promise<unknown> {
  return post('/message', [{ channel, user: 'x', message: { text }, ...more }]);
}

/** Everything about a channel but its times. */
const channelOf = (name: string, more: object = {}) => ({
  ...{ uuid: UUID, name, long_name: null, settings: DEFAULTS, history: [], last_active: TIME },
  ...{ total_connections: 1, total_users: 1, users: ['ann'], ...more },
});

test('a server that nobody used tells of nothing', async () => {
  expect(await post('/info', { info: {} })).toEqual({ channels: {}, users: [] });
});

test('connecting with a name and nothing else makes a connection in no channel, of a user without a state', async () => {
  expect(await post('/connect', { username: 'test1' })).toEqual({
    conn_id: UUID,
    username: 'test1',
    state: {},
    public_state: {},
    channels: [],
    channels_info: { channels: {}, users: [] },
  });
});

test('connecting, subscribing and unsubscribing answer with these keys, and with nothing else', async () => {
  const ann = await connect('ann', ['aB', 'aC'], {
    fresh_user_state: { bar: 'baz', key: 'fresh' },
    user_state: { key: null, n: 1.5, on: true },
    state_public_keys: ['bar', 'missing'],
    channel_configs: { aB: { store_history: true, history_size: 2 }, aZ: { notify_state: true } },
  });
  const state = { bar: 'baz', key: null, n: 1.5, on: true };
  const ab = channelOf('aB', { settings: { ...DEFAULTS, store_history: true, history_size: 2 } });
  const users = [{ user: 'ann', state }];
  const { conn_id } = ann;
  expect(ann).toEqual({
    ...{ conn_id: UUID, username: 'ann', state, public_state: { bar: 'baz' }, channels: ['aB', 'aC'] },
    channels_info: { channels: { aB: ab, aC: channelOf('aC') }, users },
  });
  expect(
    await post('/subscribe', {
      ...{ conn_id, channels: ['aD', 'aB'] },
      channel_configs: { aD: { notify_presence: true }, aB: { history_size: 9 } },
    }),
  ).toEqual({
    channels: ['aB', 'aC', 'aD'],
    subscribed_to: ['aD'],
    channels_info: {
      // What is said of a channel that was there already changes nothing.
      channels: {
        aB: ab,
        aC: channelOf('aC'),
        aD: channelOf('aD', { settings: { ...DEFAULTS, notify_presence: true } }),
      },
      users,
    },
  });
  expect(await post('/unsubscribe', { conn_id, channels: ['aC', 'aD', 'unknown'] })).toEqual({
    channels: ['aB'],
    unsubscribed_from: ['aC', 'aD'],
    channels_info: { channels: { aB: ab }, users },
  });
  expect(await post('/unsubscribe', { conn_id, channels: ['aB'] })).toEqual({
    ...{ channels: [], unsubscribed_from: ['aB'] },
    channels_info: { channels: {}, users: [] },
  });
});

test('what of its channels a caller is told of is its choice, by every call; channels that it names there count for nothing', async () => {
  await post('/channel_config', { i1: { store_history: true } });
  await say('i1', 'kept');
  const more = { user_state: { open: 1, shut: 2 }, state_public_keys: ['open'] };
  const info = {
    ...{ channels: ['i3'], exclude_channels: ['i2'], include_history: false },
    ...{ return_public_state: true, include_connections: true },
  };
  const { conn_id, channels_info } = await connect('ann-info', ['i1', 'i2'], { ...more, info });
  const told = {
    channels: { i1: { history: [], users: ['ann-info'] } },
    users: [{ user: 'ann-info', state: { open: 1 } }],
  };
  expect(channels_info).toMatchObject(told);
  const subscribed = await post('/subscribe', { conn_id, channels: ['i3'], info });
  expect(subscribed).toMatchObject({ channels: ['i1', 'i2', 'i3'], channels_info: told });
  const left = await post('/unsubscribe', { conn_id, channels: ['i3'], info: { include_users: false } });
  expect(left).toMatchObject({
    channels_info: {
      channels: { i1: { history: [{ message: { text: 'kept' } }], total_users: 0, total_connections: 1 } },
      users: [],
    },
  });
  expect(Object.keys(Object(Object(left).channels_info).channels)).toEqual(['i1', 'i2']);
});

test('a user is there from its first connection to its last, and is told nothing of itself', async () => {
  const channel_configs = { p: { notify_presence: true } };
  await using bob = await listen('bob', ['p'], { channel_configs });
  const one = await connect('ann', ['p']);
  const two = await connect('ann', ['p']);
  await using first = await SocketClient.open(server, one.conn_id);
  await using second = await SocketClient.open(server, two.conn_id);
  expect(await post('/info', { info: { channels: ['p'] } })).toMatchObject({
    channels: { p: { total_connections: 3, total_users: 2, users: ['ann', 'bob'] } },
  });
  await post('/disconnect', { conn_id: one.conn_id });
  await first.closed;
  await say('p', 'between');
  await second.says('between');
  await post('/unsubscribe', { conn_id: two.conn_id, channels: ['p'] });
  await say('p', 'after');
  await bob.says('after');
  const common = { type: 'presence', uuid: UUID, channel: 'p', user: 'ann', users: [], timestamp: TIME };
  expect(bob.told).toMatchObject([
    { ...common, message: { action: 'joined' }, state: {}, catchup: false },
    { type: 'message' },
    { ...common, message: { action: 'parted' }, state: null, catchup: false },
    { type: 'message' },
  ]);
  expect(words(second.told)).toEqual(['between']);
});

test('where nothing is set of a channel nobody is told of presence or state, and nothing is in its history', async () => {
  await using bob = await listen('bob', ['quiet']);
  const ann = await connect('ann', ['quiet'], { state_public_keys: ['a'] });
  await post('/user_state', { user: 'ann', user_state: { a: 1 } });
  await post('/unsubscribe', { conn_id: ann.conn_id, channels: ['quiet'] });
  await say('quiet', 'said');
  await bob.says('said');
  expect(words(bob.told)).toEqual(['said']);
  expect((await connect('cat', ['quiet'])).channels_info).toMatchObject({
    channels: { quiet: { history: [] } },
  });
});

test('what one missed is everything that it would have heard, in that order, the newest hundred; of a channel that stores no frames nothing', async () => {
  const channel_configs = { m: { notify_presence: true, notify_state: true }, n: { store_frames: false } };
  const { conn_id } = await connect('ann', ['m', 'n'], { channel_configs });
  await connect('bob', ['m'], { state_public_keys: ['mood'] });
  await post('/user_state', { user: 'bob', user_state: { mood: 'fine' } });
  await say('m', 'passing', { no_history: true });
  await say('n', 'unstored');
  await say('m', 'not for ann', { exclude_users: ['ann'] });
  await say('m', 'for bob', { pm_users: ['bob'] });
  await post('/message', [{ user: 'x', pm_users: ['ann'], message: { text: 'alone' } }]);
  await using ann = await SocketClient.open(server, conn_id);
  await say('n', 'live');
  await ann.says('live');
  expect(words(ann.told)).toEqual(['presence!', 'user_state_change!', 'passing!', 'alone!', 'live']);

  const many = await connect('dan', ['m']);
  const texts = Array.from({ length: 103 }, (_, number) => `${number}`);
  for (const some of [texts.slice(0, 60), texts.slice(60)]) {
    await post(
      '/message',
      some.map((text) => ({ channel: 'm', user: 'x', message: { text } })),
    );
  }
  await using dan = await SocketClient.open(server, many.conn_id);
  await dan.says('102');
  expect(words(dan.told)).toEqual(texts.slice(3).map((text) => `${text}!`));
});

test('a message without a message is delivered without one, and keys of the sender’s own are delivered, but not those of delivery', async () => {
  await using ann = await listen('ann', ['bare']);
  const own = { custom: { deep: [1] }, catchup: true, type: 'mine' };
  await post('/message', [{ channel: 'bare', user: 'x', no_history: 'no', exclude_users: ['z'], ...own }]);
  expect(await ann.tells('message')).toEqual({
    ...{ type: 'message', uuid: UUID, channel: 'bare', user: 'x', timestamp: TIME },
    ...{ edited: null, catchup: false, custom: { deep: [1] } },
  });
});

test('a message of two megabytes is delivered whole where the app allows it', async () => {
  const settings = { limits: { bodyBytes: 2_200_000 } };
  expect(await adminRest(server)('PATCH', '/apps/default', { settings })).toMatchObject({ status: 200 });
  await using ann = await listen('ann', ['large']);
  const text = 'ü'.repeat(1_000_000);
  await say('large', text);
  expect(await ann.says(text)).toMatchObject({ channel: 'large' });
});

test('names as long as they may be, and names of prototypes, are names like others, also where everything is stored', async () => {
  await adminRest(server)('PUT', '/rules', { pattern: '*', rule: { log: 'durable' } });
  const username = 'ü'.repeat(239);
  const channel = 'c'.repeat(255);
  await using longest = await listen(username, [channel]);
  await post('/message', [{ user: username, pm_users: [username], message: { text: 'alone' } }]);
  await say(channel, 'on the channel');
  await longest.says('on the channel');
  expect(words(longest.told)).toEqual(['alone', 'on the channel']);

  const names = ['__proto__', 'constructor', 'toString'];
  const configs = JSON.stringify(Object.fromEntries(names.map((name) => [name, { history_size: 7 }])));
  const { body } = await call('POST', '/channel_config', configs);
  expect(Object.keys(Object(Object(body).channels))).toEqual(expect.arrayContaining(names));
  const state = Object.fromEntries(names.map((name) => [name, name]));
  const odd = await connect('__proto__', names, { user_state: state, state_public_keys: names });
  expect(odd).toMatchObject({ username: '__proto__', channels: names });
  expect(Object.entries(Object(odd.public_state))).toEqual(Object.entries(state));
});

test('while a history is switched on and off nobody misses a message or hears one twice', async () => {
  await using ann = await listen('ann', ['flip']);
  const texts = Array.from({ length: 60 }, (_, number) => `flip ${number}`);
  const sent = texts.map(async (text, number) => {
    if (number % 10 === 0) await post('/channel_config', { flip: { store_history: number % 20 === 0 } });
    await say('flip', text);
  });
  await Promise.all(sent);
  await say('flip', 'end');
  await ann.says('end');
  expect(words(ann.told).slice(0, -1).sort()).toEqual([...texts].sort());
});

test('a page that is being closed ends its connection with a beacon: a POST with an address and nothing else', async () => {
  const { conn_id } = await connect('ann', []);
  const beacon = () => fetch(`${server.url}/disconnect?conn_id=${conn_id}`, { method: 'POST' });
  expect(await (await beacon()).json()).toBe(true);
  expect(await (await beacon()).json()).toBe(false);
  const nobody = await fetch(`${server.url}/disconnect`, { method: 'POST' });
  expect([nobody.status, await nobody.json()]).toEqual([
    422,
    { conn_id: ['Missing data for required field.'] },
  ]);
});
