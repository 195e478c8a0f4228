import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { adminRest } from '../harness/rest-client.ts';
import { APP_SECRET, startTestServer, type TestServer } from '../harness/test-server.ts';
import { call, list, refusal, SUCCESS, send } from './backend.ts';
import { SailsClient } from './sails-client.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  expect(server.errors).toEqual([]);
});

const SEND = '/wssv/send';
const MULTI = '/wssv/send-multi';

function limitRate(appPublishPerSecond: number) {
  return adminRest(server)('PATCH', '/apps/default', { settings: { limits: { appPublishPerSecond } } });
}

/** The first argument of each event, and that there was one argument. */
function data(heard: ReadonlyArray<{ readonly args: readonly unknown[] }>): unknown[] {
  return heard.map(({ args }) => {
    expect(args).toHaveLength(1);
    return args[0];
  });
}

test('a message goes in as JSON, as a form or in the query, and the body counts before the query', async () => {
  using ann = await SailsClient.connect(server, { hears: ['Hi', 'Ho'] });
  await ann.subscribe('in', 'in-2');
  const form = { headers: { 'content-type': 'application/x-www-form-urlencoded' } };
  const calls: Array<[string, Parameters<typeof call>[2]]> = [
    [SEND, { body: { channel: 'in', event: 'Hi', data: { deep: [{ n: 1.5 }] } } }],
    [`${SEND}/?channel=in&event=Ho&data=by%20query`, {}],
    [`${SEND}?channel=nowhere&event=Hi`, { body: { channel: 'in', event: 'Ho', data: 0 } }],
    [SEND, { ...form, body: 'channel=in&channel=in-2&data=a%20%26%20b' }],
    [`${SEND}?channel=in-2&channel=in`, { body: { data: false } }],
    [`${SEND}?channel[]=in&channel[]=in-2`, { body: { data: 'listed' } }],
    [SEND, { body: { channel: 'in' }, headers: { authorization: `Bearer ${APP_SECRET}` } }],
    [SEND, { body: { channel: 'in', event: null, data: '' } }],
  ];
  for (const [path, options] of calls) expect((await call(server, path, options)).body).toEqual(SUCCESS);
  const heard = await ann.settled();
  expect(data(heard)).toEqual([{ deep: [{ n: 1.5 }] }, 'by query', 0, 'a & b', false, 'listed', null, '']);
  expect(heard.map(({ event }) => event)).toEqual([
    ...['Hi', 'Ho', 'Ho', 'Message', 'Message', 'Message', 'Message', 'Message'],
  ]);
});

test('any JSON arrives as it was sent', async () => {
  using ann = await SailsClient.connect(server);
  await ann.subscribe('json');
  const values = [
    null,
    true,
    -0.5,
    '',
    'é\u2028"\\',
    [],
    {},
    [[null]],
    { __proto__: null, a: { 'b.c': [1, 'x'] } },
    'x'.repeat(100_000),
  ];
  for (const value of values) await send(server, { channel: 'json', data: value });
  await call(server, SEND, { body: '{"channel":"json","data":12345678901234567890}' });
  expect(data(await ann.settled())).toEqual([...values, 12345678901234567000]);
});

test('a message to several channels reaches a socket once, whichever of them it follows', async () => {
  using both = await SailsClient.connect(server);
  using last = await SailsClient.connect(server);
  using none = await SailsClient.connect(server);
  await both.subscribe('many-1', 'many-2', 'many-3');
  await last.subscribe('many-3');
  await none.subscribe('many-4');
  const body = Array.from({ length: 60 }, (_, n) => {
    return { channel: ['many-0', 'many-1', 'many-2', 'many-1', 'many-3'], data: n };
  });
  expect((await call(server, MULTI, { body })).body).toEqual(SUCCESS);
  const all = body.map((message) => message.data);
  expect(data(await both.settled())).toEqual(all);
  expect(data(await last.settled())).toEqual(all);
  expect(data(await none.settled())).toEqual([]);
});

test('many messages go in order, all of them or none', async () => {
  using ann = await SailsClient.connect(server);
  await ann.subscribe('multi');
  const sent = (body: unknown) => refusal(server, MULTI, { body });
  const good = { channel: 'multi', data: 'good' };
  expect(await sent([good, { data: 1 }])).toBe('400 E_CHANNEL');
  expect(await sent([good, { channel: 'multi', event: 'connect' }])).toBe('400 E_EVENT');
  expect(await sent([good, null])).toBe('400 E_BODY');
  expect(await sent([good, { channel: 'multi', data: 'x'.repeat(200_000) }])).toBe('413 E_SIZE');
  expect(await sent(Array.from({ length: 101 }, () => good))).toBe('400 E_BODY');
  for (const body of ['"text"', 7, { body: {} }, { body: 'x' }]) expect(await sent(body)).toBe('400 E_BODY');
  expect(await ann.settled()).toEqual([]);
  for (const body of [[], { body: [] }, {}, { body: null }]) {
    expect((await call(server, MULTI, { body })).body).toEqual(SUCCESS);
  }
  const body = Array.from({ length: 100 }, (_, n) => ({ channel: 'multi', data: n }));
  expect((await call(server, MULTI, { body: { body } })).body).toEqual(SUCCESS);
  expect((await call(server, MULTI, { body })).body).toEqual(SUCCESS);
  const all = Array.from({ length: 100 }, (_, n) => n);
  expect(data(await ann.settled())).toEqual([...all, ...all]);
});

test.each([
  ['no channel', {}, '400 E_CHANNEL'],
  ['a null channel', { channel: null }, '400 E_CHANNEL'],
  ['an empty channel', { channel: '' }, '400 E_CHANNEL'],
  ['an empty list', { channel: [] }, '400 E_CHANNEL'],
  ['an empty name in a list', { channel: ['a', ''] }, '400 E_CHANNEL'],
  ['a number for a channel', { channel: 7 }, '400 E_CHANNEL'],
  ['a list in a list', { channel: [['a']] }, '400 E_CHANNEL'],
  ['too many channels', { channel: Array.from({ length: 101 }, (_, n) => `c${n}`) }, '400 E_CHANNEL'],
  ['too long a name', { channel: 'c'.repeat(256) }, '400 E_CHANNEL'],
  ['a name with control characters', { channel: 'a\u0000b' }, '400 E_CHANNEL'],
  ['an event that is no text', { channel: 'a', event: { a: 1 } }, '400 E_EVENT'],
  ['too long an event', { channel: 'a', event: 'e'.repeat(201) }, '400 E_EVENT'],
  ['more data than the app allows', { channel: 'a', data: 'x'.repeat(140_000) }, '413 E_SIZE'],
  ['a list as a message', [{ channel: 'a' }], '400 E_BODY'],
  ['text as a message', '"text"', '400 E_BODY'],
  ['half a JSON', '{"channel":', '400 E_JSON'],
  ['no JSON', 'hello', '400 E_JSON'],
])('%s is refused', async (_, body, expected) => {
  expect(await refusal(server, SEND, { body })).toBe(expected);
});

test('a subscription over HTTP, an unknown route, a wrong method, a key that does not fit and too large a body have answers of their own', async () => {
  expect(await refusal(server, '/channel/subscribe', { body: {} })).toBe('400 E_NOT_SOCKET');
  expect(await refusal(server, '/channel/unsubscribe', { body: {} })).toBe('400 E_NOT_SOCKET');
  for (const path of ['/wssv/nothing', '/wssv/', '/channel/nothing', '/wssv/message/7']) {
    expect(await refusal(server, path, { method: 'GET' }), path).toBe('404 E_NOT_FOUND');
    expect(await refusal(server, path, { body: {} }), path).toBe('404 E_NOT_FOUND');
  }
  expect(await refusal(server, SEND, { method: 'GET' })).toBe('404 E_NOT_FOUND');
  expect(await refusal(server, SEND, { method: 'PUT', body: {} })).toBe('404 E_NOT_FOUND');
  const keys = [null, '', 'wrong', 'k'.repeat(10_000), `${APP_SECRET} `.slice(1)];
  for (const key of keys) {
    expect(await refusal(server, SEND, { key, body: { channel: 'a' } })).toBe('401 E_KEY');
    expect(await refusal(server, '/wssv/message', { key, method: 'GET' })).toBe('401 E_KEY');
  }
  for (const authorization of [APP_SECRET, `Basic ${APP_SECRET}`, 'key=', 'key']) {
    expect(await refusal(server, SEND, { key: null, headers: { authorization }, body: {} })).toBe(
      '401 E_KEY',
    );
  }
  expect(await refusal(server, SEND, { body: { channel: 'a', data: 'x'.repeat(20_000_000) } })).toBe(
    '413 E_SIZE',
  );
});

test('the key is asked for before anything else is said of a call', async () => {
  for (const body of ['half {', '[]', { channel: 7 }]) {
    expect(await refusal(server, SEND, { key: 'wrong', body })).toBe('401 E_KEY');
  }
});

test('filters in the body of a GET are refused, since nobody would look at them', async () => {
  const { status, text } = await new Promise<{ status: number | undefined; text: string }>(
    (resolve, reject) => {
      const body = '{"channel":"a"}';
      const headers = { authorization: `key=${APP_SECRET}`, 'content-length': body.length };
      const asked = request(`${server.url}/wssv/message`, { method: 'GET', headers }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (piece: string) => {
          text += piece;
        });
        response.on('end', () => resolve({ status: response.statusCode, text }));
      });
      asked.on('error', reject).end(body);
    },
  );
  expect([status, JSON.parse(text)]).toMatchObject([400, { code: 400, Error: 'E_BODY' }]);
});

test('data may be as long as the app allows, for however many channels it is', async () => {
  const channel = Array.from({ length: 100 }, (_, n) => `${'ж'.repeat(250)}${n}`);
  const largest = 'x'.repeat(131_072);
  expect((await call(server, SEND, { body: { channel, data: largest } })).body).toEqual(SUCCESS);
  const [listed] = await list(server, `?channel=${encodeURIComponent(channel[99] ?? '')}`);
  expect(listed).toMatchObject({ channel, data: largest });
  expect(await refusal(server, SEND, { body: { channel, data: `${largest}x` } })).toBe('413 E_SIZE');
});

test('an app that publishes more than it may is told when to try again, on either way', async () => {
  await limitRate(0);
  try {
    const { status, body, headers } = await call(server, SEND, { body: { channel: 'a' } });
    expect([status, body.Error]).toEqual([429, 'E_RATE']);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    using ann = await SailsClient.connect(server);
    expect(await ann.post(SEND, { channel: 'a' })).toMatchObject({
      statusCode: 429,
      body: { Error: 'E_RATE' },
    });
  } finally {
    await limitRate(100_000);
  }
});

test('what is too much for the app’s rate is refused as a whole: nothing of it is stored or heard', async () => {
  using ann = await SailsClient.connect(server);
  await ann.subscribe('whole-0');
  const channel = Array.from({ length: 60 }, (_, n) => `whole-${n}`);
  await limitRate(50);
  try {
    expect(await refusal(server, SEND, { body: { channel } })).toBe('429 E_RATE');
    const body = channel.map((name) => ({ channel: name }));
    expect(await refusal(server, MULTI, { body })).toBe('429 E_RATE');
  } finally {
    await limitRate(100_000);
  }
  expect(await ann.settled()).toEqual([]);
  expect(await list(server, '?channel=whole-0')).toEqual([]);
});

test('pages of any origin may call, and load what opens the door to their sockets', async () => {
  const origin = 'https://shop.example.com';
  const asked = await fetch(`${server.url}${SEND}`, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type',
    },
  });
  expect([asked.ok, asked.headers.get('access-control-allow-origin')]).toEqual([true, origin]);
  const allowed = asked.headers.get('access-control-allow-headers')?.toLowerCase() ?? '';
  for (const name of ['authorization', 'content-type']) expect(allowed).toContain(name);
  for (const key of [APP_SECRET, 'wrong']) {
    const { headers } = await call(server, SEND, { key, headers: { origin }, body: { channel: 'cors' } });
    expect(headers.get('access-control-allow-origin')).toBe(origin);
  }
  const script = await fetch(`${server.url}/__getcookie`);
  expect(script.status).toBe(200);
  expect(script.headers.get('content-type')).toMatch(/^application\/javascript/);
  expect(script.headers.get('cross-origin-resource-policy') ?? 'cross-origin').toBe('cross-origin');
  const code = await script.text();
  const called: string[] = [];
  new Function('_sailsIoJSConnect', code)(() => called.push('connect'));
  expect(called).toEqual(['connect']);
});
