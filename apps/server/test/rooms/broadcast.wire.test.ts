import { afterAll, beforeAll, expect, test } from 'vitest';
import { adminRest } from '../harness/rest-client.ts';
import { startTestServer, type TestServer } from '../harness/test-server.ts';
import { SocketLinkClient } from '../socketlink/socketlink-client.ts';
import { backend, says } from './room-calls.ts';

let server: TestServer;
let rest: ReturnType<typeof backend>;
let ann: SocketLinkClient;
let bob: SocketLinkClient;
beforeAll(async () => {
  server = await startTestServer();
  rest = backend(server);
  ann = await SocketLinkClient.connect(server, 'ann');
  bob = await SocketLinkClient.connect(server, 'pub-bob');
  await ann.enter('pub-1', 'pub-2');
});
afterAll(async () => {
  ann[Symbol.dispose]();
  bob[Symbol.dispose]();
  await server[Symbol.asyncDispose]();
});

test('everybody hears what is said to everyone, whatever rooms they are in and whatever the text holds', async () => {
  const message = 'quotes " and \\ and\nlines, "source":"user"';
  expect(await rest('POST', '/broadcast', { message })).toEqual(
    says('Successfully broadcasted the message to everyone on the server!'),
  );
  for (const client of [ann, bob]) {
    expect(await client.heard()).toEqual([{ data: message, source: 'admin', rid: 'SOCKETLINK_BROADCAST' }]);
  }
});

test('a room is told once for each time it is named, and nobody else', async () => {
  expect(
    await rest('POST', '/rooms/broadcast', { rid: ['pub-2', 'pub-1', 'pub-empty'], message: 'm' }),
  ).toEqual(says('Successfully broadcasted the message to the given rooms!'));
  expect(await ann.heard()).toEqual([
    { data: 'm', source: 'admin', rid: 'pub-2' },
    { data: 'm', source: 'admin', rid: 'pub-1' },
  ]);
  expect(await bob.heard()).toEqual([]);
});

test('neither a user nor an inner channel can be reached as a room', async () => {
  const rid = ['pub-bob', 'ann', '#broadcast', 'SOCKETLINK_BROADCAST', 'user:ann', 'global', ''];
  expect((await rest('POST', '/rooms/broadcast', { rid, message: 'm' }))[0]).toBe(200);
  expect([await ann.heard(), await bob.heard()]).toEqual([[], []]);
});

test.each(['/connections/broadcast', '/users/broadcast'])(
  'users are told one by one by %s, and who is away is passed over',
  async (path) => {
    expect(await rest('POST', path, { uid: ['nobody', 'pub-bob'], message: 'for bob' })).toEqual(
      says('Successfully broadcasted the message to the given connections!'),
    );
    expect(await bob.heard()).toEqual([{ data: 'for bob', source: 'admin', rid: 'pub-bob', uid: 'pub-bob' }]);
    expect(await ann.heard()).toEqual([]);
  },
);

test.each([
  ['/broadcast', { message: 1 }],
  ['/broadcast', {}],
  ['/broadcast', [1]],
  ['/rooms/broadcast', { rid: 'pub-1', message: 'm' }],
  ['/rooms/broadcast', { rid: ['pub-1', 1], message: 'm' }],
  ['/rooms/broadcast', { rid: Array.from({ length: 1001 }, () => 'pub-1'), message: 'm' }],
  ['/rooms/broadcast', { rid: ['pub-1'] }],
  ['/users/broadcast', { uid: 'ann', message: 'm' }],
])('%s refuses a body that is not what it takes, and nobody hears anything', async (path, body) => {
  expect(await rest('POST', path, body)).toEqual([
    400,
    expect.objectContaining({ code: 'bad_request', message: expect.stringMatching(/./) }),
  ]);
  expect(await ann.heard()).toEqual([]);
});

test('a list is told whole or not at all: too large, or too much for the app at once', async () => {
  const limit = (limits: object) => adminRest(server)('PATCH', '/apps/default', { settings: { limits } });
  const body = { rid: ['pub-1', 'pub-2'], message: 'x'.repeat(50) };
  await limit({ bodyBytes: 10 });
  expect((await rest('POST', '/rooms/broadcast', body))[0]).toBe(413);
  await limit({ bodyBytes: 65_536, appPublishPerSecond: 1 });
  expect((await rest('POST', '/rooms/broadcast', body))[0]).toBe(429);
  await limit({ appPublishPerSecond: 100_000 });
  expect(await ann.heard()).toEqual([]);
});
