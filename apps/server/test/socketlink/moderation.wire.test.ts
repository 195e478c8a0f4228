import { afterAll, beforeAll, expect, test } from 'vitest';
import { APP_KEY, startTestServer, type TestServer } from '../harness/test-server.ts';
import { appOf } from './app-of.ts';
import { handshakeAnswer } from './handshake-answer.ts';
import { SocketLinkClient } from './socketlink-client.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const disabled = { data: 'MESSAGING_DISABLED', source: 'server' };

test('a ban from a room takes the client out with a frame, tells the others, and leaves its connection', async () => {
  using ann = await (await SocketLinkClient.connect(server, 'ann')).enter('pub-state-ban', 'pub-other');
  using bob = await (await SocketLinkClient.connect(server, 'bob')).enter('pub-state-ban', 'pub-other');
  await ann.next();
  await appOf(server).ban('bob', 'pub-state-ban');
  const banned = { data: 'YOU_HAVE_BEEN_BANNED', source: 'admin', rid: 'pub-state-ban' };
  expect(await bob.next()).toEqual(banned);
  expect(await ann.next()).toMatchObject({ data: 'SOMEONE_LEFT_THE_ROOM', uid: 'bob', rid: 'pub-state-ban' });
  expect([...bob.entrance.channels]).toEqual(['pub-other']);
  ann.send('behind his back', 'pub-state-ban');
  bob.send('may I?', 'pub-state-ban');
  expect(await bob.next()).toEqual({ data: 'NO_SUBSCRIPTION_FOUND', source: 'server' });
  expect(() => bob.entrance.enter('pub-state-ban')).toThrow('banned');
  bob.send('still here', 'pub-other');
  expect(await ann.nextSaid()).toEqual({ data: 'still here', source: 'user', rid: 'pub-other' });
});

test('a ban from a room one is not in tells nobody anything', async () => {
  using ann = await (await SocketLinkClient.connect(server, 'ann1')).enter('pub-state-away');
  using bob = await SocketLinkClient.connect(server, 'bob1');
  await appOf(server).ban('bob1', 'pub-state-away');
  expect([await ann.heard(), await bob.heard()]).toEqual([[], []]);
});

test('a ban of the last member outlives the room, and the server', async () => {
  const first = await startTestServer();
  const app = appOf(first);
  const lone = await (await SocketLinkClient.connect(first, 'lone')).enter('pub-cache-lone');
  await app.ban('lone', 'pub-cache-lone');
  expect(await lone.next()).toMatchObject({ data: 'YOU_HAVE_BEEN_BANNED', rid: 'pub-cache-lone' });
  expect(first.running.core.hub.find('default', 'pub-cache-lone')).toBeNull();
  expect(() => lone.entrance.enter('pub-cache-lone')).toThrow('banned');
  await app.ban('gone', null);
  await app.mute('lone', null);

  await using second = await first.restart();
  expect((await lone.closed).code).toBe(1012);
  using again = await SocketLinkClient.connect(second, 'lone');
  expect(() => again.entrance.enter('pub-cache-lone')).toThrow('banned');
  again.send('x', 'pub-y');
  expect(await again.next()).toEqual(disabled);
  expect(await handshakeAnswer(second, { 'api-key': APP_KEY, uid: 'gone' })).toEqual({
    status: 403,
    body: 'CONNECTION_BANNED',
  });
  await appOf(second).unban('lone', 'pub-cache-lone');
  await again.enter('pub-cache-lone');
});

test('a ban from the app closes with 1008 and the reason in JSON; the others see it leave', async () => {
  using ann = await (await SocketLinkClient.connect(server, 'ann2')).enter('pub-state-global');
  using bob = await (await SocketLinkClient.connect(server, 'bob2')).enter('pub-state-global');
  await ann.next();
  await appOf(server).ban('bob2', null);
  const { code, reason } = await bob.closed;
  expect([code, JSON.parse(reason)]).toEqual([1008, { data: 'YOU_HAVE_BEEN_BANNED', source: 'admin' }]);
  expect(await ann.next()).toMatchObject({ data: 'SOMEONE_LEFT_THE_ROOM', uid: 'bob2' });
});

test('who is muted in a room speaks in others; who is muted everywhere speaks nowhere, and hears all', async () => {
  using ann = await (await SocketLinkClient.connect(server, 'ann3')).enter('pub-mute', 'pub-loud');
  using bob = await (await SocketLinkClient.connect(server, 'bob3')).enter('pub-mute', 'pub-loud');
  await appOf(server).mute('bob3', 'pub-mute');
  bob.send('1', 'pub-mute');
  expect(await bob.next()).toEqual(disabled);
  bob.raw('garbage');
  expect(await bob.next()).toMatchObject({ data: 'INVALID_JSON' });
  bob.send('2', 'pub-loud');
  expect(await ann.next()).toMatchObject({ data: '2', rid: 'pub-loud' });
  await appOf(server).mute('bob3', null);
  for (const frame of ['garbage', '{"timestamp":1}']) {
    bob.raw(frame);
    expect(await bob.nextSaid()).toEqual(disabled);
  }
  ann.send('3', 'pub-mute');
  expect(await bob.next()).toMatchObject({ data: '3', rid: 'pub-mute' });
});

test('a rule that closes a room to its members takes them out with a frame', async () => {
  using ann = await (await SocketLinkClient.connect(server, 'ann4')).enter('pub-closing');
  const { core } = server.running;
  await core.apps.putRule('default', 'pub-closing', { access: 'signed' });
  core.sessions.recheck(ann.session);
  expect(await ann.next()).toEqual({ data: 'NO_SUBSCRIPTION_FOUND', source: 'server', rid: 'pub-closing' });
  expect(ann.entrance.has('pub-closing')).toBe(false);
});

test('a rule that closes everything still lets clients connect, and tells them that they miss broadcasts', async () => {
  await using closed = await startTestServer();
  await closed.running.core.apps.putRule('default', '*', { access: 'signed' });
  using ann = await SocketLinkClient.connect(closed, 'ann');
  expect(await ann.next()).toEqual({
    data: 'NO_SUBSCRIPTION_FOUND',
    source: 'server',
    rid: 'SOCKETLINK_BROADCAST',
  });
  expect(await ann.heard()).toEqual([]);
});
