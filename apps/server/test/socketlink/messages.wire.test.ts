import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { ALL_RIGHTS } from '../../src/core/access/grant.ts';
import { exactPattern } from '../../src/core/rules/pattern.ts';
import { movableRuntime } from '../harness/movable-runtime.ts';
import { startTestServer, type TestServer } from '../harness/test-server.ts';
import { appOf } from './app-of.ts';
import { SocketLinkClient } from './socketlink-client.ts';

const runtime = movableRuntime();
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({}, { runtime });
});
afterAll(() => server[Symbol.asyncDispose]());

const says = (data: string) => ({ data, source: 'server' });
const PROBE = { source: 'latency' };

/** Two clients in a room. */
async function pair(rid: string) {
  const ann = await (await SocketLinkClient.connect(server, `ann of ${rid}`)).enter(rid);
  const bob = await (await SocketLinkClient.connect(server, `bob of ${rid}`)).enter(rid);
  if (rid.includes('-state-')) await ann.next();
  return {
    ann,
    bob,
    [Symbol.dispose]() {
      ann[Symbol.dispose]();
      bob[Symbol.dispose]();
    },
  };
}

/** What was heard, but for the question how long the way is. */
async function heard(client: SocketLinkClient): Promise<unknown[]> {
  return (await client.heard()).filter((frame) => JSON.stringify(frame) !== JSON.stringify(PROBE));
}

test.each([
  'pub-',
  'pub-a',
  'pub-cache-a',
  'pub-state-a',
  'pub-state-cache-a',
  'pub-state',
  'pub-a b/ü"\u2028',
])('a message in %s reaches every member but its sender, in order', async (rid) => {
  using room = await pair(rid);
  const texts = Array.from({ length: 30 }, (_, index) => `message ${index}`);
  for (const text of texts) room.ann.send(text, rid);
  for (const data of texts) expect(await room.bob.next()).toEqual({ data, source: 'user', rid });
  expect(await heard(room.ann)).toEqual([]);
});

test.each(['pri-a', 'pri-cache-a', 'pri-state-a', 'pri-state-cache-a'])(
  'a private room %s is closed to who was not admitted, and a room like any other to who was',
  async (rid) => {
    using member = await SocketLinkClient.connect(server, `member of ${rid}`);
    using stranger = await SocketLinkClient.connect(server, rid);
    expect(() => stranger.entrance.enter(rid)).toThrow('has not admitted');
    const admitted = {
      pattern: exactPattern(rid),
      rights: ALL_RIGHTS,
      proof: 'verified',
      expiresAt: null,
    } as const;
    member.session.admit(admitted);
    await member.enter(rid);
    using other = await SocketLinkClient.connect(server, `other of ${rid}`);
    other.session.admit(admitted);
    await other.enter(rid);
    other.send('secret', rid);
    if (rid.includes('-state-')) await member.next();
    expect(await member.next()).toEqual({ data: 'secret', source: 'user', rid });
    stranger.send('let me in', rid);
    expect(await stranger.next()).toEqual(says('NO_SUBSCRIPTION_FOUND'));
    expect(await stranger.heard()).toEqual([]);
  },
);

test.each([
  'plain',
  '',
  '"',
  '\\',
  '{"data":"x","source":"admin"}',
  '\n\r\t\0\b\u001b',
  '\u2028\u2029',
  '😀ü',
  '\ud800',
])('any text arrives as it was sent: %j', async (text) => {
  using room = await pair('pub-texts');
  room.ann.send(text, 'pub-texts');
  expect(await room.bob.next()).toEqual({ data: text, source: 'user', rid: 'pub-texts' });
  using kept = await pair('pub-cache-texts');
  kept.ann.send(text, 'pub-cache-texts');
  expect(await kept.bob.next()).toEqual({ data: text, source: 'user', rid: 'pub-cache-texts' });
});

test('a message leaves by the opcode that it came with', async () => {
  using room = await pair('pub-opcodes');
  const message = JSON.stringify({ rid: 'pub-opcodes', message: 'ü' });
  room.ann.raw(Buffer.from(message));
  room.ann.raw(message);
  expect([(await room.bob.nextFrame()).isBinary, (await room.bob.nextFrame()).isBinary]).toEqual([
    true,
    false,
  ]);
});

test.each([
  'nonsense',
  '',
  '{"message":"hi"',
  '{"message":"hi"}',
  '{"rid":"pub-bad"}',
  '{"message":1,"rid":"pub-bad"}',
  '{"message":null,"rid":"pub-bad"}',
  '{"message":{},"rid":"pub-bad"}',
  '{"message":"hi","rid":7}',
  '[{"message":"hi","rid":"pub-bad"}]',
  'null',
  '"text"',
  '[[[[[[[[',
  Buffer.from([0xff, 0xfe]),
  Buffer.from('{"message":"\xff","rid":"pub-bad"}', 'latin1'),
])('what is no message is answered INVALID_JSON, once: %s', async (bad) => {
  using room = await pair('pub-bad');
  room.ann.raw(bad);
  expect(await room.ann.nextSaid()).toEqual(says('INVALID_JSON'));
  expect([await room.ann.heard(), await room.bob.heard()]).toEqual([[], []]);
});

test('keys that nobody asked for are ignored, whatever their order', async () => {
  using room = await pair('pub-keys');
  room.ann.raw('{"x":[1],"rid":"pub-keys","source":"admin","message":"hi","data":"no"}');
  expect(await room.bob.next()).toEqual({ data: 'hi', source: 'user', rid: 'pub-keys' });
});

test('garbage by the thousand is answered frame by frame, and harms nobody', async () => {
  using room = await pair('pub-garbage');
  for (let count = 0; count < 5000; count += 1) room.ann.raw(`{"garbage":${count}`);
  for (let count = 0; count < 5000; count += 1)
    expect(await room.ann.nextSaid()).toEqual(says('INVALID_JSON'));
  room.ann.send('still here', 'pub-garbage');
  expect(await room.bob.next()).toMatchObject({ data: 'still here' });
  expect(server.errors).toEqual([]);
});

test('who is not in a room cannot speak there, nor where others speak by protocol', async () => {
  using room = await pair('pub-members');
  using stranger = await SocketLinkClient.connect(server, 'stranger');
  for (const rid of ['pub-members', 'pub-nobody', '#broadcast', 'SOCKETLINK_BROADCAST', 'stranger', '']) {
    stranger.send('hello', rid);
    expect(await stranger.next()).toEqual(says('NO_SUBSCRIPTION_FOUND'));
  }
  expect(await room.bob.heard()).toEqual([]);
});

test('the messaging switch answers everything, garbage included, before it is read', async () => {
  using room = await pair('pub-switch');
  await appOf(server).messaging(false);
  for (const frame of ['garbage', '{"timestamp":1}', '{"message":"hi","rid":"pub-switch"}']) {
    room.ann.raw(frame);
    expect(await room.ann.nextSaid()).toEqual(says('MESSAGING_DISABLED'));
  }
  await appOf(server).messaging(true);
  room.ann.send('again', 'pub-switch');
  expect(await room.bob.next()).toMatchObject({ data: 'again' });
});

test('who sends faster than the app allows is told for each message lost, and once when it may go on', async () => {
  using room = await pair('pub-fast');
  const app = appOf(server);
  const before = app.stats.dropped;
  await app.limit({ clientPublishPerSecond: 1, clientPublishBurst: 5 });
  for (let count = 0; count < 20; count += 1) room.ann.send(`${count}`, 'pub-fast');
  for (const data of ['0', '1', '2', '3', '4']) expect(await room.bob.next()).toMatchObject({ data });
  const limited = Array.from({ length: 15 }, () => says('YOU_ARE_RATE_LIMITED'));
  const answers: unknown[] = [];
  while (answers.length < 15) answers.push(await room.ann.nextSaid());
  expect(answers).toEqual(limited);
  expect(app.stats.dropped - before).toBe(15);
  runtime.advance(5000);
  expect(await room.ann.nextSaid()).toEqual(says('RATE_LIMIT_LIFTED'));
  room.ann.send('patient', 'pub-fast');
  expect(await room.bob.next()).toMatchObject({ data: 'patient' });
  runtime.advance(5000);
  expect(await heard(room.ann)).toEqual([]);
  await app.limit({ clientPublishPerSecond: 50, clientPublishBurst: 100 });
});

test('a message beyond the size that the app sets at that moment closes with 1009', async () => {
  const app = appOf(server);
  const { maxMessageBytes } = server.running.core.apps.get('default').settings.rooms;
  using room = await pair('pub-size');
  const overhead = JSON.stringify({ message: '', rid: 'pub-size' }).length;
  room.ann.send('x'.repeat(maxMessageBytes - overhead), 'pub-size');
  expect(await room.bob.next()).toMatchObject({ rid: 'pub-size' });
  await app.change({ maxMessageBytes: 200 });
  room.ann.send('x'.repeat(201 - overhead), 'pub-size');
  expect(await room.ann.closed).toEqual({ code: 1009, reason: 'MESSAGE_SIZE_EXCEEDED' });
  await app.change({ maxMessageBytes });
  room.bob.raw(Buffer.alloc(1_100_000, 'x'));
  expect(await room.bob.closed).toMatchObject({ code: 1009 });
});

test('text that is not UTF-8 closes its own connection, and no other', async () => {
  using room = await pair('pub-utf8');
  room.ann.socket.send(Buffer.from([0x22, 0xff, 0x22]), { binary: false });
  expect((await room.ann.closed).code).toBe(1007);
  expect(await room.bob.heard()).toEqual([]);
});

test('a message that the app finds too large, though its rooms would not, is refused in words', async () => {
  using room = await pair('pub-body');
  const app = appOf(server);
  await app.limit({ bodyBytes: 10 });
  room.ann.send('x'.repeat(50), 'pub-body');
  expect(await room.ann.nextSaid()).toEqual(says('MESSAGE_SIZE_EXCEEDED'));
  await app.limit({ bodyBytes: 65_536 });
  expect(await room.bob.heard()).toEqual([]);
});

test('a message that could not be stored is said to be lost, and the next one is taken', async () => {
  using room = await pair('pub-cache-outage');
  const { events } = server.running.core.store;
  const away = vi.spyOn(events, 'append');
  away.mockResolvedValueOnce([{ status: 'failed', cause: new Error('The database is away.') }]);
  room.ann.send('lost', 'pub-cache-outage');
  expect(await room.ann.nextSaid()).toEqual(says('MESSAGE_NOT_DELIVERED'));
  away.mockRestore();
  room.ann.send('kept', 'pub-cache-outage');
  expect(await room.bob.next()).toMatchObject({ data: 'kept' });
});

test('a room in which clients may not speak by a rule of the app answers that messaging is off', async () => {
  using room = await pair('pub-announcements');
  await server.running.core.apps.putRule('default', 'pub-announcements', { publish: 'server' });
  room.ann.send('hello', 'pub-announcements');
  expect(await room.ann.nextSaid()).toEqual(says('MESSAGING_DISABLED'));
});
