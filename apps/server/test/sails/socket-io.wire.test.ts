import { io } from 'socket.io-client';
import lookup from 'socket.io-client-2';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { collected } from '../harness/collect.ts';
import { APP_SECRET, startTestServer, type TestServer } from '../harness/test-server.ts';
import { SUCCESS, send } from './backend.ts';
import { EngineLine } from './engine-line.ts';

const DONE = JSON.stringify([{ body: SUCCESS, headers: {}, statusCode: 200 }]);

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  expect(server.errors).toEqual([]);
});

/** Socket.IO's own client as it is now. */
function native(options: Parameters<typeof io>[1], namespace = '') {
  const socket = io(`${server.url}${namespace}`, { forceNew: true, reconnection: false, ...options });
  const refused = new Promise<Error>((resolve) => socket.once('connect_error', resolve));
  return { socket, refused, [Symbol.dispose]: () => socket.disconnect() };
}

describe.each(['websocket', 'polling'])('Socket.IO’s own client over %s', (transport) => {
  test.each([
    ['the query', { query: { key: APP_SECRET, __sails_io_sdk_version: '1.2.1' } }],
    ['a header', { extraHeaders: { Authorization: `key=${APP_SECRET}` } }],
    ['a bearer header', { extraHeaders: { Authorization: `Bearer ${APP_SECRET}` } }],
    ['its auth payload', { auth: { key: APP_SECRET } }],
  ])('brings the key by %s, asks, and hears', async (way, options) => {
    using ann = native({ ...options, transports: [transport] });
    const heard = collected<unknown[]>();
    ann.socket.onAny((...args) => heard.push(args));
    const channel = `native ${transport} ${way}`;
    const request = { url: '/channel/subscribe', data: { channel } };
    expect(await ann.socket.emitWithAck('post', request)).toEqual(JSON.parse(DONE)[0]);
    await send(server, { channel, event: 'Hi', data: { n: 1 } });
    await heard.until(() => true);
    expect(await ann.socket.emitWithAck('get', { url: '/nowhere' })).toMatchObject({ statusCode: 404 });
    expect(heard.items).toEqual([['Hi', { n: 1 }]]);
  });

  test.each([
    ['none', {}],
    ['a wrong one', { auth: { key: 'wrong' } }],
    ['one that is no text', { auth: { key: { $ne: '' } } }],
    ['one that is far too long', { auth: { key: 'k'.repeat(20_000) } }],
  ])('is told why it may not enter: %s', async (_, options) => {
    using lost = native({ ...options, transports: [transport] });
    const error = await lost.refused;
    expect(error).toMatchObject({ data: { code: 401, Error: 'E_KEY' } });
    expect(error.message).not.toBe('');
  });

  test('finds nobody in other namespaces', async () => {
    using lost = native({ auth: { key: APP_SECRET }, transports: [transport] }, '/admin');
    expect((await lost.refused).message).toBe('Invalid namespace');
  });
});

test('Socket.IO’s own client of version 2 asks and hears', async () => {
  const socket = lookup(server.url, {
    query: { key: APP_SECRET },
    transports: ['websocket'],
    forceNew: true,
  });
  try {
    const heard = new Promise((resolve) => socket.on('Hi', resolve));
    const request = { url: '/channel/subscribe', data: { channel: 'native 2' } };
    expect(await new Promise((resolve) => socket.emit('post', request, resolve))).toEqual(
      JSON.parse(DONE)[0],
    );
    await send(server, { channel: 'native 2', event: 'Hi', data: ['x'] });
    expect(await heard).toEqual(['x']);
  } finally {
    socket.disconnect();
  }
});

test.each([3, null] as const)('frames of Engine.IO 3 are as they were, for who names %s', async (version) => {
  using line = await EngineLine.open(server, version);
  await line.frames.until((frame) => frame === '40');
  const [opening = ''] = line.frames.items;
  expect(JSON.parse(opening.slice(1))).toMatchObject({
    upgrades: [],
    pingInterval: 25_000,
    maxPayload: 1_000_000,
  });
  const channel = `raw ${version}`;
  expect(await line.post(0, '/channel/subscribe', { channel: [channel] })).toBe(`430${DONE}`);
  await send(server, { channel, event: 'Hi', data: { a: 1 } });
  line.send('2');
  await line.frames.until((frame) => frame === '3');
  line.send(`42${JSON.stringify(['post', { url: '/channel/unsubscribe', data: { channel } }])}`);
  expect(await line.post(17, '/channel/subscribe', {})).toBe(`4317${DONE}`);
  expect(line.frames.items.slice(1)).toEqual(['40', `430${DONE}`, '42["Hi",{"a":1}]', '3', `4317${DONE}`]);
});

test('frames of Engine.IO 4 are as they are now: who enters says so', async () => {
  using line = await EngineLine.open(server, 4);
  line.send('40');
  expect(await line.frames.until((frame) => frame.startsWith('40'))).toMatch(/^40\{"sid":"[^"]+"/);
  expect(await line.post(0, '/channel/subscribe', { channel: 'raw 4' })).toBe(`430${DONE}`);
  await send(server, { channel: 'raw 4', event: 'Hi', data: '\u2028"' });
  await line.post(1, '/channel/subscribe', {});
  expect(line.frames.items.slice(3)).toEqual([`42${JSON.stringify(['Hi', '\u2028"'])}`, `431${DONE}`]);
});

test('who is refused is told in the frames of its version', async () => {
  using old = await EngineLine.open(server, 3, 'wrong');
  const told = await old.frames.until((frame) => frame.startsWith('44'));
  expect(JSON.parse(told.slice(2))).toMatchObject({ code: 401, Error: 'E_KEY' });
  using now = await EngineLine.open(server, 4, 'wrong');
  now.send('40');
  const refused = await now.frames.until((frame) => frame.startsWith('44'));
  expect(JSON.parse(refused.slice(2))).toMatchObject({ data: { code: 401, Error: 'E_KEY' } });
});

test.each([
  ['no packet', '9'],
  ['half a packet', '42["post",'],
  ['an event without a name', '42[]'],
  ['an event whose name is no text', '42[{"a":1},{}]'],
  ['an event that is no list', '42{"a":1}'],
  ['bytes', Buffer.from([1, 2, 3])],
  ['an announcement of bytes that never come', '451-["post",{"_placeholder":true,"num":0}]'],
  ['more than may be', `42["post",{"url":"${'x'.repeat(1_100_000)}"}]`],
  ['a name of the machinery', '42["disconnecting","x"]'],
])('whoever sends %s harms nobody else', async (_, frame) => {
  using other = await EngineLine.enter(server, 3);
  await other.post(0, '/channel/subscribe', { channel: 'quiet' });
  using rude = await EngineLine.enter(server, 4);
  rude.send(frame);
  rude.send(frame);
  await Promise.race([rude.closed, rude.post(9, '/channel/subscribe', {})]);
  await send(server, { channel: 'quiet', data: 1 });
  expect(await other.frames.until((came) => came.startsWith('42'))).toBe('42["Message",1]');
});

test.each([
  ['no object', '"text"'],
  ['nothing', undefined],
  ['null', 'null'],
  ['a list', '[1]'],
  ['a URL that is no text', '{"url":{}}'],
  ['a URL that is empty', '{"url":""}'],
  ['a URL that cannot be read', '{"url":"/%zz"}'],
  ['headers that are none', '{"url":"/channel/subscribe","headers":[["a"]]}'],
  ['data that is a number', '{"url":"/channel/subscribe","data":7}'],
])('a request of %s is answered, and the connection lives on', async (_, request) => {
  using line = await EngineLine.enter(server, 4);
  line.send(request === undefined ? '427["post"]' : `427["post",${request}]`);
  const answer = JSON.parse((await line.frames.until((frame) => frame.startsWith('437['))).slice(3));
  expect(answer).toMatchObject([{ statusCode: expect.any(Number), body: { code: expect.any(Number) } }]);
  expect(answer[0].statusCode).toBeLessThan(500);
  expect(answer[0].statusCode).toBe(answer[0].body.code === 0 ? 200 : answer[0].body.code);
  expect(await line.post(8, '/channel/subscribe', {})).toBe(`438${DONE}`);
});

test('polling is answered in text that pages of any origin may read', async () => {
  const headers = { origin: 'https://shop.example.com' };
  const url = `${server.url}/socket.io/?EIO=4&transport=polling&key=${APP_SECRET}`;
  const opened = await fetch(url, { headers });
  expect([opened.status, opened.headers.get('access-control-allow-origin')]).toEqual([200, headers.origin]);
  expect(opened.headers.get('set-cookie')).toBeNull();
  const { sid } = JSON.parse((await opened.text()).slice(1));
  const preflight = await fetch(`${url}&sid=${sid}`, {
    method: 'OPTIONS',
    headers: {
      ...headers,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type',
    },
  });
  expect(preflight.ok).toBe(true);
  expect(preflight.headers.get('access-control-allow-headers')?.toLowerCase()).toContain('authorization');
  const entered = await fetch(`${url}&sid=${sid}`, { method: 'POST', headers, body: '40' });
  expect([entered.status, await entered.text()]).toEqual([200, 'ok']);
  const poll = await fetch(`${url}&sid=${sid}`, { headers });
  expect(await poll.text()).toMatch(/^40\{"sid":"/);
  const large = await fetch(`${url}&sid=${sid}`, { method: 'POST', headers, body: '4'.repeat(1_100_000) });
  expect(large.status).toBe(413);
  for (const wrong of ['EIO=4&transport=carrier-pigeon', 'EIO=4&transport=polling&sid=nobody']) {
    expect((await fetch(`${server.url}/socket.io/?${wrong}`)).status, wrong).toBe(400);
  }
});

test('what Socket.IO answers by itself is bounded: who pings or asks to be let in without end is cut off', async () => {
  using pings = await EngineLine.open(server, 3, 'wrong');
  for (let n = 0; n < 500; n += 1) pings.send('2');
  await pings.closed;
  using asks = await EngineLine.open(server, 4, 'wrong');
  for (let n = 0; n < 500; n += 1) asks.send('40/nowhere,');
  await asks.closed;
  expect(asks.frames.items.length).toBeLessThan(20);
});
