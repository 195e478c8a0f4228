import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stockClient } from '../harness/client.ts';
import { follow } from '../harness/follow.ts';
import { rawSocket } from '../harness/raw-socket.ts';
import { adminRest } from '../harness/rest-client.ts';
import { ADMIN_KEY, APP_KEY, startTestServer, type TestServer } from '../harness/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

async function publish(channel: string, data: unknown): Promise<string> {
  await using backend = stockClient(server, { adminKey: ADMIN_KEY });
  return (await backend.client.channels.publish.mutate({ channel, name: 'm', data })).position;
}

const anonymous = () => stockClient(server, { key: APP_KEY });

describe.each([
  ['durable', 'pub-cache-'],
  ['volatile', 'room:'],
])('a reader of a %s channel', (_log, prefix) => {
  const channel = (name: string) => `${prefix}subscribe-${name}`;

  test('begins with what comes from now on', async () => {
    const position = await publish(channel('fresh'), 'before');
    await using reader = anonymous();
    using feed = await follow(reader.client, channel('fresh'));
    await publish(channel('fresh'), 'after');
    await feed.event('after');
    expect(feed.items[0]).toMatchObject({ type: 'subscribed', position, recovery: 'fresh' });
    expect(feed.ids[0]).toBe(position);
    expect(feed.data()).toEqual(['after']);
  });

  test('begins with as many of the newest events as it asks for, and goes on live without a seam', async () => {
    for (const n of [1, 2, 3, 4]) await publish(channel('rewind'), n);
    await using reader = anonymous();
    using two = await follow(reader.client, channel('rewind'), { rewind: 2 });
    using all = await follow(reader.client, channel('rewind'), { rewind: 100 });
    await publish(channel('rewind'), 5);
    await Promise.all([two.event(5), all.event(5)]);
    expect(two.data()).toEqual([3, 4, 5]);
    expect(all.data()).toEqual([1, 2, 3, 4, 5]);
  });

  test('that comes back gets exactly what it missed', async () => {
    await using reader = anonymous();
    const first = await follow(reader.client, channel('resume'));
    await publish(channel('resume'), 1);
    await first.event(1);
    await first.leave();
    for (const n of [2, 3]) await publish(channel('resume'), n);
    using second = await follow(reader.client, channel('resume'), { lastEventId: first.ids.at(-1) ?? '' });
    await publish(channel('resume'), 4);
    await second.event(4);
    expect(second.items[0]).toMatchObject({ recovery: 'resumed', position: first.ids.at(-1) });
    expect(second.data()).toEqual([2, 3, 4]);
  });

  test('that comes back to a channel where nothing had ever happened misses nothing of what began meanwhile', async () => {
    await using reader = anonymous();
    const first = await follow(reader.client, channel('virgin'));
    await first.leave();
    await publish(channel('virgin'), 'first');
    using second = await follow(reader.client, channel('virgin'), { lastEventId: first.ids[0] ?? '' });
    await second.event('first');
    expect(second.items[0]).toMatchObject({ recovery: 'resumed' });
  });

  test('that is cut off is resumed by the stock client itself, with every event once', async () => {
    await using reader = anonymous();
    using feed = await follow(reader.client, channel('cut'));
    await publish(channel('cut'), 1);
    await feed.event(1);
    for (const session of [...server.running.core.sessions.ofApp('default')]) {
      if (session.protocol !== 'trpc' || session.principal.kind !== 'anonymous') continue;
      await adminRest(server)('DELETE', `/connections/${session.id}?reason=test`);
    }
    for (const n of [2, 3]) await publish(channel('cut'), n);
    await feed.event(3);
    expect(feed.data()).toEqual([1, 2, 3]);
    expect(feed.items.filter(({ type }) => type === 'subscribed')).toHaveLength(2);
  });

  test('is told of a gap when its position means nothing here, and gets what there is', async () => {
    for (const n of [1, 2]) await publish(channel('gap'), n);
    await using reader = anonymous();
    using feed = await follow(reader.client, channel('gap'), { lastEventId: 'elsewhere:7' });
    await feed.event(2);
    expect(feed.items[0]).toMatchObject({ recovery: 'gap' });
    expect(feed.data()).toEqual([1, 2]);
  });

  test('is told of a gap when its position lies beyond the end', async () => {
    const position = await publish(channel('beyond'), 1);
    await using reader = anonymous();
    using feed = await follow(reader.client, channel('beyond'), { lastEventId: `${position}000` });
    expect(feed.items[0]).toMatchObject({ recovery: 'gap' });
  });

  test('is told of a gap when the log is erased, and new readers come in and go on meanwhile', async () => {
    for (const n of [1, 2, 3]) await publish(channel('erased'), n);
    await using reader = anonymous();
    using old = await follow(reader.client, channel('erased'));
    const erased = await adminRest(server)('DELETE', `/channels/${channel('erased')}`);
    expect(erased.body).toEqual({ erased: 3 });
    using rewinding = await follow(reader.client, channel('erased'), { rewind: 10 });
    using resuming = await follow(reader.client, channel('erased'), { lastEventId: old.ids[0] ?? '' });
    await publish(channel('erased'), 'anew');
    await Promise.all([old.event('anew'), rewinding.event('anew'), resuming.event('anew')]);
    expect(old.items.map(({ type }) => type)).toEqual(['subscribed', 'gap', 'event']);
    expect(rewinding.data()).toEqual(['anew']);
    expect(resuming.data()).toEqual(['anew']);
    expect(resuming.items[0]).toMatchObject({ recovery: 'gap' });
  });

  test('that unsubscribed gets nothing more, and may subscribe again', async () => {
    await using reader = anonymous();
    const first = await follow(reader.client, channel('again'));
    await first.leave();
    using second = await follow(reader.client, channel('again'));
    await publish(channel('again'), 1);
    await second.event(1);
    expect(first.data()).toEqual([]);
  });
});

test('a channel that is made durable while it is read tells its readers of the new beginning and goes on', async () => {
  await publish('turned:1', 'volatile');
  await using reader = anonymous();
  using feed = await follow(reader.client, 'turned:1');
  await adminRest(server)('PUT', '/rules', { pattern: 'turned:*', rule: { log: 'durable' } });
  using late = await follow(reader.client, 'turned:1', { rewind: 5 });
  await publish('turned:1', 'durable');
  await Promise.all([feed.event('durable'), late.event('durable')]);
  expect(feed.items.map(({ type }) => type)).toEqual(['subscribed', 'gap', 'event']);
});

test.each(['cache-', 'private-cache-', 'presence-cache-', 'private-encrypted-cache-'])(
  'a new reader of %s… gets the last event first',
  async (prefix) => {
    for (const n of [1, 2]) await publish(`${prefix}x`, n);
    await using backend = stockClient(server, { adminKey: ADMIN_KEY });
    using feed = await follow(backend.client, `${prefix}x`);
    await feed.event(2);
    using none = await follow(backend.client, `${prefix}x`, { rewind: 0 });
    await publish(`${prefix}x`, 3);
    await Promise.all([feed.event(3), none.event(3)]);
    expect(feed.data()).toEqual([2, 3]);
    expect(none.data()).toEqual([3]);
  },
);

test('equal subscription ids on two connections, and two subscriptions on one, all get every event once', async () => {
  using first = await rawSocket(server, { key: APP_KEY });
  using second = await rawSocket(server, { key: APP_KEY });
  const subscription = (id: string | number) => ({
    id,
    method: 'subscription',
    params: { path: 'channels.subscribe', input: { json: { channel: 'room:ids' } } },
  });
  first.send([subscription('ch:1'), subscription(2)]);
  second.send(subscription('ch:1'));
  const gets = (socket: typeof first, id: string | number, type: string) =>
    socket.frames.until((frame) => JSON.stringify(frame).includes(`"type":"${type}"`) && isTo(frame, id));
  await Promise.all([
    gets(first, 'ch:1', 'subscribed'),
    gets(first, 2, 'subscribed'),
    gets(second, 'ch:1', 'subscribed'),
  ]);
  const position = await publish('room:ids', { text: 'x' });
  const frames = await Promise.all([
    gets(first, 'ch:1', 'event'),
    gets(first, 2, 'event'),
    gets(second, 'ch:1', 'event'),
  ]);
  expect(frames[0]).toEqual(frames[2]);
  expect(frames[1]).toMatchObject({ id: 2, result: { type: 'data', data: { json: { id: position } } } });
});

function isTo(frame: unknown, id: string | number): boolean {
  return typeof frame === 'object' && frame !== null && 'id' in frame && frame.id === id;
}

test('two apps with the same channel names never hear each other', async () => {
  const created = await adminRest(server)('POST', '/apps', { id: 'other', name: 'Other' });
  expect(created.status).toBe(201);
  await using mine = stockClient(server, { adminKey: ADMIN_KEY });
  await using theirs = stockClient(server, { adminKey: ADMIN_KEY, app: 'other' });
  for (const channel of ['room:wall', 'pub-cache-wall']) {
    using here = await follow(mine.client, channel);
    using there = await follow(theirs.client, channel);
    await mine.client.channels.publish.mutate({ channel, name: 'm', data: 'mine' });
    await theirs.client.channels.publish.mutate({ channel, name: 'm', data: 'theirs' });
    await mine.client.channels.signal.mutate({ channel, name: 's', data: null });
    await Promise.all([here.event('mine'), there.event('theirs')]);
    expect([here.data(), there.data()]).toEqual([['mine'], ['theirs']]);
    const { events } = await theirs.client.channels.history.query({ channel });
    expect(events.map(({ data }) => data)).toEqual(['theirs']);
  }
});
