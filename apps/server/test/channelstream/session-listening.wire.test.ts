import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { movableRuntime } from '../harness/movable-runtime.ts';
import { startTestServer, type TestServer } from '../harness/test-server.ts';
import { answered, caller } from './http-caller.ts';
import { signedToken } from './http-token.ts';
import { poll, SocketClient, Told, words } from './listening.ts';

const runtime = movableRuntime();
let server: TestServer;
let call: ReturnType<typeof caller>;
beforeAll(async () => {
  server = await startTestServer({}, { runtime });
  call = caller(server, () => signedToken({ seconds: Math.floor(runtime.clock.now() / 1000) }));
});
afterAll(async () => {
  expect(server.errors).toEqual([]);
  await server[Symbol.asyncDispose]();
});

const Connected = z.looseObject({ conn_id: z.uuid(), channels: z.array(z.string()) });

async function connect(username: string, channels: readonly string[], more: object = {}) {
  const { status, body } = await call('POST', '/connect', { username, channels, ...more });
  expect([status, body]).toMatchObject([200, {}]);
  return Connected.parse(body);
}

async function say(channel: string, text: string, more: object = {}): Promise<void> {
  const message = { channel, user: 'somebody', message: { text }, ...more };
  expect(await call('POST', '/message', [message])).toMatchObject({ status: 200 });
}

/** Names of those who are in a channel. */
async function usersOf(channel: string): Promise<unknown> {
  const { body } = await call('POST', '/info', { info: { channels: [channel] } });
  const Info = z.object({ channels: z.record(z.string(), z.object({ users: z.array(z.string()) })) });
  return Info.parse(body).channels[channel]?.users;
}

const watched = (channel: string) => ({
  channel_configs: {
    [channel]: { notify_presence: true, broadcast_presence_with_user_lists: true, notify_state: true },
  },
});

test('what is said between connecting and listening comes first, late and as it was edited, then all as it comes', async () => {
  const { conn_id } = await connect('ann', ['late']);
  const [first, second] = [randomUUID(), randomUUID()];
  await say('late', 'one', { uuid: first });
  await say('late', 'two', { uuid: second });
  await call('PATCH', '/message', [{ channel: 'late', uuid: first, message: { text: 'better' } }]);
  await call('DELETE', '/message', [{ channel: 'late', uuid: second }]);
  await using ann = await SocketClient.open(server, conn_id);
  await say('late', 'three');
  expect(await ann.says('three')).toMatchObject({ channel: 'late', user: 'somebody', catchup: false });
  expect(words(ann.told)).toEqual(['better!', 'message:edit!', 'message:delete!', 'three']);
  expect(ann.frames.items.every((frame) => frame.length === 1)).toBe(true);
});

test('what is said right after the answer is not missed, in however many channels and by whichever way one listens', async () => {
  const channels = Array.from({ length: 30 }, (_, nr) => `many-${nr}`);
  const { conn_id, channels: entered } = await connect('ann', channels);
  expect(entered).toEqual([...channels].sort());
  await Promise.all(channels.map((channel) => say(channel, channel)));
  const { body } = await poll(server, `?conn_id=${conn_id}`);
  const late = z.array(Told).parse(body);
  expect(words(late).sort()).toEqual(channels.map((channel) => `${channel}!`).sort());
});

test('messages to a user alone come on each of its connections, without a channel', async () => {
  const connections = [await connect('solo', []), await connect('solo', ['elsewhere'])];
  const sockets = await Promise.all(connections.map(({ conn_id }) => SocketClient.open(server, conn_id)));
  await call('POST', '/message', [{ user: 'x', pm_users: ['solo'], message: { text: 'psst' } }]);
  for (const socket of sockets) {
    expect(await socket.says('psst')).toMatchObject({ channel: null, user: 'x' });
    await socket[Symbol.asyncDispose]();
  }
});

test('closing the WebSocket parts the user at the next sweep, and the connection is over', async () => {
  const { conn_id } = await connect('ann', ['door'], watched('door'));
  await using watcher = await SocketClient.open(server, (await connect('bob', ['door'])).conn_id);
  const ann = await SocketClient.open(server, conn_id);
  await ann[Symbol.asyncDispose]();
  runtime.advance(1000);
  await expect
    .poll(() => {
      runtime.advance(1000);
      return watcher.told;
    })
    .toMatchObject([
      {
        type: 'presence',
        user: 'ann',
        users: [{ user: 'bob', state: {} }],
        message: { action: 'parted' },
        state: null,
      },
    ]);
  expect(await usersOf('door')).toEqual(['bob']);
  expect((await poll(server, `?conn_id=${conn_id}`)).status).toBe(401);
});

test('a connection that nobody listens on expires after fifteen seconds, in a channel or in none', async () => {
  const [inside, outside] = [await connect('ann', ['idle']), await connect('ann', [])];
  await using heard = await SocketClient.open(server, (await connect('bob', ['idle'])).conn_id);
  runtime.advance(14_000);
  expect(await usersOf('idle')).toEqual(['ann', 'bob']);
  runtime.advance(2000);
  expect(await usersOf('idle')).toEqual(['bob']);
  for (const { conn_id } of [inside, outside]) {
    await using late = await SocketClient.open(server, conn_id);
    expect(await late.closed).toEqual({ code: 1000, reason: 'Unknown connection' });
  }
  expect(heard.socket.readyState).toBe(heard.socket.OPEN);
});

test('a WebSocket opened late is heard like any other, with a heartbeat every five seconds', async () => {
  const { conn_id } = await connect('ann', ['beat']);
  runtime.advance(10_000);
  await using ann = await SocketClient.open(server, conn_id);
  ann.socket.send('{"type":"heartbeat"}');
  for (let beats = 1; beats <= 5; beats += 1) {
    runtime.advance(5000);
    await expect.poll(() => ann.frames.items).toHaveLength(beats);
  }
  await say('beat', 'still here');
  await ann.says('still here');
  expect(words(ann.told)).toEqual(['still here']);
});

test('a second WebSocket on a connection takes over, and the end of the first does it no harm', async () => {
  const { conn_id } = await connect('ann', ['twice']);
  await using first = await SocketClient.open(server, conn_id);
  await using second = await SocketClient.open(server, conn_id);
  expect(await first.closed).toMatchObject({ code: 1000 });
  runtime.advance(2000);
  await say('twice', 'hello');
  await second.says('hello');
  expect(first.told).toEqual([]);
});

test('a WebSocket without a connection is closed by a code that says why', async () => {
  for (const [query, closed] of [
    [`?conn_id=${randomUUID()}`, { code: 1000, reason: 'Unknown connection' }],
    ['?conn_id=nonsense', { code: 1008, reason: 'Wrong UUID format' }],
    ['', { code: 1008, reason: 'conn_id is missing' }],
  ] as const) {
    await using client = new SocketClient(server, query);
    expect(await client.closed).toEqual(closed);
  }
  expect(await answered(await fetch(`${server.url}/ws`))).toMatchObject({ status: 426 });
});

test('long-polling takes what waits, then waits some seconds for more, and says what is wrong with an id', async () => {
  const { conn_id } = await connect('ann', ['polled']);
  await say('polled', 'one');
  const late = await poll(server, `?conn_id=${conn_id}`);
  expect([late.status, words(z.array(Told).parse(late.body))]).toEqual([200, ['one!']]);
  expect(late.headers.get('content-type')).toBe('application/json; charset=utf-8');
  let isAnswered = false;
  const idle = poll(server, `?conn_id=${conn_id}`).finally(() => {
    isAnswered = true;
  });
  await expect
    .poll(() => {
      runtime.advance(300);
      return isAnswered;
    })
    .toBe(true);
  expect(await idle).toMatchObject({ status: 200, body: [] });
  expect(await poll(server, `?conn_id=${randomUUID()}`)).toMatchObject({
    status: 401,
    body: { request: 'Unknown connection' },
  });
  expect(await poll(server, '?conn_id=nonsense')).toMatchObject({ status: 422, body: ['Wrong UUID format'] });
  expect(await poll(server, '')).toMatchObject({ status: 400, body: { request: 'conn_id is missing' } });
});

test('as a script the answer calls a function of the page, and nothing but a function', async () => {
  const { conn_id } = await connect('ann', ['scripted']);
  await say('scripted', '</script>\u2028');
  const bad = await poll(server, `?conn_id=${conn_id}&callback=${encodeURIComponent('alert(1)//')}`);
  expect(bad).toMatchObject({ status: 422, body: { callback: ['Not a valid callback name.'] } });
  const { headers, body } = await poll(server, `?conn_id=${conn_id}&callback=page.told`);
  expect(headers.get('content-type')).toBe('application/javascript; charset=utf-8');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(body).toMatch(/^page\.told\(\[\{.*"text":"<\/script>\\u2028".*\}\]\)$/);
});

test('a client that gives up its poll loses nothing of what came', async () => {
  const { conn_id } = await connect('ann', ['fickle']);
  const giving = new AbortController();
  const given = poll(server, `?conn_id=${conn_id}`, giving.signal);
  giving.abort();
  await expect(given).rejects.toThrow('abort');
  await say('fickle', 'one');
  const { body } = await poll(server, `?conn_id=${conn_id}`);
  expect(words(z.array(Told).parse(body)).map((word) => word.replace('!', ''))).toEqual(['one']);
});
