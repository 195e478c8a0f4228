import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { follow } from '../harness/follow.ts';
import { adminRest } from '../harness/rest-client.ts';
import { startTestServer, type TestServer } from '../harness/test-server.ts';
import { userClient } from '../harness/user-client.ts';
import { heard, reached, SUBSCRIBED, stockPusher } from '../pusher/ws/stock-client.ts';
import { list } from '../sails/backend.ts';
import { SailsClient } from '../sails/sails-client.ts';
import { caller } from './http-caller.ts';
import { SocketClient, words } from './listening.ts';

const CHANGES = ['parley:edited', 'parley:deleted'];

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

const Connected = z.looseObject({ conn_id: z.string(), channels_info: z.unknown() });

async function connect(username: string, channels: readonly string[], more: object = {}) {
  const { status, body } = await call('POST', '/connect', { username, channels, ...more });
  expect(status, JSON.stringify(body)).toBe(200);
  return Connected.parse(body);
}

async function listen(username: string, channels: readonly string[], more: object = {}) {
  return SocketClient.open(server, (await connect(username, channels, more)).conn_id);
}

/** One message sent, edited or deleted; its uuid. */
async function message(method: 'POST' | 'PATCH' | 'DELETE', said: object): Promise<string> {
  const { status, body } = await call(method, '/message', [said]);
  expect(status, JSON.stringify(body)).toBe(200);
  return z.tuple([z.looseObject({ uuid: z.string() })]).parse(body)[0].uuid;
}

/** The texts in a channel's history, as the calling user or the backend finds it. */
function texts(info: unknown, channel: string): unknown[] {
  const Entry = z.object({ message: z.looseObject({ text: z.unknown() }) });
  const Info = z.object({ channels: z.record(z.string(), z.object({ history: z.array(Entry) })) });
  return Info.parse(info).channels[channel]?.history.map((entry) => entry.message.text) ?? [];
}

/** Real pusher-js of somebody signed in (null: nobody), and all that it was told on a channel and to its user. */
async function pusher(channel: string, id: string | null) {
  const stock = stockPusher(server, { id: id ?? 'nobody' });
  const { client } = stock;
  const told: Array<readonly [event: string, data: unknown]> = [];
  await reached(client, 'connected');
  if (id !== null) {
    const signedIn = heard(client, 'pusher:signin_success');
    client.signin();
    await signedIn;
    client.user.bind_global((event: string, data: unknown) => told.push([event, data]));
  }
  const subscription = client.subscribe(channel);
  subscription.bind_global((event: string, data: unknown) => told.push([event, data]));
  await heard(subscription, SUBSCRIBED);
  return {
    async told() {
      await heard(client.subscribe(`${channel}-settled-${told.length}`), SUBSCRIBED);
      return told.filter(([event]) => !event.startsWith('pusher:'));
    },
    [Symbol.dispose]: () => stock[Symbol.dispose](),
  };
}

test('what is for some users only is read by them and nobody else, on every protocol: said, edited, deleted, in passing and in histories', async () => {
  const channel = 'pub-some';
  await call('POST', '/channel_config', { [channel]: { store_history: true } });
  await using ann = await listen('ann', [channel]);
  await using bob = await listen('bob', [channel]);
  await using nativeAnn = await userClient(server, 'ann');
  await using nativeBob = await userClient(server, 'bob');
  using annReads = await follow(nativeAnn.client, channel);
  using bobReads = await follow(nativeBob.client, channel);
  using pusherAnn = await pusher(channel, 'ann');
  using pusherBob = await pusher(channel, 'bob');
  using stranger = await pusher(channel, null);
  using sails = await SailsClient.connect(server, { hears: ['message', ...CHANGES] });
  await sails.subscribe(channel);

  const lists = { pm_users: ['ann', 'bob'], exclude_users: ['bob'] };
  const secret = { channel, user: 'x', ...lists };
  const uuid = await message('POST', { ...secret, message: { text: 'for ann' } });
  await message('PATCH', { channel, uuid, message: { text: 'still for ann' } });
  await message('POST', { ...secret, no_history: true, message: { text: 'in passing' } });
  const gone = await message('POST', { ...secret, message: { text: 'soon gone' } });
  await message('DELETE', { channel, uuid: gone });
  await message('POST', { channel, user: 'x', message: { text: 'for all' } });

  await ann.says('for all');
  await bob.says('for all');
  expect(words(ann.told)).toEqual([
    ...['for ann', 'message:edit', 'in passing', 'soon gone', 'message:delete', 'for all'],
  ]);
  expect(words(bob.told)).toEqual(['for all']);

  await annReads.event({ text: 'for all' });
  await bobReads.event({ text: 'for all' });
  const kinds = (reads: typeof annReads) =>
    reads.items.flatMap((item) =>
      item.type === 'event' ? [item.kind] : item.type === 'signal' ? ['signal'] : [],
    );
  expect(kinds(annReads)).toEqual(['publish', 'edit', 'signal', 'publish', 'delete', 'publish']);
  expect([kinds(bobReads), bobReads.data()]).toEqual([['publish'], [{ text: 'for all' }]]);

  const changed = { target: expect.any(String), id: expect.any(String) };
  expect(await pusherAnn.told()).toEqual([
    ['message', { text: 'for ann' }],
    ['parley:edited', { ...changed, data: { text: 'still for ann' } }],
    ['client-message', { text: 'in passing' }],
    ['message', { text: 'soon gone' }],
    ['parley:deleted', changed],
    ['message', { text: 'for all' }],
  ]);
  for (const reader of [pusherBob, stranger]) {
    expect(await reader.told()).toEqual([['message', { text: 'for all' }]]);
  }
  expect(await sails.settled()).toEqual([{ event: 'message', args: [{ text: 'for all' }] }]);

  const historyOf = async ({ client }: typeof nativeAnn) =>
    (await client.channels.history.query({ channel, order: 'oldest' })).events.map(({ data }) => data);
  expect(await historyOf(nativeAnn)).toEqual([{ text: 'still for ann' }, { text: 'for all' }]);
  expect(await historyOf(nativeBob)).toEqual([{ text: 'for all' }]);
  using rewound = await follow(nativeBob.client, channel, { rewind: 10 });
  await rewound.event({ text: 'for all' });
  expect(rewound.data()).toEqual([{ text: 'for all' }]);
  for (const [user, expected] of [
    ['ann', ['still for ann', 'for all']],
    ['bob', ['for all']],
  ] as const) {
    expect(texts((await connect(user, [channel])).channels_info, channel), user).toEqual(expected);
  }
  // Whoever has the secret reads everything.
  const { body } = await call('POST', '/info', { info: { channels: [channel] } });
  expect(texts(body, channel)).toEqual(['still for ann', 'for all']);
  const listed = await list(server, `?channel=${channel}&sort=createdAt_ASC`);
  expect(listed.map(({ data }) => data)).toEqual([{ text: 'still for ann' }, { text: 'for all' }]);
});

test('what others say for some users only is heard here by them alone, at once, late, and in histories', async () => {
  const channel = 'pub-only';
  await call('POST', '/channel_config', { [channel]: { store_history: true } });
  const { conn_id: late } = await connect('bob', [channel]);
  await using ann = await listen('ann', [channel]);
  const rest = adminRest(server);
  const say = async (text: string, more: object = {}) => {
    const said = { name: 'message', data: { text }, ...more };
    const { body } = await rest('POST', `/channels/${channel}/events`, said);
    return z.looseObject({ id: z.string() }).parse(body).id;
  };
  const id = await say('only ann', { only: ['ann'] });
  await say('not ann', { except: ['ann'] });
  await rest('PATCH', `/channels/${channel}/events/${id}`, { data: { text: 'only ann, again' } });
  await say('all');
  await using bob = await SocketClient.open(server, late);
  await ann.says('all');
  await bob.says('all');
  expect(words(ann.told)).toEqual(['only ann', 'message:edit', 'all']);
  expect(words(bob.told)).toEqual(['not ann!', 'all!']);
  expect(texts((await connect('ann', [channel])).channels_info, channel)).toEqual(['only ann, again', 'all']);
  expect(texts((await connect('bob', [channel])).channels_info, channel)).toEqual(['not ann', 'all']);
});

test('a message to a user alone is heard on the user’s own channel of other protocols, edited and deleted there, and by no other user', async () => {
  await using native = await userClient(server, 'solo');
  using reads = await follow(native.client, '#server-to-user-solo');
  using hers = await pusher('pub-elsewhere', 'solo');
  using his = await pusher('pub-elsewhere', 'other');
  await using here = await listen('solo', []);
  const to = { pm_users: ['solo'] };
  const uuid = await message('POST', { ...to, user: 'x', message: { text: 'psst' } });
  await message('PATCH', { ...to, uuid, message: { text: 'pssst' } });
  await message('DELETE', { ...to, uuid });
  await here.tells('message:delete');
  expect(here.told.map(({ type, channel }) => [type, channel])).toEqual([
    ['message', null],
    ['message:edit', null],
    ['message:delete', null],
  ]);
  await reads.until((item) => item.type === 'event' && item.kind === 'delete');
  expect(reads.data()).toEqual([{ text: 'psst' }, { text: 'pssst' }, null]);
  expect((await hers.told()).map(([event]) => event)).toEqual(['message', ...CHANGES]);
  expect(await his.told()).toEqual([]);
});

test('who comes, goes and changes its state is seen by the members of other protocols, and they by it', async () => {
  const channel = 'presence-room';
  const settings = {
    notify_presence: true,
    notify_state: true,
    broadcast_presence_with_user_lists: true,
  };
  await call('POST', '/channel_config', { [channel]: settings });
  await using ann = await listen('ann', [channel], {
    user_state: { mood: 'fine', pin: 1 },
    state_public_keys: ['mood'],
  });
  using stock = stockPusher(server, { id: 'pia', info: { name: 'Pia' } });
  const members = stock.client.subscribe(channel);
  const { data } = await heard(members, SUBSCRIBED);
  expect(data).toMatchObject({ members: { ann: { mood: 'fine' } } });
  await using native = await userClient(server, 'nat', { [channel]: ['subscribe', 'presence'] });
  using reads = await follow(native.client, channel, { presence: { name: 'Nat' } });
  await ann.frames.until(([first]) => first?.user === 'nat');
  expect(ann.told).toMatchObject([
    {
      ...{ type: 'presence', user: 'pia', message: { action: 'joined' }, state: { name: 'Pia' } },
      users: [
        { user: 'ann', state: { mood: 'fine' } },
        { user: 'pia', state: { name: 'Pia' } },
      ],
    },
    { type: 'presence', user: 'nat', state: { name: 'Nat' } },
  ]);

  await call('POST', '/user_state', { user: 'ann', user_state: { mood: 'great', pin: 2 } });
  const update = await reads.until((item) => item.type === 'presence' && item.action === 'update');
  expect(update).toMatchObject({ user: 'ann', data: { mood: 'great' } });
  await native.client.channels.updatePresence.mutate({ channel, data: { name: 'Nathan' } });
  await ann.frames.until(([first]) => first?.type === 'user_state_change' && first.user === 'nat');
  expect(ann.told.slice(2)).toMatchObject([
    { user: 'ann', message: { state: { mood: 'great' }, changed: [{ key: 'mood', value: 'great' }] } },
    { user: 'nat', message: { state: { name: 'Nathan' }, changed: [{ key: 'name', value: 'Nathan' }] } },
  ]);

  const added = heard(members, 'pusher:member_added');
  await using bob = await listen('bob', [channel]);
  expect((await added).data).toMatchObject({ id: 'bob', info: {} });
  const removed = heard(members, 'pusher:member_removed');
  await bob[Symbol.asyncDispose]();
  expect((await removed).data).toMatchObject({ id: 'bob' });
  await reads.leave();
  await ann.frames.until(
    ([first]) => first?.user === 'nat' && JSON.stringify(first.message) === '{"action":"parted"}',
  );
});
