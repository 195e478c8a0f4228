import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { movableRuntime } from '../harness/movable-runtime.ts';
import { adminRest, type RestCall, restClient } from '../harness/rest-client.ts';
import { ADMIN_KEY, APP_KEY, APP_SECRET, startTestServer, type TestServer } from '../harness/test-server.ts';
import { call, list, refusal, SUCCESS, send } from './backend.ts';
import { SailsClient } from './sails-client.ts';

const SUBSCRIBE = '/channel/subscribe';
const NEED_SOMEBODY = [
  'presence-room',
  'private-room',
  'conversation:0123456789abcdef01234567',
  'user:ann',
  'pri-room',
];

const runtime = movableRuntime();
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({}, { runtime });
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  expect(server.errors).toEqual([]);
});

const Key = z.object({ id: z.string(), value: z.string() });
const Keys = z.object({ keys: z.object({ client: Key, secret: Key, admin: Key }) });

/** An app beside the default one, with its keys. */
async function newApp(id: string) {
  const { body } = await adminRest(server)('POST', '/apps', { id, name: id });
  const { keys } = Keys.parse(body);
  return { ...keys, path: `/apps/${id}/keys`, rest: restClient(server, { 'api-key': keys.admin.value }) };
}

const messages = (client: SailsClient) => client.heard.items.map(({ args }) => args[0]);

test('a client key may listen to open channels, and neither send nor list', async () => {
  using page = await SailsClient.connect(server, { key: APP_KEY });
  await page.subscribe('open', 'Guest');
  await send(server, { channel: 'open', data: 1 });
  await page.settled();
  expect(messages(page)).toEqual([1]);
  const refused = { statusCode: 403, body: { code: 403, data: {}, Error: 'E_FORBIDDEN' } };
  expect(await page.post('/wssv/send', { channel: 'open' })).toMatchObject(refused);
  expect(await page.post('/wssv/send-multi', [{ channel: 'open' }])).toMatchObject(refused);
  expect(await page.request({ method: 'get', url: '/wssv/message' })).toMatchObject(refused);
  const key = APP_KEY;
  expect(await refusal(server, '/wssv/send', { key, body: { channel: 'open' } })).toBe('403 E_FORBIDDEN');
  expect(await refusal(server, '/wssv/send-multi', { key, body: [] })).toBe('403 E_FORBIDDEN');
  expect(await refusal(server, '/wssv/message', { key, method: 'GET' })).toBe('403 E_FORBIDDEN');
  expect(await list(server, '?channel=open')).toHaveLength(1);
});

test('a client key opens no channel that needs a proof, and a list with one such opens none of it', async () => {
  using page = await SailsClient.connect(server, { key: APP_KEY });
  for (const channel of NEED_SOMEBODY) {
    const answer = await page.post(SUBSCRIBE, { channel: ['beside', channel] });
    expect(answer, channel).toMatchObject({ statusCode: 403, body: { Error: 'E_FORBIDDEN' } });
  }
  await send(server, { channel: 'beside', data: 1 });
  expect(await page.settled()).toEqual([]);
});

test.each([
  ['secret', APP_SECRET],
  ['admin key', ADMIN_KEY],
])('the %s opens channels that need a signature, and sends there', async (_, key) => {
  using ann = await SailsClient.connect(server, { key });
  const channel = `private-of-${key.slice(0, 2)}`;
  await ann.subscribe(channel);
  await send(server, { channel, data: 1 }, key);
  await ann.settled();
  expect(messages(ann)).toEqual([1]);
  expect(await list(server, `?channel=${channel}`, key)).toHaveLength(1);
});

test('an Authorization of a request’s own speaks for that request only, and never for another app', async () => {
  const { secret } = await newApp('elsewhere');
  using page = await SailsClient.connect(server, { key: APP_KEY });
  const ask = (key: string) =>
    page.request({
      method: 'post',
      url: '/wssv/send',
      data: { channel: 'open' },
      headers: { Authorization: `key=${key}` },
    });
  expect(await ask(APP_SECRET)).toMatchObject({ statusCode: 200 });
  expect(await page.post('/wssv/send', { channel: 'open' })).toMatchObject({ statusCode: 403 });
  expect(await ask(secret.value)).toMatchObject({ statusCode: 401, body: { Error: 'E_KEY' } });
});

test('apps are walls: the same names are other channels', async () => {
  const { secret, client } = await newApp('walled');
  using here = await SailsClient.connect(server);
  using there = await SailsClient.connect(server, { key: secret.value });
  using page = await SailsClient.connect(server, { key: client.value });
  for (const each of [here, there, page]) await each.subscribe('wall', 'Guest');
  await send(server, { channel: ['wall', 'Guest'], data: 'here' });
  await send(server, { channel: ['Guest', 'wall'], data: 'there' }, secret.value);
  for (const each of [here, there, page]) await each.settled();
  expect([here, there, page].map(messages)).toEqual([['here'], ['there'], ['there']]);
  expect(await list(server, '', secret.value)).toMatchObject([{ data: 'there', channel: ['Guest', 'wall'] }]);
  expect((await list(server, '?channel=wall')).map(({ data }) => data)).toEqual(['here']);
});

test('a secret that is revoked ends what came in by it, for good, and nothing else', async () => {
  const { secret, path, rest } = await newApp('revoking');
  const fresh = await newKey(rest, path);
  using old = await SailsClient.connect(server, {
    ...{ key: secret.value, reconnection: true, reconnectionDelay: 1 },
  });
  using young = await SailsClient.connect(server, { key: fresh.value });
  for (const each of [old, young]) await each.subscribe('keyed');
  expect(await rest('DELETE', `${path}/${secret.id}`)).toMatchObject({ status: 200 });
  await send(server, { channel: 'keyed', data: 1 }, fresh.value);
  expect((await old.state('disconnect')).args).toEqual(['io server disconnect']);
  await young.settled();
  expect([messages(old), messages(young)]).toEqual([[], [1]]);
  const gone = { key: secret.value, body: { channel: 'keyed' } };
  expect(await refusal(server, '/wssv/send', gone)).toBe('401 E_KEY');
  await expect(SailsClient.connect(server, { key: secret.value })).rejects.toThrow('E_KEY');
});

test('a secret that is rotated out holds until its time is over; so does what came in by it', async () => {
  const { secret, path, rest } = await newApp('rotating');
  const { body } = await rest('POST', `${path}/${secret.id}/rotate`, { overlapMs: 60_000 });
  const fresh = Key.parse(body);
  using old = await SailsClient.connect(server, { key: secret.value });
  using young = await SailsClient.connect(server, { key: fresh.value });
  for (const each of [old, young]) await each.subscribe('keyed');
  await send(server, { channel: 'keyed', data: 1 }, secret.value);
  await old.settled();
  runtime.advance(62_000);
  await old.state('disconnect');
  await send(server, { channel: 'keyed', data: 2 }, fresh.value);
  await young.settled();
  expect([messages(old), messages(young)]).toEqual([[1], [1, 2]]);
  expect(await refusal(server, '/wssv/send', { key: secret.value, body: {} })).toBe('401 E_KEY');
});

async function newKey(rest: RestCall, path: string) {
  return Key.parse((await rest('POST', path, { kind: 'secret' })).body);
}

test('who is no longer let into a channel is told so, keeps the others, and may try again', async () => {
  const rest = adminRest(server);
  using page = await SailsClient.connect(server, { key: APP_KEY, hears: ['parley:unsubscribed'] });
  using ann = await SailsClient.connect(server);
  for (const each of [page, ann]) await each.subscribe('closing', 'staying');
  const { body } = await rest('PUT', '/rules', { pattern: 'closing', rule: { access: 'signed' } });
  const { id } = z.object({ id: z.string() }).parse(body);
  await send(server, { channel: 'closing', data: 'closed' });
  await send(server, { channel: 'staying', data: 'stays' });
  const [told, ...others] = await page.settled();
  expect(told).toMatchObject({ event: 'parley:unsubscribed', args: [{ channel: 'closing' }] });
  expect(others).toEqual([{ event: 'Message', args: ['stays'] }]);
  await ann.settled();
  expect(messages(ann)).toEqual(['closed', 'stays']);
  expect(await page.post(SUBSCRIBE, { channel: 'closing' })).toMatchObject({ statusCode: 403 });
  await rest('DELETE', `/rules/${id}`);
  await page.subscribe('closing');
});

test('an operator sees such connections, and who is sent away by one comes back by itself', async () => {
  const rest = adminRest(server);
  using ann = await SailsClient.connect(server, { reconnection: true, reconnectionDelay: 1 });
  await ann.subscribe('watched');
  const { body } = await rest('GET', '/connections');
  const { connections } = z
    .object({ connections: z.array(z.looseObject({ id: z.string(), protocol: z.string() })) })
    .parse(body);
  const mine = connections.filter(({ protocol }) => protocol === 'sails').at(-1);
  expect(mine).toMatchObject({ protocol: 'sails', address: '127.0.0.1' });
  await rest('DELETE', `/connections/${mine?.id}`);
  await ann.state('reconnect');
  await ann.subscribe('watched');
});

test('more channels than the app allows for a connection are refused, all of them', async () => {
  const { secret, rest } = await newApp('narrow');
  await rest('PATCH', '/apps/narrow', {
    settings: { limits: { subscriptionsPerSession: 2, connections: 2 } },
  });
  using ann = await SailsClient.connect(server, { key: secret.value });
  await ann.subscribe('one');
  const many = await ann.post(SUBSCRIBE, { channel: ['two', 'three'] });
  expect(many).toMatchObject({ statusCode: 429, body: { Error: 'E_RATE' } });
  await ann.subscribe('one', 'two');
  await send(server, { channel: ['three'], data: 3 }, secret.value);
  await send(server, { channel: ['two'], data: 2 }, secret.value);
  await ann.settled();
  expect(messages(ann)).toEqual([2]);
  using bob = await SailsClient.connect(server, { key: secret.value });
  await expect(SailsClient.connect(server, { key: secret.value })).rejects.toThrow('E_RATE');
  expect((await bob.post(SUBSCRIBE, {})).body).toEqual(SUCCESS);
});

test('an app that is deleted takes its sockets with it', async () => {
  const { secret } = await newApp('leaving');
  using ann = await SailsClient.connect(server, { key: secret.value });
  await ann.subscribe('last');
  expect(await adminRest(server)('DELETE', '/apps/leaving')).toMatchObject({ status: 200 });
  await ann.state('disconnect');
  expect(await refusal(server, '/wssv/send', { key: secret.value, body: {} })).toBe('401 E_KEY');
});

test('where the protocol is switched off, nothing speaks it', async () => {
  await using other = await startTestServer({ PARLEY_PROTOCOLS: 'pusher' });
  for (const path of ['/socket.io/?EIO=4&transport=polling', '/__getcookie', '/wssv/message']) {
    expect((await fetch(`${other.url}${path}`)).status, path).toBe(404);
  }
  using lost = new SailsClient(other.url, { query: `key=${APP_SECRET}` });
  await lost.states.until(({ event }) => event === 'connect_error');
  expect(lost.socket.isConnected()).toBe(false);
});

test('no key gets into the log, however it comes, and whether it is one or not', async () => {
  await using other = await startTestServer({}, { logLevel: 'trace' });
  const wrong = 'wrong_0123456789abcdef';
  for (const key of [APP_SECRET, wrong]) {
    using client = new SailsClient(other.url, { query: `key=${key}` });
    await client.states.until(({ event }) => event === 'connect' || event === 'error');
    await fetch(`${other.url}/socket.io/?EIO=4&transport=polling&key=${key}`);
    await fetch(`${other.url}/socket.io/?EIO=4&transport=nothing&key=${key}`);
    await fetch(`${other.url}/wssv/message?key=${key}`, { headers: { authorization: `key=${key}` } });
  }
  expect(other.errors.length).toBeGreaterThan(0);
  for (const key of [APP_SECRET, wrong]) expect(other.errors.join('\n')).not.toContain(key);
});

test('the body of a refused call is in the same form whoever asks', async () => {
  const { body } = await call(server, '/wssv/send', { key: null, body: {} });
  expect(body).toEqual({ code: 401, data: {}, message: expect.any(String), Error: 'E_KEY' });
  expect(body.message).not.toContain(APP_SECRET);
});
