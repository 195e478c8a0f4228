import { afterAll, beforeAll, expect, test } from 'vitest';
import { follow } from '../harness/follow.ts';
import { clientHeaders } from '../harness/rest-client.ts';
import { startTestServer, type TestServer } from '../harness/test-server.ts';
import { userClient } from '../harness/user-client.ts';
import { SocketLinkClient } from '../socketlink/socketlink-client.ts';
import { backend } from './room-calls.ts';

let server: TestServer;
let rest: ReturnType<typeof backend>;
const open: Array<Disposable | AsyncDisposable> = [];
beforeAll(async () => {
  server = await startTestServer();
  rest = backend(server);
  const [ann, bob, idle] = await Promise.all(
    ['ann', 'bob', 'idle'].map((uid) => SocketLinkClient.connect(server, uid)),
  );
  if (!ann || !bob || !idle) throw new Error('not connected');
  await ann.enter('pub-1', 'pub-2');
  await bob.enter('pub-1');
  // Native readers count too, by however many connections; what is no room does not.
  const native = await userClient(server, 'nora');
  const again = await userClient(server, 'nora');
  open.push(ann, bob, idle, native, again);
  for (const client of [native.client, again.client]) open.push(await follow(client, 'pub-3'));
  open.push(await follow(native.client, 'lobby'));
});
afterAll(async () => {
  for (const one of open.reverse()) {
    if (Symbol.dispose in one) one[Symbol.dispose]();
    else await one[Symbol.asyncDispose]();
  }
  await server[Symbol.asyncDispose]();
});

/** In the order of names, in lists inside as well: the server promises none. */
function sorted(body: unknown): unknown {
  return JSON.parse(JSON.stringify(body), (_key, value: unknown) =>
    Array.isArray(value) ? value.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) : value,
  );
}

test('all rooms with users are listed, each user once, of every protocol', async () => {
  const [status, body] = await rest('GET', '/rooms/users/all');
  expect([status, sorted(body)]).toEqual([
    200,
    [
      { rid: 'pub-1', uid: ['ann', 'bob'] },
      { rid: 'pub-2', uid: ['ann'] },
      { rid: 'pub-3', uid: ['nora'] },
    ],
  ]);
});

test('the users of given rooms come in the order asked for, those of empty and unknown ones too', async () => {
  expect(await rest('POST', '/rooms/users', { rid: ['pub-3', 'pub-none', 'pub-3', 'lobby', 'ann'] })).toEqual(
    [
      200,
      [
        { rid: 'pub-3', uid: ['nora'] },
        { rid: 'pub-none', uid: [] },
        { rid: 'pub-3', uid: ['nora'] },
        { rid: 'lobby', uid: [] },
        { rid: 'ann', uid: [] },
      ],
    ],
  );
  expect((await rest('POST', '/rooms/users', { rid: 'pub-1' }))[0]).toBe(400);
});

test('who is in no room is an orphan', async () => {
  expect(await rest('GET', '/users/orphan')).toEqual([200, { uid: ['idle'] }]);
});

test('users are listed with their rooms: all who have any, or those asked for', async () => {
  const [status, body] = await rest('GET', '/users/subscriptions/all');
  expect([status, sorted(body)]).toEqual([
    200,
    sorted([
      { uid: 'ann', rid: ['pub-1', 'pub-2'] },
      { uid: 'bob', rid: ['pub-1'] },
      { uid: 'nora', rid: ['pub-3'] },
    ]),
  ]);
  expect(await rest('POST', '/users/subscriptions', { uid: ['bob', 'nobody', 'idle'] })).toEqual([
    200,
    [
      { uid: 'bob', rid: ['pub-1'] },
      { uid: 'nobody', rid: [] },
      { uid: 'idle', rid: [] },
    ],
  ]);
});

test('another app has none of these', async () => {
  await rest('POST', '/apps', { id: 'empty', name: 'Empty' });
  for (const path of ['/rooms/users/all', '/users/subscriptions/all']) {
    expect(await rest('GET', `${path}?app=empty`)).toEqual([200, []]);
  }
  expect(await rest('POST', '/rooms/users?app=empty', { rid: ['pub-1'] })).toEqual([
    200,
    [{ rid: 'pub-1', uid: [] }],
  ]);
});

test('a body is read whatever its content type says, and what it holds besides is passed over', async () => {
  const response = await fetch(`${server.url}/api/v1/rooms/users`, {
    method: 'POST',
    headers: { ...clientHeaders(), 'api-key': 'ak_test_0123456789abcdef', 'content-type': 'text/plain' },
    body: '{"rid":["pub-3"],"token":"of the original"}',
  });
  expect([response.status, await response.json()]).toEqual([200, [{ rid: 'pub-3', uid: ['nora'] }]]);
});
