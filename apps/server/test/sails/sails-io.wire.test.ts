import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { PATIENCE } from '../harness/patience.ts';
import { APP_SECRET, startTestServer, type TestServer } from '../harness/test-server.ts';
import { call, list, refusal, SUCCESS, send } from './backend.ts';
import { SailsClient } from './sails-client.ts';

const VERBS = ['get', 'post', 'put', 'patch', 'delete', 'options', 'head'];

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  expect(server.errors).toEqual([]);
});

const message = (...data: unknown[]) => data.map((item) => ({ event: 'Message', args: [item] }));

describe.each([
  { way: 'websocket', transports: ['websocket'] },
  { way: 'polling', transports: ['polling'] },
  { way: 'upgrade', transports: ['polling', 'websocket'] },
])('the real client over $way', ({ way, transports }) => {
  test('subscribes by text, by list and by default, and hears each message with one argument', async () => {
    using ann = await SailsClient.connect(server, { transports, hears: ['Hi'] });
    const { engine } = ann.socket._raw.io;
    await vi.waitFor(() => expect(engine.transport.name).toBe(transports.at(-1)), PATIENCE);
    const one = await ann.post('/channel/subscribe', { channel: `${way}-1` });
    expect(one).toMatchObject({ body: SUCCESS, statusCode: 200 });
    expect(one.error).toBeUndefined();
    expect((await ann.post('/channel/subscribe', { channel: [`${way}-2`, `${way}-3`] })).body).toEqual(
      SUCCESS,
    );
    for (const channel of [undefined, null, '']) {
      expect((await ann.post('/channel/subscribe', { channel })).body).toEqual(SUCCESS);
    }
    const sent = await call(server, '/wssv/send', {
      body: { channel: `${way}-1`, event: 'Hi', data: { a: 1 } },
    });
    expect(sent).toMatchObject({ status: 200, body: SUCCESS });
    await send(server, { channel: `${way}-3`, data: [1, 'two', null] });
    await send(server, { channel: 'Guest', data: 'grüße 🎉' });
    await send(server, { channel: `${way}-4`, data: 'for nobody' });
    await send(server, { channel: `${way}-2` });
    expect(await ann.settled()).toEqual([
      { event: 'Hi', args: [{ a: 1 }] },
      ...message([1, 'two', null], 'grüße 🎉', null),
    ]);
  });

  test('hears what many send in order, once each, and nothing more once it unsubscribed', async () => {
    const [here, there] = [`${way}-order`, `${way}-other`];
    using ann = await SailsClient.connect(server, { transports });
    await ann.subscribe(here, there, here);
    const body = Array.from({ length: 40 }, (_, data) => ({
      channel: data % 3 ? here : [there, here],
      data,
    }));
    expect((await call(server, '/wssv/send-multi', { body })).body).toEqual(SUCCESS);
    expect(await ann.settled()).toEqual(message(...body.map(({ data }) => data)));
    expect((await ann.post('/channel/unsubscribe', { channel: here })).body).toEqual(SUCCESS);
    expect((await ann.post('/channel/unsubscribe', { channel: [here, 'never-in'] })).body).toEqual(SUCCESS);
    const more = { body: [here, [here, there], there].map((channel, n) => ({ channel, data: `more ${n}` })) };
    expect((await ann.post('/wssv/send-multi', more)).body).toEqual(SUCCESS);
    expect((await ann.settled()).slice(40)).toEqual(message('more 1', 'more 2'));
  });

  test('sends and lists as a backend does', async () => {
    using ann = await SailsClient.connect(server, { transports });
    const channel = `${way}-list`;
    await ann.subscribe(channel);
    expect((await ann.post('/wssv/send', { channel, data: { n: 1 } })).body).toEqual(SUCCESS);
    await send(server, { channel, data: 'text' });
    expect(await ann.settled(), 'a sender hears itself').toEqual(message({ n: 1 }, 'text'));
    const listed = await ann.request({
      method: 'get',
      url: `/wssv/message?channel=${channel}`,
      data: { limit: 5 },
    });
    expect(listed.body).toMatchObject({ code: 0, data: [{ data: 'text' }, { data: { n: 1 } }] });
    expect(listed.body).toMatchObject({ data: await list(server, `?channel=${channel}`) });
  });

  test('learns of what is wrong by jwr.error, and of a wrong key by an error', async () => {
    using ann = await SailsClient.connect(server, { transports });
    const nowhere = await ann.post('/no/such/route', {});
    expect(nowhere).toMatchObject({ statusCode: 404, body: { code: 404, data: {}, Error: 'E_NOT_FOUND' } });
    expect(nowhere.error?.message).toContain('404');
    expect((await ann.post('/wssv/send', { data: 1 })).body).toMatchObject({ code: 400, Error: 'E_CHANNEL' });
    expect(await refusal(server, '/wssv/send', { key: 'wrong', body: { channel: 'x' } })).toBe('401 E_KEY');
    expect(await refusal(server, '/wssv/send', { key: null, body: { channel: 'x' } })).toBe('401 E_KEY');
    expect(await refusal(server, '/channel/subscribe', { body: { channel: 'x' } })).toBe('400 E_NOT_SOCKET');
    const acknowledged = new Promise((resolve) => ann.socket._raw.emit('post', { data: {} }, resolve));
    expect(await acknowledged).toMatchObject({ statusCode: 400, body: { code: 400, Error: 'E_PARSE' } });
    ann.socket._raw.emit('post', { url: 7 });
    expect(await ann.heard.until(({ event }) => event === 'sails:parseError')).toMatchObject({ args: [{}] });
    expect((await ann.post('/channel/subscribe', { channel: 'still-there' })).body).toEqual(SUCCESS);

    for (const query of ['key=wrong', '']) {
      using lost = new SailsClient(server.url, { transports, query });
      const { args } = await lost.states.until(({ event }) => event === 'error');
      expect(args).toMatchObject([{ code: 401, Error: 'E_KEY' }]);
      expect(lost.socket.isConnected()).toBe(false);
    }
  });
});

test('nothing is lost, doubled or out of order while polls become a WebSocket', async () => {
  const clients = Array.from({ length: 5 }, () => {
    const client = new SailsClient(server.url, {
      ...{ query: `key=${APP_SECRET}`, transports: ['polling', 'websocket'] },
    });
    client.hear('Message');
    return client;
  });
  await Promise.all(clients.map((client) => client.subscribe('upgrading')));
  const all: number[] = [];
  const isUpgraded = () =>
    clients.every(({ socket }) => socket._raw.io.engine.transport.name === 'websocket');
  for (let wasUpgraded = false; !wasUpgraded; ) {
    wasUpgraded = isUpgraded();
    const body = Array.from({ length: 5 }, () => ({ channel: 'upgrading', data: all.push(all.length) - 1 }));
    await call(server, '/wssv/send-multi', { body });
  }
  for (const client of clients) {
    expect(await client.settled()).toEqual(message(...all));
    client[Symbol.dispose]();
  }
});

test.each(VERBS)('the verb %s is answered, with what stands in the URL and in the data', async (method) => {
  using ann = await SailsClient.connect(server);
  const nowhere = await ann.request({ method, url: '/nowhere?a=1', data: { b: 2 } });
  expect(nowhere).toMatchObject({ statusCode: 404, body: { Error: 'E_NOT_FOUND' } });
});

test('what counts is the name of the event, not the method that the request says', async () => {
  using ann = await SailsClient.connect(server);
  const ask = (event: string, request: object) =>
    new Promise((resolve) => ann.socket._raw.emit(event, request, resolve));
  const url = '/channel/subscribe';
  expect(await ask('post', { url, method: 'get' })).toMatchObject({ statusCode: 200 });
  expect(await ask('post', { url })).toMatchObject({ statusCode: 200 });
  expect(await ask('get', { url, method: 'post' })).toMatchObject({ statusCode: 404 });
});

test('a URL may have a query and a slash at its end; data counts before the query, and is an older name’s twin', async () => {
  using ann = await SailsClient.connect(server);
  expect((await ann.post('/channel/subscribe/?channel=by-query', {})).body).toEqual(SUCCESS);
  expect((await ann.post('/channel/subscribe?channel=not-this', { channel: 'by-data' })).body).toEqual(
    SUCCESS,
  );
  const params = { channel: 'by-params' };
  const old = new Promise((resolve) =>
    ann.socket._raw.emit('post', { url: '/channel/subscribe', params }, resolve),
  );
  expect(await old).toMatchObject({ body: SUCCESS });
  for (const channel of ['by-query', 'not-this', 'by-data', 'by-params']) {
    await send(server, { channel, data: channel });
  }
  expect(await ann.settled()).toEqual(message('by-query', 'by-data', 'by-params'));
});

test('data that is a list is the body as it is', async () => {
  using ann = await SailsClient.connect(server);
  await ann.subscribe('bare');
  const data = [{ channel: 'bare', data: 1 }, { channel: 'bare' }];
  expect((await ann.post('/wssv/send-multi', data)).body).toEqual(SUCCESS);
  expect(await ann.settled()).toEqual(message(1, null));
});

test('an Authorization of a request’s own is checked, whatever the case of its name', async () => {
  using ann = await SailsClient.connect(server);
  for (const name of ['Authorization', 'authorization', 'AUTHORIZATION']) {
    const ask = (value: string) =>
      ann.request({ method: 'post', url: '/channel/subscribe', headers: { [name]: value } });
    expect(await ask('key=wrong')).toMatchObject({ statusCode: 401, body: { code: 401, Error: 'E_KEY' } });
    for (const value of [`key=${APP_SECRET}`, `Bearer ${APP_SECRET}`]) {
      expect(await ask(value)).toMatchObject({ statusCode: 200 });
    }
  }
  using byHeader = await SailsClient.connect(server, {
    query: '',
    initialConnectionHeaders: { Authorization: `key=${APP_SECRET}` },
  });
  await byHeader.subscribe('by-header');
});

test('what is asked before the connection is there is answered once it is', async () => {
  using ann = new SailsClient(server.url, { query: `key=${APP_SECRET}` });
  expect(ann.socket.isConnected()).toBe(false);
  const early = await Promise.all([ann.post('/channel/subscribe', {}), ann.post('/nowhere', {})]);
  expect(early.map(({ statusCode }) => statusCode)).toEqual([200, 404]);
});

test('a request that wants no answer is done', async () => {
  using ann = await SailsClient.connect(server);
  ann.socket._raw.emit('post', { url: '/channel/subscribe', data: { channel: 'silent' } });
  ann.socket._raw.emit('post', { url: '/wssv/send', data: { channel: 'silent', data: 'done' } });
  await ann.heard.until(({ event }) => event === 'Message');
  expect(await ann.settled()).toEqual(message('done'));
});

test('what one socket asks without waiting for answers is done in its order', async () => {
  using ann = await SailsClient.connect(server);
  const asked: Array<Promise<unknown>> = [ann.post('/channel/subscribe', { channel: ['pipe', 'pipe-0'] })];
  const all = Array.from({ length: 30 }, (_, n) => n);
  for (const n of all) {
    const channel = n % 4 === 1 ? [`pipe-${n}`, 'pipe'] : n % 4 === 2 ? ['pipe-0', 'pipe'] : 'pipe';
    asked.push(ann.post('/wssv/send', { channel, data: n }));
  }
  for (const answer of await Promise.all(asked)) expect(answer).toMatchObject({ body: SUCCESS });
  expect(await ann.settled()).toEqual(message(...all));
  const channel = 'pipe-0';
  const url = (word: string) => `/channel/${word}`;
  await Promise.all([
    ann.post(url('unsubscribe'), { channel: ['pipe', channel] }),
    ann.post(url('subscribe'), { channel }),
    ann.post(url('unsubscribe'), { channel }),
    ann.post(url('subscribe'), { channel }),
  ]);
  await send(server, { channel: ['pipe', channel], data: 'in one' });
  expect((await ann.settled()).slice(all.length)).toEqual(message('in one'));
});

test('who comes back after a lost connection is in no channel until it subscribes again', async () => {
  using ann = await SailsClient.connect(server, { reconnection: true, reconnectionDelay: 1 });
  await ann.subscribe('lossy');
  await send(server, { channel: 'lossy', data: 'before' });
  await ann.settled();
  const unanswered = ann.post('/channel/subscribe', {});
  ann.socket._raw.io.engine.close();
  expect(await unanswered).toMatchObject({ statusCode: 0 });
  await ann.states.until(({ event }) => event === 'reconnect');
  await send(server, { channel: 'lossy', data: 'lost' });
  await ann.subscribe('lossy');
  await send(server, { channel: 'lossy', data: 'after' });
  expect(await ann.settled()).toEqual(message('before', 'after'));
});

test.each([
  'connect',
  'connect_error',
  'disconnect',
  'disconnecting',
  'newListener',
  'removeListener',
  'sails:x',
])('nobody can send an event named %s', async (event) => {
  expect(await refusal(server, '/wssv/send', { body: { channel: 'x', event } })).toBe('400 E_EVENT');
});
