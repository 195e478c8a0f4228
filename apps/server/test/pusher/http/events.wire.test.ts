import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stockClient } from '../../harness/client.ts';
import { follow } from '../../harness/follow.ts';
import { ADMIN_KEY, startTestServer, type TestServer } from '../../harness/test-server.ts';
import { backend, refusedCall } from './backend.ts';
import { openReader } from './reader.ts';
import { signedCall } from './signed-call.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

describe('trigger', () => {
  test('a triggered event reaches a protocol 7 reader byte for byte, and a native reader typed', async () => {
    using reader = await openReader(server);
    await reader.subscribe('trigger-both');
    await using native = stockClient(server, { adminKey: ADMIN_KEY });
    using feed = await follow(native.client, 'trigger-both');
    const text = '{ "price": 1.10, "name": "h\u00ebllo \\u00e9", "list": [1, null] }';
    const answer = await backend(server).trigger('trigger-both', 'sold', text);
    expect([answer.status, await answer.text()]).toEqual([200, '{}']);
    const frame = await reader.event('trigger-both', 'sold');
    expect(frame).toEqual({ event: 'sold', channel: 'trigger-both', data: text });
    const event = await feed.event({ price: 1.1, name: 'hëllo é', list: [1, null] });
    expect(event).toMatchObject({ kind: 'publish', name: 'sold', user: null });
  });

  test('data that is no JSON is a string for everybody; data that is no string becomes its JSON', async () => {
    using reader = await openReader(server);
    await reader.subscribe('trigger-odd');
    await using native = stockClient(server, { adminKey: ADMIN_KEY });
    using feed = await follow(native.client, 'trigger-odd');
    for (const data of ['', 'hello', 'true story', '{"half":', { a: [1] }, 5, false]) {
      const body = JSON.stringify({ name: 'odd', channel: 'trigger-odd', data });
      expect(await signedCall(server, { path: '/apps/default/events', body })).toMatchObject({ status: 200 });
    }
    await backend(server).trigger('trigger-odd', 'last', 'end');
    await reader.event('trigger-odd', 'last');
    const odd = reader.frames.items.filter(({ event }) => event === 'odd').map(({ data }) => data);
    expect(odd).toEqual(['', 'hello', 'true story', '{"half":', '{"a":[1]}', '5', 'false']);
    await feed.event('end');
    expect(feed.data()).toEqual(['', 'hello', 'true story', '{"half":', { a: [1] }, 5, false, 'end']);
  });

  test('many channels get one event each, also one named twice; the connection of socket_id gets none', async () => {
    using sender = await openReader(server);
    using other = await openReader(server);
    const signer = backend(server);
    for (const reader of [sender, other]) {
      await reader.subscribe('trigger-a');
      await reader.subscribe('private-trigger-b', signer);
    }
    await signer.trigger(['trigger-a', 'private-trigger-b', 'trigger-a'], 'e', 1, {
      socket_id: sender.socketId,
    });
    await signer.trigger('trigger-a', 'last', 2);
    await Promise.all([sender.event('trigger-a', 'last'), other.event('trigger-a', 'last')]);
    await other.event('private-trigger-b', 'e');
    await sender.settled();
    const received = (frames: typeof sender.frames): unknown[] =>
      frames.items.filter(({ event }) => event === 'e').map(({ channel }) => channel);
    expect(received(sender.frames)).toEqual([]);
    expect(received(other.frames).sort()).toEqual(['private-trigger-b', 'trigger-a']);
  });

  test('events of one channel arrive in the order in which they were triggered', async () => {
    using reader = await openReader(server);
    await reader.subscribe('trigger-order');
    const signer = backend(server);
    for (let n = 0; n < 20; n += 1) await signer.trigger('trigger-order', `e${n}`, n);
    await reader.event('trigger-order', 'e19');
    const names = reader.frames.items.flatMap(({ event }) => (/^e\d/.test(event) ? [event] : []));
    expect(names).toEqual(Array.from({ length: 20 }, (_, n) => `e${n}`));
  });

  test('info tells of each channel what was asked, users only where they are known', async () => {
    using first = await openReader(server);
    using second = await openReader(server);
    const signer = backend(server);
    for (const reader of [first, second]) await reader.subscribe('presence-info', signer, { user_id: 'ann' });
    await first.subscribe('info-open');
    const answer = await signer.trigger(['presence-info', 'info-open', 'info-nobody'], 'e', 1, {
      info: 'user_count,subscription_count',
    });
    expect(await answer.json()).toEqual({
      channels: {
        'presence-info': { user_count: 1, subscription_count: 2 },
        'info-open': { subscription_count: 1 },
        'info-nobody': { subscription_count: 0 },
      },
    });
  });

  test('parameters may stand in the query, lists with brackets', async () => {
    using reader = await openReader(server);
    await reader.subscribe('in-query');
    const query =
      'name=asked&data=%22in+the%20query%22&channels[]=in-query&channels[]=in-query-too&info=subscription_count';
    const answer = await signedCall(server, { method: 'POST', path: `/apps/default/events?${query}` });
    expect([answer.status, JSON.parse(answer.text)]).toEqual([
      200,
      { channels: { 'in-query': { subscription_count: 1 }, 'in-query-too': { subscription_count: 0 } } },
    ]);
    expect(await reader.event('in-query', 'asked')).toMatchObject({ data: '"in the query"' });
  });

  test('rules hold: whoever may not subscribe to a room reads nothing of what is triggered there', async () => {
    using reader = await openReader(server);
    reader.send('pusher:subscribe', { channel: 'pri-room' });
    await reader.event('pri-room', 'pusher:subscription_error');
    await backend(server).trigger('pri-room', 'secret', 1);
    await reader.settled();
    expect(reader.frames.items.some(({ event }) => event === 'secret')).toBe(false);
  });
});

describe('triggerBatch', () => {
  test('ten events go out in their order, and info comes by index', async () => {
    using reader = await openReader(server);
    await reader.subscribe('batch-a');
    const batch = Array.from({ length: 10 }, (_, n) => ({ channel: 'batch-a', name: `b${n}`, data: { n } }));
    const plain = await backend(server).triggerBatch(batch);
    expect([plain.status, await plain.text()]).toEqual([200, '{}']);
    await reader.event('batch-a', 'b9');
    const names = reader.frames.items.flatMap(({ event }) => (/^b\d/.test(event) ? [event] : []));
    expect(names).toEqual(batch.map(({ name }) => name));
    const asked = await backend(server).triggerBatch([
      { channel: 'batch-a', name: 'x', data: '1', info: 'subscription_count' },
      { channel: 'batch-b', name: 'x', data: '1' },
    ]);
    expect(await asked.json()).toEqual({ batch: [{ subscription_count: 1 }, {}] });
  });

  test('one bad event keeps out the whole batch', async () => {
    using reader = await openReader(server);
    await reader.subscribe('batch-none');
    const good = { channel: 'batch-none', name: 'good', data: '1' };
    const bad = [
      { ...good, channel: 'no such name' },
      { ...good, name: '' },
      { ...good, socket_id: 'me' },
      { channel: 'batch-none', name: 'good' },
    ];
    for (const event of bad) {
      const body = JSON.stringify({ batch: [good, event] });
      expect(await signedCall(server, { path: '/apps/default/batch_events', body })).toMatchObject({
        status: 400,
      });
    }
    const tooBig = { ...good, data: 'x'.repeat(10_241) };
    expect(await refusedCall(backend(server).triggerBatch([good, tooBig]))).toMatchObject({ status: 413 });
    const tooMany = Array.from({ length: 11 }, () => ({ ...good }));
    expect(await refusedCall(backend(server).triggerBatch(tooMany))).toEqual({
      status: 400,
      body: 'Batch too large (11 > 10)\n',
    });
    await backend(server).trigger('batch-none', 'last', 1);
    await reader.event('batch-none', 'last');
    expect(reader.frames.items.some(({ event }) => event === 'good')).toBe(false);
  });
});
