import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { stockClient } from '../harness/client.ts';
import { follow } from '../harness/follow.ts';
import { PATIENCE } from '../harness/patience.ts';
import { adminRest } from '../harness/rest-client.ts';
import { ADMIN_KEY, startTestServer, type TestServer } from '../harness/test-server.ts';
import { type Answered, caller } from './http-caller.ts';
import { SocketClient } from './listening.ts';

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}$/;
const UUID = '88e1d3a0-0000-4000-8000-0000000000';
const Echo = z.array(z.looseObject({ uuid: z.string(), timestamp: z.string().optional() }));
const Info = z.object({
  channels: z.record(
    z.string(),
    z.looseObject({ uuid: z.string(), history: z.array(z.looseObject({ uuid: z.string() })) }),
  ),
  users: z.array(z.object({ user: z.string(), state: z.record(z.string(), z.unknown()) })),
});

let server: TestServer;
let call: ReturnType<typeof caller>;
beforeAll(async () => {
  server = await startTestServer();
  call = caller(server);
});
afterAll(() => server[Symbol.asyncDispose]());

async function listener(username: string, channels: readonly string[]): Promise<SocketClient> {
  const { body } = await call('POST', '/connect', { username, channels });
  return SocketClient.open(server, z.object({ conn_id: z.string() }).parse(body).conn_id);
}

/** What a channel's history holds for its backend. */
async function history(channel: string): Promise<unknown[]> {
  const { body } = await call('POST', '/info', { info: { channels: [channel] } });
  return Info.parse(body).channels[channel]?.history ?? [];
}

function first({ status, body }: Answered): z.infer<typeof Echo>[number] {
  expect(status, JSON.stringify(body)).toBe(200);
  const [message] = Echo.parse(body);
  if (!message) throw new Error('nothing was accepted');
  return message;
}

/** A message without what `catchup` and its kind say. */
function shown(told: unknown): unknown {
  const { type: _type, catchup: _catchup, ...rest } = z.looseObject({}).parse(told);
  return rest;
}

describe('sending', () => {
  test('a list that is more than the app may say at once is refused as a whole', async () => {
    const limit = (appPublishPerSecond: number) =>
      adminRest(server)('PATCH', '/apps/default', { settings: { limits: { appPublishPerSecond } } });
    await call('POST', '/channel_config', { paced: { store_history: true } });
    const list = [1, 2, 3].map((n) => ({ channel: 'paced', user: 'from', message: { n } }));
    const users = { pm_users: ['ann', 'bob', 'cid'], user: 'from', message: {} };
    await limit(2);
    expect(await call('POST', '/message', list)).toMatchObject({ status: 429 });
    expect(await call('POST', '/message', [users])).toMatchObject({ status: 429 });
    await limit(100_000);
    expect(await history('paced')).toEqual([]);
    // Raised, the limit lets through what comes in the time after.
    await vi.waitFor(
      async () => expect(await call('POST', '/message', list)).toMatchObject({ status: 200 }),
      PATIENCE,
    );
  });

  test('a message is echoed with what was left out, delivered with the same, and kept', async () => {
    await call('POST', '/channel_config', { kept: { store_history: true } });
    await using ann = await listener('ann', ['kept']);
    const sent = first(
      await call('POST', '/message', [
        { channel: 'kept', user: 'from', message: { text: 'one', n: 1.5 }, type: 'odd', extra: { a: [1] } },
      ]),
    );
    const common = {
      channel: 'kept',
      uuid: expect.stringMatching(/^[0-9a-f-]{36}$/),
      timestamp: expect.stringMatching(TIME),
      user: 'from',
      message: { text: 'one', n: 1.5 },
      edited: null,
      extra: { a: [1] },
    };
    const delivery = { pm_users: [], exclude_users: [], no_history: false };
    expect(sent).toEqual({ ...common, ...delivery, type: 'odd' });
    const { uuid, timestamp } = sent;
    expect(await ann.says('one')).toEqual({ ...common, uuid, timestamp, type: 'message', catchup: false });
    expect(await history('kept')).toEqual([{ ...common, ...delivery, uuid, timestamp, type: 'message' }]);
  });

  test('a message with a uuid is stored once, however often it is sent; the repetition gets the first answer', async () => {
    await using ann = await listener('ann', ['once']);
    const message = { channel: 'once', user: 'from', uuid: `${UUID}01`, message: { text: 'once' } };
    const sent = first(await call('POST', '/message', [message]));
    expect(first(await call('POST', '/message', [message]))).toEqual(sent);
    expect(sent.uuid).toBe(message.uuid);
    await call('POST', '/message', [{ ...message, uuid: undefined, message: { text: 'last' } }]);
    await ann.says('last');
    expect(ann.told.filter(({ type }) => type === 'message')).toHaveLength(2);
  });

  test('times that the backend gives are kept; UTC comes back with its zone, and stands in frames as Z', async () => {
    await using ann = await listener('ann', ['times']);
    const message = {
      channel: 'times',
      user: 'from',
      message: { text: 'then' },
      timestamp: '2020-01-02T03:04:05Z',
    };
    expect(first(await call('POST', '/message', [message])).timestamp).toBe('2020-01-02T03:04:05+00:00');
    expect(await ann.says('then')).toMatchObject({ timestamp: '2020-01-02T03:04:05Z' });
  });

  test('what goes nowhere is left out; what is to be read by nobody is said all the same', async () => {
    expect((await call('POST', '/message', [{ user: 'from', message: {} }])).body).toEqual([]);
    expect(first(await call('POST', '/message', [{ user: 'from', channel: 'nobody-there' }]))).toEqual({
      channel: 'nobody-there',
      pm_users: [],
      exclude_users: [],
      no_history: false,
      uuid: expect.any(String),
      timestamp: expect.any(String),
      user: 'from',
      edited: null,
    });
    expect((await call('POST', '/message', [])).body).toEqual([]);
  });

  test('one wrong message of a list keeps back all of them, one too large as well', async () => {
    await using ann = await listener('ann', ['whole']);
    const good = { channel: 'whole', user: 'from', message: { text: 'good' } };
    for (const [bad, status] of [
      [{ ...good, user: null }, 422],
      [{ ...good, message: { text: 'x'.repeat(200_000) } }, 413],
      [{ ...good, huge: 'x'.repeat(200_000) }, 413],
    ] as const) {
      expect((await call('POST', '/message', [good, bad])).status).toBe(status);
    }
    const many = Array.from({ length: 101 }, () => good);
    expect((await call('POST', '/message', many)).status).toBe(413);
    await call('POST', '/message', [{ ...good, message: { text: 'end' } }]);
    await ann.says('end');
    expect(ann.told).toHaveLength(1);
  });
});

test('messages of a list are told in its order, kept or not', async () => {
  await call('POST', '/channel_config', { order: { store_history: true } });
  await using ann = await listener('ann', ['order']);
  const texts = ['1', '2', '3', '4', '5'];
  const messages = texts.map((text, index) => ({
    ...{ channel: 'order', user: 'x', message: { text } },
    no_history: index % 2 === 1,
  }));
  expect((await call('POST', '/message', messages)).body).toMatchObject(
    messages.map(({ message }) => ({ message })),
  );
  await ann.says('5');
  expect(ann.told.map(({ message }) => message)).toEqual(texts.map((text) => ({ text })));
});

describe('for whom', () => {
  test('a message on a channel is for those who are named and not left out, live and in what each is shown of its history', async () => {
    await call('POST', '/channel_config', { some: { store_history: true } });
    await using ann = await listener('ann', ['some']);
    await using bob = await listener('bob', ['some']);
    await using cid = await listener('cid', ['elsewhere']);
    const lists = { pm_users: ['ann', 'cid', 'bob'], exclude_users: ['bob'] };
    const sent = first(
      await call('POST', '/message', [{ channel: 'some', user: 'x', ...lists, message: { text: 'pm' } }]),
    );
    const passing = { channel: 'some', user: 'x', ...lists, no_history: true, message: { text: 'passing' } };
    await call('POST', '/message', [passing]);
    await call('POST', '/message', [{ channel: 'some', user: 'x', message: { text: 'all' } }]);
    await call('POST', '/message', [{ channel: 'elsewhere', user: 'x', message: { text: 'all' } }]);
    for (const client of [ann, bob, cid]) await client.says('all');
    const texts = (client: SocketClient) =>
      client.told.map(({ message }) => z.object({ text: z.string() }).parse(message).text);
    expect(texts(ann)).toEqual(['pm', 'passing', 'all']);
    expect([texts(bob), texts(cid)]).toEqual([['all'], ['all']]);
    expect(shown(await ann.says('pm'))).not.toHaveProperty('pm_users');

    expect(await history('some')).toMatchObject([{ ...lists, uuid: sent.uuid }, { pm_users: [] }]);
    for (const [username, uuids] of [
      ['ann', 2],
      ['bob', 1],
    ] as const) {
      const { body } = await call('POST', '/connect', { username, channels: ['some'] });
      const { channels } = Info.parse(z.object({ channels_info: z.unknown() }).parse(body).channels_info);
      expect(channels.some?.history).toHaveLength(uuids);
      for (const entry of channels.some?.history ?? []) {
        expect(entry).toMatchObject({ pm_users: [], exclude_users: [] });
      }
    }
  });

  test('a message without a channel is for each named user who is not left out, wherever it is; edits and deletions follow it', async () => {
    await using ann = await listener('ann', ['here']);
    await using bob = await listener('bob', []);
    const lists = { pm_users: ['ann', 'bob', 'bob'], exclude_users: ['bob'] };
    const sent = first(await call('POST', '/message', [{ user: 'x', ...lists, message: { text: 'you' } }]));
    expect(sent).toMatchObject({ channel: null, ...lists });
    expect(await ann.says('you')).toMatchObject({ channel: null, uuid: sent.uuid });
    const { uuid } = sent;
    await call('PATCH', '/message', [{ uuid, pm_users: ['ann'], message: { text: 'you!' } }]);
    expect(await ann.tells('message:edit')).toMatchObject({ uuid, channel: null, message: { text: 'you!' } });
    await call('DELETE', '/message', [{ uuid, pm_users: ['ann'] }]);
    expect(await ann.tells('message:delete')).toEqual({ type: 'message:delete', uuid, channel: null });
    await call('POST', '/message', [{ user: 'x', pm_users: ['bob'], message: { text: 'end' } }]);
    await bob.says('end');
    expect(bob.told).toHaveLength(1);
  });
});

describe('editing and deleting', () => {
  test('an edit is told as it came, and stands in the history with what it left out as it was', async () => {
    await call('POST', '/channel_config', { edits: { store_history: true } });
    await using ann = await listener('ann', ['edits']);
    const { uuid, timestamp } = first(
      await call('POST', '/message', [{ channel: 'edits', user: 'from', message: { text: 'a' }, extra: 1 }]),
    );
    const echo = first(
      await call('PATCH', '/message', [
        { channel: 'edits', uuid, user: 'other', message: { text: 'b' }, why: 2 },
      ]),
    );
    const delivery = { pm_users: [], exclude_users: [], no_history: false };
    const change = {
      channel: 'edits',
      uuid,
      user: 'other',
      message: { text: 'b' },
      edited: expect.stringMatching(TIME),
    };
    expect(echo).toEqual({ ...delivery, ...change, why: 2 });
    expect(await ann.tells('message:edit')).toEqual({
      ...change,
      type: 'message:edit',
      edited: echo.edited,
      why: 2,
    });

    await call('PATCH', '/message', [{ channel: 'edits', uuid, timestamp: '2020-01-01T00:00:00' }]);
    await call('PATCH', '/message', [
      { channel: 'edits', uuid, message: { text: 'c' }, edited: '2031-01-01T00:00:00' },
    ]);
    await expect.poll(() => ann.told.length).toBe(4);
    expect(ann.told.slice(2).map(shown)).toEqual([
      { uuid, channel: 'edits', timestamp: '2020-01-01T00:00:00', edited: expect.stringMatching(TIME) },
      { uuid, channel: 'edits', message: { text: 'c' }, edited: '2031-01-01T00:00:00' },
    ]);
    expect(timestamp).toMatch(TIME);
    expect(await history('edits')).toEqual([
      {
        ...delivery,
        type: 'message',
        channel: 'edits',
        uuid,
        user: 'other',
        message: { text: 'c' },
        timestamp: '2020-01-01T00:00:00',
        edited: '2031-01-01T00:00:00',
        extra: 1,
      },
    ]);

    expect((await call('DELETE', '/message', [{ channel: 'edits', uuid }])).body).toEqual([
      { ...delivery, channel: 'edits', uuid },
    ]);
    expect(await ann.tells('message:delete')).toEqual({ type: 'message:delete', uuid, channel: 'edits' });
    expect(await history('edits')).toEqual([]);
  });

  test('of several edits at once each begins with what the one before left', async () => {
    await call('POST', '/channel_config', { turns: { store_history: true } });
    const { uuid } = first(
      await call('POST', '/message', [{ channel: 'turns', user: 'x', message: { n: 0 } }]),
    );
    const to = { channel: 'turns', uuid };
    const changes = [{ message: { n: 1 } }, { user: 'y' }, { timestamp: '2020-01-01T00:00:00' }];
    await call(
      'PATCH',
      '/message',
      changes.map((change) => ({ ...to, ...change })),
    );
    expect(await history('turns')).toMatchObject([{ ...to, ...Object.assign({}, ...changes) }]);
  });

  test('what is not there is changed for those who may have it: they are told the same', async () => {
    await using ann = await listener('ann', ['gone']);
    const uuid = `${UUID}02`;
    const passing = { channel: 'gone', user: 'x', uuid, no_history: true, message: { text: 'passing' } };
    await call('POST', '/message', [passing]);
    expect(await ann.says('passing')).toMatchObject({ uuid });
    await call('PATCH', '/message', [{ channel: 'gone', uuid, message: { text: 'b' }, why: 1 }]);
    expect(await ann.tells('message:edit')).toEqual({
      type: 'message:edit',
      uuid,
      channel: 'gone',
      message: { text: 'b' },
      edited: expect.stringMatching(TIME),
      why: 1,
    });
    await call('DELETE', '/message', [{ channel: 'gone', uuid, exclude_users: ['ann'] }]);
    await call('DELETE', '/message', [{ channel: 'gone', uuid }]);
    await call('POST', '/message', [{ channel: 'gone', user: 'x', message: { text: 'end' } }]);
    await ann.says('end');
    expect(ann.told.filter(({ type }) => type === 'message:delete')).toHaveLength(1);
  });

  test('an edit is told to those whom it names, and never to others than could read the message', async () => {
    await using ann = await listener('ann', ['narrow']);
    await using bob = await listener('bob', ['narrow']);
    await using cid = await listener('cid', ['narrow']);
    const { uuid } = first(
      await call('POST', '/message', [
        { channel: 'narrow', user: 'x', exclude_users: ['cid'], message: { text: 'a' } },
      ]),
    );
    await call('PATCH', '/message', [
      { channel: 'narrow', uuid, pm_users: ['bob', 'cid'], message: { text: 'b' } },
    ]);
    await call('POST', '/message', [{ channel: 'narrow', user: 'x', message: { text: 'end' } }]);
    for (const client of [ann, bob, cid]) await client.says('end');
    const types = (client: SocketClient) => client.told.map(({ type }) => type);
    expect([types(ann), types(bob), types(cid)]).toEqual([
      ['message', 'message'],
      ['message', 'message:edit', 'message'],
      ['message'],
    ]);
  });

  test('uuid and shape of changes are asked for in the words that clients know', async () => {
    for (const [method, body, complaints] of [
      ['PATCH', [{}], { 0: { uuid: ['Missing data for required field.'] } }],
      [
        'PATCH',
        [{ uuid: 'x', message: null }],
        { 0: { uuid: ['Not a valid UUID.'], message: ['Field may not be null.'] } },
      ],
      ['DELETE', [{ uuid: `${UUID}03`, user: 'x' }], { 0: { user: ['Unknown field.'] } }],
    ] as const) {
      const refused = await call(method, '/message', body);
      expect([refused.status, refused.body]).toEqual([422, complaints]);
    }
  });
});

describe('other protocols', () => {
  test('a native reader gets what a backend says here, and what it says is heard here and can be changed by its uuid', async () => {
    await using native = stockClient(server, { adminKey: ADMIN_KEY });
    using feed = await follow(native.client, 'world');
    await using ann = await listener('ann', ['world']);
    await call('POST', '/message', [{ channel: 'world', user: 'from', message: { text: 'hello' } }]);
    expect(await feed.event({ text: 'hello' })).toMatchObject({
      kind: 'publish',
      name: 'message',
      user: 'from',
    });

    await native.client.channels.publish.mutate({ channel: 'world', name: 'price', data: [1] });
    await expect.poll(() => ann.told.length).toBe(2);
    const price = ann.told[1];
    expect(price).toMatchObject({ type: 'message', event: 'price', user: null, message: { data: [1] } });
    await call('PATCH', '/message', [{ channel: 'world', uuid: price?.uuid, message: { text: 'changed' } }]);
    expect(await ann.tells('message:edit')).toMatchObject({
      uuid: price?.uuid,
      message: { text: 'changed' },
    });
  });
});

describe('settings and figures of channels', () => {
  test('what is set of a channel stays until it is set again, and is told by info', async () => {
    const set = await call('POST', '/channel_config', {
      set: { history_size: '2', store_history: 'yes', notify_state: 1 },
    });
    const settings = {
      notify_presence: false,
      broadcast_presence_with_user_lists: false,
      notify_state: true,
      store_history: true,
      history_size: 2,
      store_frames: true,
    };
    const about = {
      uuid: expect.stringMatching(/^[0-9a-f-]{36}$/),
      name: 'set',
      long_name: null,
      settings,
      history: [],
      last_active: expect.stringMatching(TIME),
      total_connections: 0,
      total_users: 0,
      users: [],
    };
    expect([set.status, set.body]).toEqual([200, { channels: { set: about }, users: [] }]);
    await call('POST', '/channel_config', { set: { notify_state: false } });
    for (const text of ['a', 'b', 'c']) {
      await call('POST', '/message', [{ channel: 'set', user: 'x', message: { text } }]);
    }
    const { body } = await call('GET', '/info');
    const { channels } = Info.parse(body);
    expect(channels.set).toMatchObject({
      settings: { ...settings, notify_state: false },
      uuid: Info.parse(set.body).channels.set?.uuid,
    });
    expect(channels.set?.history.map(({ message }) => message)).toEqual([{ text: 'b' }, { text: 'c' }]);
    await call('POST', '/channel_config', { set: { history_size: 0 } });
    expect(await history('set')).toEqual([]);
  });

  test('wrong settings are refused without saying of which channel, and nothing is set', async () => {
    for (const [body, complaints] of [
      [{ no1: { history_size: -1 } }, { history_size: ['Must be greater than or equal to 0.'] }],
      [{ no1: {}, no2: { salvageable: true } }, { salvageable: ['Unknown field.'] }],
      [
        { no1: { store_history: 'maybe', history_size: 'x' } },
        { store_history: ['Not a valid boolean.'], history_size: ['Not a valid integer.'] },
      ],
      [{ no1: 5 }, { _schema: ['Invalid input type.'] }],
    ] as const) {
      const refused = await call('POST', '/channel_config', body);
      expect([refused.status, refused.body]).toEqual([422, complaints]);
    }
    expect(Object.keys(Info.parse((await call('GET', '/info')).body).channels)).not.toContain('no1');
  });

  test('info tells what is asked for: these channels without those, with or without histories and users, all of their state or the public part', async () => {
    const state = { user_state: { mood: 'calm', secret: 1 }, state_public_keys: ['mood'] };
    await call('POST', '/connect', { username: 'dan', channels: ['in-1', 'in-2'], ...state });
    const ask = async (info: object) => Info.parse((await call('POST', '/info', { info })).body);
    const all = await ask({});
    expect(all.channels['in-1']).toMatchObject({ users: ['dan'], total_users: 1, total_connections: 1 });
    expect(all.users.find(({ user }) => user === 'dan')?.state).toEqual({ mood: 'calm', secret: 1 });
    expect(await ask({ channels: [] })).toEqual({ channels: {}, users: [] });
    const some = await ask({
      channels: ['in-1', 'in-2', 'unknown'],
      exclude_channels: ['in-2'],
      return_public_state: true,
    });
    expect(Object.keys(some.channels)).toEqual(['in-1']);
    expect(some.users).toEqual([{ user: 'dan', state: { mood: 'calm' } }]);
    const bare = await ask({ channels: ['in-1'], include_users: false, include_history: 'no' });
    expect(bare).toMatchObject({
      channels: { 'in-1': { total_users: 0, users: [], history: [] } },
      users: [],
    });
    expect(Object.keys(all.channels).filter((name) => name.startsWith('#'))).toEqual([]);
    expect((await call('POST', '/info')).status).toBe(200);
    expect((await call('POST', '/info', {})).body).toEqual({ info: ['Missing data for required field.'] });
  });

  test('of histories that are too large for one answer the newest messages are told, and what one leaves is for others', async () => {
    const small = Array.from({ length: 99 }, (_, index) => `small-${index}`);
    const settings = { large: { store_history: true } };
    await call('POST', '/channel_config', settings);
    await call(
      'POST',
      '/channel_config',
      Object.fromEntries(small.map((name) => [name, { notify_state: true }])),
    );
    const say = (n: number) => ({ channel: 'large', user: 'x', message: { n, text: 'x'.repeat(100_000) } });
    expect((await call('POST', '/message', [say(1), say(2), say(3)])).status).toBe(200);
    const told = async (channels: readonly string[]) => {
      const { body } = await call('POST', '/info', { info: { channels } });
      return Info.parse(body).channels.large?.history.map(({ message }) => message);
    };
    const n = (...numbers: readonly number[]) => numbers.map((one) => expect.objectContaining({ n: one }));
    expect(await told(['large', ...small])).toEqual(n(3));
    expect(await told([...small, 'large'])).toEqual(n(1, 2, 3));
    expect(await told(['large'])).toEqual(n(1, 2, 3));
  });

  test('settings and histories outlive a restart', async () => {
    await call('POST', '/channel_config', { lasting: { store_history: true, notify_presence: true } });
    const { uuid } = first(
      await call('POST', '/message', [{ channel: 'lasting', user: 'x', message: { text: 'kept' } }]),
    );
    const before = Info.parse((await call('POST', '/info', { info: { channels: ['lasting'] } })).body);
    server = await server.restart();
    call = caller(server);
    const after = Info.parse((await call('POST', '/info', { info: { channels: ['lasting'] } })).body);
    expect(after.channels.lasting).toEqual(before.channels.lasting);
    expect(after.channels.lasting?.history).toMatchObject([{ uuid }]);
    await call('PATCH', '/message', [{ channel: 'lasting', uuid, message: { text: 'changed' } }]);
    expect(await history('lasting')).toMatchObject([{ uuid, message: { text: 'changed' } }]);
    expect(server.errors).toEqual([]);
  });
});
