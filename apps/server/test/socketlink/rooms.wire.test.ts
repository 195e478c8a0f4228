import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { ParleyError } from '../../src/core/errors/parley-error.ts';
import { startTestServer, type TestServer } from '../harness/test-server.ts';
import { appOf } from './app-of.ts';
import { SocketLinkClient } from './socketlink-client.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const Joined = z.object({ data: z.literal('SOMEONE_JOINED_THE_ROOM'), uid: z.string() });
const about = (data: string, rid: string) => ({ data, source: 'server', rid });

test.each(['pub-state-x', 'pub-state-cache-x'])(
  'members of %s are told who comes and who goes, with uid and metadata; the one who does is not',
  async (rid) => {
    using ann = await SocketLinkClient.connect(server, 'ann');
    await ann.enter(rid);
    using bob = await SocketLinkClient.connect(server, 'bob "the\u2028builder"', { metadata: '{"a":"\\"}' });
    await bob.enter(rid);
    const bobs = { uid: 'bob "the\u2028builder"', metadata: '{"a":"\\"}', source: 'server', rid };
    expect(await ann.next()).toEqual({ data: 'SOMEONE_JOINED_THE_ROOM', ...bobs });
    bob.entrance.leave(rid);
    expect(await ann.next()).toEqual({ data: 'SOMEONE_LEFT_THE_ROOM', ...bobs });
    expect(await bob.heard()).toEqual([]);
    await bob.enter(rid);
    expect(await ann.next()).toEqual({ data: 'SOMEONE_JOINED_THE_ROOM', ...bobs });
    bob[Symbol.dispose]();
    expect(await ann.next()).toEqual({ data: 'SOMEONE_LEFT_THE_ROOM', ...bobs });
    expect(await ann.heard()).toEqual([]);
  },
);

test.each(['pub-x', 'pub-cache-x'])('in %s nobody is told who comes and goes', async (rid) => {
  using ann = await SocketLinkClient.connect(server, 'ann1');
  await ann.enter(rid);
  using bob = await SocketLinkClient.connect(server, 'bob1');
  await bob.enter(rid);
  bob.entrance.leave(rid);
  expect(await ann.heard()).toEqual([]);
});

test('who comes while a slow log keeps another from starting is told to that one', async () => {
  const rid = 'pub-state-cache-crowd';
  const clients = await Promise.all(
    Array.from({ length: 8 }, (_, index) => SocketLinkClient.connect(server, `crowd ${index}`)),
  );
  const entering = clients.map(({ entrance }) => entrance.enter(rid));
  await Promise.all(entering);
  for (const [index, client] of clients.entries()) {
    const [first, ...others] = await client.heard();
    expect(first).toEqual(about('CONNECTED_TO_ROOM', rid));
    expect(others.map((frame) => Joined.parse(frame).uid)).toEqual(
      clients.slice(index + 1).map(({ uid }) => uid),
    );
  }
  for (const client of clients) client[Symbol.dispose]();
});

test('the client is told that it is in before anything of the room, unless the app wants it quiet', async () => {
  using ann = await SocketLinkClient.connect(server, 'ann2');
  const entering = ann.entrance.enter('pub-cache-entry');
  void appOf(server).publish('pub-cache-entry', 'early');
  await entering;
  expect(await ann.next()).toEqual(about('CONNECTED_TO_ROOM', 'pub-cache-entry'));
  await appOf(server).change({ announceEntry: false });
  await ann.entrance.enter('pub-quiet');
  await appOf(server).publish('pub-quiet', 'now');
  const frames = await ann.heard();
  expect(frames).toContainEqual({ data: 'now', source: 'user', rid: 'pub-quiet' });
  expect(frames).not.toContainEqual(about('CONNECTED_TO_ROOM', 'pub-quiet'));
  await appOf(server).change({ announceEntry: true });
});

test('a room is entered once, and left once', async () => {
  using ann = await SocketLinkClient.connect(server, 'ann3');
  using bob = await SocketLinkClient.connect(server, 'bob3');
  await bob.enter('pub-once');
  const entering = ann.entrance.enter('pub-once');
  expect(() => ann.entrance.enter('pub-once')).toThrow('already');
  await entering;
  expect([...ann.entrance.channels]).toEqual(['pub-once']);
  expect(await ann.next()).toEqual(about('CONNECTED_TO_ROOM', 'pub-once'));
  bob.send('one', 'pub-once');
  expect(await ann.next()).toMatchObject({ data: 'one' });
  ann.entrance.leave('pub-once');
  ann.entrance.leave('pub-once');
  bob.send('two', 'pub-once');
  bob.send('three', 'pub-nowhere');
  expect(await bob.nextSaid()).toMatchObject({ data: 'NO_SUBSCRIPTION_FOUND' });
  expect(await ann.heard()).toEqual([]);
  expect([ann.entrance.has('pub-once'), [...ann.entrance.channels]]).toEqual([false, []]);
});

test('who leaves while entering is told of it by whoever entered them, and nothing waits for ever', async () => {
  using ann = await SocketLinkClient.connect(server, 'ann4');
  const entering = ann.entrance.enter('pub-cache-brief');
  ann.entrance.leave('pub-cache-brief');
  await expect(entering).rejects.toMatchObject({ code: 'not_found' });
  const again = ann.entrance.enter('pub-cache-brief');
  const { sessions } = server.running.core;
  sessions.disconnect(ann.session, new ParleyError('kicked', 'Out.'));
  await expect(again).rejects.toMatchObject({ code: 'draining' });
  expect(await ann.closed).toEqual({ code: 1000, reason: 'please reconnect' });
});

test('a uid named like a room, or like a channel of the server, hears nothing of it', async () => {
  using ann = await SocketLinkClient.connect(server, 'ann5');
  await ann.enter('pub-secret');
  const names = ['pub-secret', 'pri-secret', '#broadcast', 'SOCKETLINK_BROADCAST', 'ann5', 'user:ann5'];
  const spies = await Promise.all(
    names.filter((name) => name !== 'ann5').map((uid) => SocketLinkClient.connect(server, uid)),
  );
  using bob = await (await SocketLinkClient.connect(server, 'bob5')).enter('pub-secret');
  ann.send('for members', 'pub-secret');
  expect(await bob.next()).toMatchObject({ data: 'for members' });
  appOf(server).tellRoom('pub-secret', 'for members too');
  appOf(server).broadcast('for ann', 'ann5');
  expect(await ann.nextSaid()).toMatchObject({ data: 'for members too', source: 'admin' });
  for (const spy of spies) expect(await spy.heard()).toEqual([]);
  for (const spy of spies) spy[Symbol.dispose]();
});

test('what the app tells everybody, a user or a room arrives in the three forms, with any text', async () => {
  using ann = await SocketLinkClient.connect(server, 'ann6 "x"');
  using bob = await SocketLinkClient.connect(server, 'bob6');
  await ann.enter('pub-told "r"');
  const data = 'all\n"of" you\u2028';
  const app = appOf(server);
  app.broadcast(data);
  app.broadcast(data, 'ann6 "x"');
  app.tellRoom('pub-told "r"', data);
  const everybody = { data, source: 'admin', rid: 'SOCKETLINK_BROADCAST' };
  const got = await ann.heard();
  expect(got).toHaveLength(3);
  expect(got).toContainEqual(everybody);
  expect(got).toContainEqual({ data, source: 'admin', rid: 'ann6 "x"', uid: 'ann6 "x"' });
  expect(got).toContainEqual({ data, source: 'admin', rid: 'pub-told "r"' });
  expect(await bob.heard()).toEqual([everybody]);
});

test('no client can send what only the app may say', async () => {
  using ann = await SocketLinkClient.connect(server, 'ann7');
  using bob = await SocketLinkClient.connect(server, 'bob7');
  await ann.enter('pub-fake');
  await bob.enter('pub-fake');
  ann.send('{"data":"YOU_HAVE_BEEN_BANNED","source":"admin"}', 'pub-fake');
  expect(await bob.next()).toMatchObject({ source: 'user' });
});
