import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { Receiver } from '../../src/effects/testing/receiver.ts';
import { startTestServer, type TestServer } from '../harness/test-server.ts';
import { backend, clientCalls } from '../rooms/room-calls.ts';
import { SocketLinkClient } from './socketlink-client.ts';

/** Faults of the original that concern its webhooks; the numbers are those of the table in the protocol's README. */

const EVENTS = ['message', 'verification', 'subscribed', 'unsubscribed', 'occupied', 'vacated'];
const NASTY = 'a "quote",\n{"rid":"pub-other"} \\ \u2028 \ud83c\udf89';
const Made = z.object({ id: z.string() });

let server: TestServer;
let rest: ReturnType<typeof backend>;
let receiver: Receiver;
let webhook: string;
beforeAll(async () => {
  server = await startTestServer({ PARLEY_PRIVATE_TARGETS: '127.0.0.1,::1' });
  rest = backend(server);
});
afterAll(() => server[Symbol.asyncDispose]());
beforeEach(async () => {
  receiver = await Receiver.open();
  webhook = await hook({ url: receiver.url });
});
afterEach(async () => {
  await rest('DELETE', `/webhooks/${webhook}`);
  await receiver[Symbol.asyncDispose]();
});

async function hook(settings: object): Promise<string> {
  const [, made] = await rest('POST', '/webhooks', { events: EVENTS, format: 'socketlink', ...settings });
  return Made.parse(made).id;
}

test('3, 16: a stay in a room is told in order and in correct JSON, the empty room too', async () => {
  const rid = `pri-state-${NASTY.replaceAll('\n', '')}`;
  const uid = 'ann "x"';
  using ann = await SocketLinkClient.connect(server, uid, { metadata: 'M' });
  const calls = clientCalls(server, uid);
  expect((await calls.enter(rid)).status).toBe(200);
  ann.send(NASTY, rid);
  await receiver.until(4);
  expect((await calls.leave(rid)).status).toBe(200);
  await receiver.until(6);
  expect(receiver.bodies).toEqual([
    { event: 'ON_VERIFICATION_REQUEST', uid, rid },
    { event: 'ON_SUBSCRIBE', uid, rid, connections_in_room: '1' },
    { event: 'ON_ROOM_OCCUPIED', uid, rid },
    { event: 'ON_MESSAGE', uid, rid, message: NASTY },
    { event: 'ON_UNSUBSCRIBE', uid, rid, connections_in_room: '0' },
    { event: 'ON_ROOM_VACATED', uid, rid },
  ]);
});

test('16: a room is vacated once, by the last to leave, also where the connection breaks or a ban takes them out', async () => {
  const rid = 'pub-vacated';
  using last = await SocketLinkClient.connect(server, 'last');
  const first = await SocketLinkClient.connect(server, 'first');
  await last.enter(rid);
  await first.enter(rid);
  await receiver.until(3);
  first[Symbol.dispose]();
  await receiver.until(4);
  await rest('POST', '/rooms/users/ban', [{ rid, uid: ['last'] }]);
  await receiver.until(6);
  expect(receiver.bodies.slice(3)).toEqual([
    { event: 'ON_UNSUBSCRIBE', uid: 'first', rid, connections_in_room: '1' },
    { event: 'ON_UNSUBSCRIBE', uid: 'last', rid, connections_in_room: '0' },
    { event: 'ON_ROOM_VACATED', uid: 'last', rid },
  ]);
});

test('17: a ban from a room that somebody is not in tells no webhook, and leaves what is kept of the room', async () => {
  const rid = 'pub-state-cache-kept';
  await rest('POST', `/channels/${rid}/events`, { name: 'message', data: 'kept' });
  using eve = await SocketLinkClient.connect(server, 'eve');
  await rest('POST', '/rooms/users/ban', [{ rid, uid: ['eve', 'who is away'] }]);
  await rest('POST', `/channels/${rid}/events`, { name: 'message', data: 'mark' });
  await receiver.until(2);
  expect(receiver.bodies).toMatchObject([{ message: 'kept' }, { message: 'mark' }]);
  expect(await rest('GET', `/messages/room/${rid}`)).toMatchObject([
    200,
    [{ message: 'mark' }, { message: 'kept' }],
  ]);
  expect(eve.session.ended).toBe(false);
});

test('4: while an older request is still answered with 200, a question that gets no answer admits nobody', async () => {
  receiver.reply = ({ body }) => (body.includes('VERIFICATION') ? 'hold' : { status: 200 });
  await rest('PATCH', `/webhooks/${webhook}`, { timeoutMs: 300 });
  using ann = await SocketLinkClient.connect(server, 'stale');
  await ann.enter('pub-before');
  ann.send('answered with 200', 'pub-before');
  const { status } = await clientCalls(server, 'stale').enter('pri-stale');
  expect([status, ann.entrance.has('pri-stale')]).toEqual([403, false]);
});

test.each([201, 202, 204, 301, 401, 500])('4: only 200 admits, not %i', async (status) => {
  receiver.reply = () => ({ status });
  using ann = await SocketLinkClient.connect(server, `answered ${status}`);
  expect((await clientCalls(server, ann.uid).enter('pri-answered')).status).toBe(403);
});

test('4: consent is for one stay: who comes again is asked about again, also after a ban was lifted', async () => {
  const rid = 'pri-again';
  using ann = await SocketLinkClient.connect(server, 'again');
  const calls = clientCalls(server, 'again');
  expect((await calls.enter(rid)).status).toBe(200);
  await rest('POST', '/rooms/users/ban', [{ rid, uid: ['again'] }]);
  await rest('POST', '/rooms/users/unban', [{ rid, uid: ['again'] }]);
  receiver.reply = () => ({ status: 403 });
  expect((await calls.enter(rid)).status).toBe(403);
  receiver.reply = () => ({ status: 200 });
  expect((await calls.enter(rid)).status).toBe(200);
  await calls.leave(rid);
  receiver.reply = () => ({ status: 403 });
  expect((await calls.enter(rid)).status).toBe(403);
  expect(ann.entrance.has(rid)).toBe(false);
});

test('4: consent that came too late to be of use is not kept for later', async () => {
  const rid = 'pri-late';
  using ann = await SocketLinkClient.connect(server, 'late');
  let answer = (_status: number): void => {};
  receiver.reply = () =>
    new Promise((resolve) => {
      answer = (status) => resolve({ status });
    });
  const entering = clientCalls(server, 'late').enter(rid);
  await receiver.until(1);
  await rest('POST', '/rooms/users/ban', [{ rid, uid: ['late'] }]);
  answer(200);
  expect((await entering).status).toBe(403);
  await rest('POST', '/rooms/users/unban', [{ rid, uid: ['late'] }]);
  receiver.reply = () => ({ status: 403 });
  expect((await clientCalls(server, 'late').enter(rid)).status).toBe(403);
  expect(ann.entrance.has(rid)).toBe(false);
});

test('5: a webhook may have any port, and an IPv6 address', async () => {
  const paths: Array<string | undefined> = [];
  const inside = createServer((request, response) => {
    paths.push(request.url);
    response.end();
  });
  await new Promise<void>((resolve) => inside.listen(0, '::1', resolve));
  const address: AddressInfo | string | null = inside.address();
  if (address === null || typeof address === 'string') throw new Error('It does not listen.');
  const other = await hook({ url: `http://[::1]:${address.port}/six?a=b`, events: ['message'] });
  expect(await rest('POST', `/webhooks/${other}/test`, {})).toMatchObject([200, { status: 200 }]);
  expect(paths).toEqual(['/six?a=b']);
  await rest('DELETE', `/webhooks/${other}`);
  inside.closeAllConnections();
  await new Promise((resolve) => inside.close(resolve));
});

test('receivers that answer a byte now and then hold up neither messages nor those who wait at the door for ever', async () => {
  const trickle = createServer();
  trickle.on('connection', (socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => {
      socket.write('HTTP/1.1 200 OK\r\n');
      const more = setInterval(() => socket.write('x: y\r\n'), 20);
      socket.once('close', () => clearInterval(more));
    });
  });
  await new Promise<void>((resolve) => trickle.listen(0, '127.0.0.1', resolve));
  const address: AddressInfo | string | null = trickle.address();
  if (address === null || typeof address === 'string') throw new Error('It does not listen.');
  const url = `http://127.0.0.1:${address.port}/`;
  expect((await rest('PATCH', `/webhooks/${webhook}`, { url, timeoutMs: 500 }))[0]).toBe(200);
  using ann = await SocketLinkClient.connect(server, 'trickle a');
  using bob = await SocketLinkClient.connect(server, 'trickle b');
  await ann.enter('pub-trickle');
  await bob.enter('pub-trickle');
  const entering = clientCalls(server, ann.uid).enter('pri-trickle');
  ann.send('at once', 'pub-trickle');
  expect(await bob.nextSaid()).toMatchObject({ data: 'at once' });
  expect((await entering).status).toBe(403);
  trickle.closeAllConnections();
  await new Promise((resolve) => trickle.close(resolve));
});
