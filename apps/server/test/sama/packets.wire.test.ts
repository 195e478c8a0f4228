import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROUTES } from '../../src/protocols/sama/requests/routes.ts';
import { startTestServer, type TestServer } from '../harness/test-server.ts';
import { SamaClient } from './sama-client.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});

afterAll(async () => {
  await server[Symbol.asyncDispose]();
});

const MALFORMED = { response: { error: { status: 400, message: 'Bad request - invalid data format' } } };
const NOT_FOUND = { status: 404, message: 'Route not found' };

test('a client may come on any path that no other protocol has, and is told nothing before it speaks', async () => {
  for (const path of ['/', '/chat', '/a/b?x=1', '/?dialect=seed']) {
    await using client = await SamaClient.open(server, path);
    expect(await client.ask('ping')).toEqual({ id: 'r1', pong: {} });
    expect(client.packets.items).toHaveLength(1);
  }
});

test.each([
  ['no JSON', 'hello'],
  ['half of it', '{"request":{"ping":{}'],
  ['null', 'null'],
  ['a number', '5'],
  ['a list', '[]'],
  ['a list of packets', '[{"ping":{}}]'],
  ['a text', '"x"'],
  ['nothing in it', '{}'],
  ['an id alone', '{"id":"1"}', { id: '1' }],
  ['a request that is none', '{"request":5}'],
  ['a request without a name', '{"request":{"id":"1"}}', { id: '1' }],
  ['a request that is a list', '{"request":["ping"]}'],
])(
  '%s is answered, with its id if it has one, and the connection lives on',
  async (_what, frame, id: object = {}) => {
    await using client = await SamaClient.open(server);
    client.send(frame);
    // Twice: the answer does not depend on what came before.
    client.send(frame);
    const refused = { response: { ...id, ...MALFORMED.response } };
    expect(await client.settled()).toEqual([refused, refused, { response: { id: 'r1', pong: {} } }]);
  },
);

test('an empty frame is no packet, and bytes are read as text', async () => {
  await using client = await SamaClient.open(server);
  client.send('');
  client.send(Buffer.from('{"request":{"ping":{},"id":"bytes"}}'));
  expect(await client.response('bytes')).toEqual({ id: 'bytes', pong: {} });
  expect(client.packets.items).toHaveLength(1);
});

test('the id may stand first, be a number, or be left out', async () => {
  await using client = await SamaClient.open(server);
  client.send('{"request":{"id":7,"ping":{}}}');
  client.send('{"id":"8","ping":{}}');
  client.send('{"request":{"ping":{}}}');
  expect(await client.settled()).toEqual([
    { response: { id: 7, pong: {} } },
    { response: { id: '8', pong: {} } },
    { response: { pong: {} } },
    { response: { id: 'r1', pong: {} } },
  ]);
});

test.each(['nope', 'toString', 'constructor', 'hasOwnProperty', '__proto__', 'valueOf', '', 'request', '0'])(
  '%j is no request, in either form',
  async (name) => {
    await using client = await SamaClient.open(server);
    client.send(`{"request":{${JSON.stringify(name)}:{"id":"inner"},"id":"1"}}`);
    expect(await client.response('1')).toEqual({ id: '1', error: NOT_FOUND });
    // One is no bare packet, the other is what readers of JSON drop.
    if (name === 'request' || name === '__proto__') return;
    client.send(`{${JSON.stringify(name)}:{"id":"inner"}}`);
    const [, bare] = await client.settled();
    expect(Object.entries(bare ?? {})).toEqual([[name, { id: 'inner', error: NOT_FOUND }]]);
  },
);

test('the error of a bare packet bears its name, and its own id before that beside it', async () => {
  await using client = await SamaClient.open(server);
  client.send({ nope: {}, id: '7' });
  client.send({ nope: { id: 'inner' }, id: '8' });
  client.send({ nope: null });
  const [first, second, third] = await client.settled();
  expect(first).toEqual({ nope: { id: '7', error: NOT_FOUND } });
  expect(second).toEqual({ nope: { id: 'inner', error: NOT_FOUND } });
  expect(third).toEqual({ nope: { error: NOT_FOUND } });
});

test('a stranger is answered 401 by what it asks for, whatever else stands in its packet', async () => {
  await using client = await SamaClient.open(server);
  const error = { status: 401, message: 'Unauthorized.' };
  for (const name of GUARDED) {
    expect(await client.refusal(name), name).toEqual(error);
    client.send({ request: { [name]: { connect: {} }, connect: {}, ping: {}, id: name } });
    expect(await client.response(name), name).toEqual({ id: name, error });
  }
});

test('answers come in the order of the requests, a thousand of them', async () => {
  await using client = await SamaClient.open(server);
  const ids = Array.from({ length: 900 }, (_, index) => index);
  for (const id of ids) {
    client.send({ request: { [id % 3 === 0 ? 'ping' : id % 3 === 1 ? 'user_login' : 'nope']: {}, id } });
  }
  await client.response(899);
  expect(client.packets.items.map(({ response }) => Object(response).id)).toEqual(ids);
});

test('what a stranger may send at once is bounded, and the connection lives on', async () => {
  await using client = await SamaClient.open(server);
  client.send({ request: { ping: { x: 'x'.repeat(70_000) }, id: '1' } });
  const [packet] = await client.settled();
  expect(packet).toEqual({
    response: { error: { status: 413, message: 'Sign in before you send that much.' } },
  });
  client.send('x'.repeat(1_100_000));
  expect(await client.closed).toBe(1009);
});

test('a client that sends without end ahead of its answers is sent away', async () => {
  await using client = await SamaClient.open(server);
  for (let sent = 0; sent < 5000; sent += 1) client.send({ request: { user_login: {}, id: sent } });
  expect(await client.closed).toBe(1013);
});

const OPEN = new Set(['ping', 'connect', 'user_create', 'user_login']);
const GUARDED = [...ROUTES.keys()].filter((name) => !OPEN.has(name));
