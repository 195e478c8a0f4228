import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stockClient } from '../../harness/client.ts';
import { follow } from '../../harness/follow.ts';
import { ADMIN_KEY, startTestServer, type TestServer } from '../../harness/test-server.ts';
import { backend } from './backend.ts';
import { openReader } from './reader.ts';
import { signedCall } from './signed-call.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

describe('GET channel stats, deprecated 2012-09', () => {
  const stats = async (channel: string) => {
    const answer = await signedCall(server, { path: `/apps/default/channels/${channel}/stats` });
    return { status: answer.status, type: answer.headers['content-type'], body: JSON.parse(answer.text) };
  };

  test('a channel of nobody is unoccupied, and counts users only where they are known', async () => {
    const type = 'application/json; charset=utf-8';
    expect(await stats('stats-none')).toEqual({
      status: 200,
      type,
      body: { occupied: false, connection_count: 0 },
    });
    expect(await stats('presence-stats-none')).toEqual({
      status: 200,
      type,
      body: { occupied: false, user_count: 0, connection_count: 0 },
    });
  });

  test('connections and distinct users are counted', async () => {
    using first = await openReader(server);
    using second = await openReader(server);
    using third = await openReader(server);
    const signer = backend(server);
    await first.subscribe('presence-stats', signer, { user_id: 'ann' });
    await second.subscribe('presence-stats', signer, { user_id: 'ann' });
    await third.subscribe('presence-stats', signer, { user_id: 'bob' });
    await first.subscribe('private-stats', signer);
    expect((await stats('presence-stats')).body).toEqual({
      occupied: true,
      user_count: 2,
      connection_count: 3,
    });
    expect((await stats('private-stats')).body).toEqual({ occupied: true, connection_count: 1 });
  });

  test('it wants a signature, and a name that can be one', async () => {
    const path = '/apps/default/channels/x/stats';
    expect(await signedCall(server, { path, secret: 'wrong' })).toMatchObject({ status: 401 });
    expect(await signedCall(server, { path: '/apps/none/channels/x/stats' })).toMatchObject({ status: 404 });
    expect(await signedCall(server, { path: '/apps/default/channels/a%20b/stats' })).toMatchObject({
      status: 400,
    });
    expect(await signedCall(server, { path: '/apps/default/channels/a:b/stats' })).toMatchObject({
      status: 400,
    });
  });
});

describe('POST event to channel, deprecated 2012-09', () => {
  const path = (channel: string, query = 'name=sold') => `/apps/default/channels/${channel}/events?${query}`;

  test.each([
    ['a JSON object', '{ "price":  1.10 }', { price: 1.1 }],
    ['a JSON string', '"hello"', 'hello'],
    ['text that is no JSON', 'hello, w\u00f6rld', 'hello, wörld'],
    ['a byte order mark, which is kept', '\ufeff{"a":1}', '\ufeff{"a":1}'],
    [
      'a name and a socket_id, which are only data',
      '{"name":"x","socket_id":"y"}',
      { name: 'x', socket_id: 'y' },
    ],
    ['white space', ' ', ' '],
  ])('the body is the data, verbatim: %s', async (_what, body, typed) => {
    using reader = await openReader(server);
    await reader.subscribe('old-verbatim');
    await using native = stockClient(server, { adminKey: ADMIN_KEY });
    using feed = await follow(native.client, 'old-verbatim');
    const answer = await signedCall(server, {
      path: path('old-verbatim'),
      body,
      headers: { 'content-type': 'application/json' },
    });
    expect([answer.status, answer.text, answer.headers['content-length']]).toEqual([202, '', '0']);
    expect(await reader.event('old-verbatim', 'sold')).toEqual({
      event: 'sold',
      channel: 'old-verbatim',
      data: body,
    });
    await feed.event(typed);
  });

  test.each([
    ['no content type', {}],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['a content type that is none', { 'content-type': '???' }],
    ['a charset', { 'content-type': 'application/json; charset=utf-8' }],
  ])('whatever the content type: %s', async (_what, headers) => {
    const answer = await signedCall(server, { path: path('old-type'), body: '{"a":"b=c"}', headers });
    expect(answer).toMatchObject({ status: 202, text: '' });
  });

  test('the connection of socket_id does not get it', async () => {
    using sender = await openReader(server);
    using other = await openReader(server);
    await sender.subscribe('old-exclude');
    await other.subscribe('old-exclude');
    const query = `name=sold&socket_id=${sender.socketId}`;
    expect(await signedCall(server, { path: path('old-exclude', query), body: '1' })).toMatchObject({
      status: 202,
    });
    await other.event('old-exclude', 'sold');
    await sender.settled();
    expect(sender.frames.items.some(({ event }) => event === 'sold')).toBe(false);
  });

  test('a cache channel keeps it for who comes later', async () => {
    await signedCall(server, { path: path('cache-old'), body: '{"kept": true}' });
    using late = await openReader(server);
    await late.subscribe('cache-old');
    expect(await late.event('cache-old', 'sold')).toMatchObject({ data: '{"kept": true}' });
  });

  test.each([
    [
      'bytes that are not UTF-8, with the right digest',
      400,
      { path: path('old-bad'), body: Buffer.from([0x22, 0xff, 0xfe, 0x22]) },
    ],
    ['half a character', 400, { path: path('old-bad'), body: Buffer.from([0xc3]) }],
    ['no body', 400, { path: path('old-bad'), method: 'POST' }],
    ['no name', 400, { path: '/apps/default/channels/old-bad/events', body: '1' }],
    ['a name only in the body', 400, { path: '/apps/default/channels/old-bad/events', body: '{"name":"x"}' }],
    ['a name that is too long', 400, { path: path('old-bad', `name=${'n'.repeat(201)}`), body: '1' }],
    ['a socket_id that is none', 400, { path: path('old-bad', 'name=sold&socket_id=me'), body: '1' }],
    ['a channel that cannot be', 400, { path: path('old:bad'), body: '1' }],
    ['another secret', 401, { path: path('old-bad'), body: '1', secret: 'wrong' }],
    [
      'a body that was not signed',
      401,
      { path: path('old-bad'), body: '1', auth: { body_md5: '0'.repeat(32) } },
    ],
    ['too much', 413, { path: path('old-bad'), body: 'x'.repeat(10_241) }],
    ['another app', 404, { path: '/apps/none/channels/old-bad/events?name=sold', body: '1' }],
    ['another method', 405, { path: path('old-bad'), method: 'GET' }],
  ])('is refused and delivered to nobody: %s', async (_what, status, call) => {
    using reader = await openReader(server);
    await reader.subscribe('old-bad');
    expect(await signedCall(server, call)).toMatchObject({
      status,
      headers: { 'content-type': 'text/plain; charset=utf-8' },
    });
    await backend(server).trigger('old-bad', 'last', 1);
    await reader.event('old-bad', 'last');
    expect(reader.frames.items.some(({ event }) => event === 'sold')).toBe(false);
  });
});
