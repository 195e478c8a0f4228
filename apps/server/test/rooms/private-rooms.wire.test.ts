import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { Receiver } from '../../src/effects/testing/receiver.ts';
import { follow } from '../harness/follow.ts';
import { adminRest } from '../harness/rest-client.ts';
import { startTestServer, type TestServer } from '../harness/test-server.ts';
import { userClient } from '../harness/user-client.ts';
import { SocketLinkClient } from '../socketlink/socketlink-client.ts';
import { clientCalls, messageIn, says } from './room-calls.ts';

let server: TestServer;
let app: Receiver;
beforeAll(async () => {
  server = await startTestServer({ PARLEY_PRIVATE_TARGETS: '127.0.0.1' });
  app = await Receiver.open();
  const endpoint = {
    url: app.url,
    format: 'socketlink',
    secret: 'a secret to sign',
    events: ['verification'],
  };
  expect(await adminRest(server)('POST', '/webhooks', endpoint)).toMatchObject({ status: 201 });
});
beforeEach(() => {
  app.requests.length = 0;
  app.reply = () => ({ status: 200 });
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await app[Symbol.asyncDispose]();
});

const question = (uid: string, rid: string) => ({ event: 'ON_VERIFICATION_REQUEST', uid, rid });

test('a private room is entered when the app’s backend answers 200, and asked about again at every entry', async () => {
  using ann = await SocketLinkClient.connect(server, 'ann');
  const { call, enter, leave } = clientCalls(server, 'ann');
  expect(await enter('pri-x')).toMatchObject({ status: 200 });
  expect(await leave('pri-x')).toMatchObject({ status: 200 });
  app.reply = () => ({ status: 204 });
  const { status, body } = await enter('pri-x');
  expect([status, messageIn(body)]).toEqual([403, 'You are not allowed to access this private room!']);
  expect(app.bodies).toEqual([question('ann', 'pri-x'), question('ann', 'pri-x')]);
  expect([...ann.entrance.channels]).toEqual([]);
  expect(await call('GET', '/ping')).toMatchObject({ status: 200 });
});

test('consent for one room is none for another, nor for another user', async () => {
  using _ann = await SocketLinkClient.connect(server, 'ann');
  using _bob = await SocketLinkClient.connect(server, 'bob');
  await clientCalls(server, 'ann').enter('pri-state-a');
  app.reply = () => ({ status: 403 });
  expect(await clientCalls(server, 'ann').enter('pri-state-b')).toMatchObject({ status: 403 });
  expect(await clientCalls(server, 'bob').enter('pri-state-a')).toMatchObject({ status: 403 });
});

test('a native reader is asked about as well, and hears what is said in the room', async () => {
  using ann = await SocketLinkClient.connect(server, 'ann');
  const carl = await userClient(server, 'carl');
  await using _closing = carl;
  using feed = await follow(carl.client, 'pri-cache-team');
  expect(app.bodies).toEqual([question('carl', 'pri-cache-team')]);
  const entered = await clientCalls(server, 'ann').enter('pri-cache-team');
  expect([entered.status, entered.body]).toEqual(says('Successfully subscribed to the given room!'));
  ann.send('hello', 'pri-cache-team');
  expect(await feed.event('hello')).toMatchObject({ user: 'ann', claimed: true });
  await feed.leave();
  app.reply = () => ({ status: 500 });
  using refused = await follow(carl.client, 'pri-cache-team');
  expect(await refused.refused).toMatchObject({ code: 'forbidden' });
});
