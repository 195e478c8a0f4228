import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { startTestServer, type TestServer } from '../harness/test-server.ts';
import { caller } from './http-caller.ts';
import { SocketClient, type Told } from './listening.ts';
import { SEED_EXAMPLES } from './seed-examples.ts';

const CHANNEL = 'tutorial/messaging';
const MEMBERS = ['messaging-demo-user', 'some-other-user', 'exclude-this-user', 'random-user'] as const;
const NAMED = ['messaging-demo-user', 'some-other-user'];
const TIME = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}$/);
const UUID = expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);
const TEXT = { text: 'My message text' };
const FIRST = { text: 'My message text', can: 'store_different_keys', counter: 5 };
const [TO_ALL, TO_SOME, TO_USERS, PASSING, EDIT, DELETE] = SEED_EXAMPLES;

const Echo = z.tuple([z.looseObject({ uuid: z.string(), timestamp: z.string().optional() })]);
type Echoed = z.infer<typeof Echo>[0];

let server: TestServer;
let call: ReturnType<typeof caller>;
/** Who listens, by name: the four members of the channel, and one who is in none. */
const clients = new Map<string, SocketClient>();

beforeAll(async () => {
  server = await startTestServer();
  call = caller(server);
  await call('POST', '/channel_config', { [CHANNEL]: { store_history: true } });
  for (const username of [...MEMBERS, 'loner']) {
    const channels = username === 'loner' ? [] : [CHANNEL];
    const { body } = await call('POST', '/connect', { username, channels });
    const { conn_id } = z.looseObject({ conn_id: z.string() }).parse(body);
    clients.set(username, await SocketClient.open(server, conn_id));
  }
});
afterAll(async () => {
  for (const client of clients.values()) await client[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
  expect(server.errors).toEqual([]);
});

/** Sends an example as it is written, with the UUID where the page says to put it. */
async function send(method: string, example: string, uuid = ''): Promise<Echoed> {
  const before = new Map([...clients].map(([name, client]) => [name, client.told.length]));
  const { status, body } = await call(
    method,
    '/message',
    example.replace('USE_UUID_FROM_FIRST_EXAMPLE', uuid),
  );
  expect(status, JSON.stringify(body)).toBe(200);
  // What comes after it on the same connections: so nobody waits for what never comes.
  const end = { user: 'test', pm_users: [...clients.keys()], message: { text: `after ${before.size}` } };
  const marked = z
    .tuple([z.looseObject({ uuid: z.string() })])
    .parse((await call('POST', '/message', [end])).body)[0].uuid;
  for (const [name, client] of clients) {
    await client.frames.until(([first]) => first?.uuid === marked);
    heard.set(
      name,
      client.told.slice(before.get(name)).filter(({ uuid: told }) => told !== marked),
    );
  }
  return Echo.parse(body)[0];
}

/** What each was told of the last example. */
const heard = new Map<string, readonly Told[]>();

/** That these, and nobody else, were told this, and this alone. */
function expectHeard(names: readonly string[], frame: object): void {
  for (const name of clients.keys()) {
    expect(heard.get(name), name).toEqual(names.includes(name) ? [frame] : []);
  }
}

async function history(): Promise<unknown[]> {
  const { body } = await call('POST', '/info', { info: { channels: [CHANNEL] } });
  const Info = z.object({ channels: z.record(z.string(), z.object({ history: z.array(z.unknown()) })) });
  return Info.parse(body).channels[CHANNEL]?.history ?? [];
}

describe('the six examples, one after the other', () => {
  const delivery = { pm_users: [], exclude_users: [], channel: CHANNEL, no_history: false };
  const lists = { pm_users: NAMED, exclude_users: ['exclude-this-user', 'random-user'] };
  let first: Echoed;
  let second: Echoed;

  test('1: to all users of a channel', async () => {
    first = await send('POST', TO_ALL);
    const { uuid, timestamp } = first;
    const common = { channel: CHANNEL, uuid, timestamp, user: 'from_user', message: FIRST, edited: null };
    expect(first).toEqual({ ...delivery, ...common, uuid: UUID, timestamp: TIME });
    expectHeard(MEMBERS, { ...common, catchup: false, type: 'message' });
    expect(await history()).toEqual([{ ...delivery, ...common, type: 'message' }]);
  });

  test('2: to some users of it', async () => {
    second = await send('POST', TO_SOME);
    const { uuid, timestamp } = second;
    const common = { channel: CHANNEL, uuid, timestamp, user: 'from_user', message: TEXT, edited: null };
    expect(second).toEqual({ ...delivery, ...lists, ...common, uuid: UUID, timestamp: TIME });
    expectHeard(NAMED, { ...common, catchup: false, type: 'message' });
    expect(await history()).toMatchObject([{ uuid: first.uuid }, { ...common, ...lists }]);
  });

  test('3: to specific users, whatever their channels', async () => {
    const sent = await send('POST', TO_USERS);
    const { uuid, timestamp } = sent;
    const common = { channel: null, uuid, timestamp, user: 'from_user', message: TEXT, edited: null };
    const expected = { ...delivery, ...common, pm_users: NAMED, uuid: UUID, timestamp: TIME };
    expect(sent).toEqual(expected);
    expectHeard(NAMED, { ...common, catchup: false, type: 'message' });
    expect(await history()).toHaveLength(2);
  });

  test('4: to a channel, and not into its history', async () => {
    const sent = await send('POST', PASSING);
    const { uuid, timestamp } = sent;
    const common = { channel: CHANNEL, uuid, timestamp, user: 'system', message: TEXT, edited: null };
    expect(sent).toEqual({ ...delivery, ...common, no_history: true, uuid: UUID, timestamp: TIME });
    expectHeard(MEMBERS, { ...common, catchup: false, type: 'message' });
    expect(await history()).toMatchObject([{ uuid: first.uuid }, { uuid: second.uuid }]);
  });

  test('5: an edit of the first', async () => {
    const echo = await send('PATCH', EDIT, first.uuid);
    const change = {
      ...{ channel: CHANNEL, uuid: first.uuid, user: 'my_new_user' },
      ...{ message: { text: 'My new payload' }, edited: echo.edited },
    };
    expect(echo).toEqual({ ...delivery, ...change, edited: TIME });
    expectHeard(MEMBERS, { ...change, type: 'message:edit' });
    expect(await history()).toEqual([
      { ...delivery, ...change, timestamp: first.timestamp, type: 'message' },
      expect.objectContaining({ uuid: second.uuid }),
    ]);
  });

  test('6: its deletion', async () => {
    const { uuid } = first;
    expect(await send('DELETE', DELETE, uuid)).toEqual({ ...delivery, uuid });
    expectHeard(MEMBERS, { channel: CHANNEL, uuid, type: 'message:delete' });
    expect(await history()).toMatchObject([{ uuid: second.uuid }]);
  });
});
