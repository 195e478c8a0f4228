import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stockClient } from '../harness/client.ts';
import { follow } from '../harness/follow.ts';
import { refusalOf } from '../harness/refusal-of.ts';
import { adminRest } from '../harness/rest-client.ts';
import { ADMIN_KEY, startTestServer, type TestServer } from '../harness/test-server.ts';
import { userClient } from '../harness/user-client.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

describe.each([
  ['durable', 'pub-cache-'],
  ['volatile', 'room:'],
])('on a %s channel', (_log, prefix) => {
  const channel = (name: string) => `${prefix}publish-${name}`;

  test('an event reaches its readers as it was published, and the answer says where it stands', async () => {
    await using ann = await userClient(server, 'ann');
    await using bob = await userClient(server, 'bob');
    using feed = await follow(bob.client, channel('one'));
    const data = { text: 'hëllo \u2028 👋', list: [1, null, true, 'x'], deep: { a: { b: [] } } };
    const answer = await ann.client.channels.publish.mutate({
      channel: channel('one'),
      name: 'message',
      data,
      clientId: 'c-1',
    });
    const event = await feed.event(data);
    const { duplicate, ...place } = answer;
    expect(duplicate).toBe(false);
    expect(event).toEqual({
      type: 'event',
      kind: 'publish',
      ...place,
      name: 'message',
      data,
      user: 'ann',
      clientId: 'c-1',
      target: null,
    });
    expect(feed.ids.at(-1)).toBe(answer.position);
  });

  test("what is named as the server's own words is for backends to say", async () => {
    await using ann = await userClient(server, 'ann');
    const event = { name: 'parley:edited', data: 1 };
    const refusal = await refusalOf(
      ann.client.channels.publish.mutate({ channel: channel('own'), ...event }),
    );
    expect(refusal).toMatchObject({ code: 'forbidden' });
    const path = `/channels/${encodeURIComponent(channel('own'))}/events`;
    expect(await adminRest(server)('POST', path, event)).toMatchObject({ status: 201 });
  });

  test('events of many publishers arrive in the order of their offsets, without a hole, each sender in its own order', async () => {
    await using ann = await userClient(server, 'ann');
    await using bob = await userClient(server, 'bob');
    await using reader = await userClient(server, 'carl');
    using feed = await follow(reader.client, channel('order'));
    const send = (who: typeof ann, user: string, n: number) =>
      who.client.channels.publish.mutate({ channel: channel('order'), name: 'm', data: [user, n] });
    const sends = Array.from({ length: 40 }, (_, n) => [send(ann, 'ann', n), send(bob, 'bob', n)]).flat();
    const answers = await Promise.all(sends);
    await feed.until(() => feed.data().length === 80);
    const offsets = feed.ids.slice(1).map((id) => Number(id.split(':')[1]));
    expect(offsets).toEqual(Array.from({ length: 80 }, (_, index) => index + 1));
    expect(new Set(answers.map(({ position }) => position))).toEqual(new Set(feed.ids.slice(1)));
    for (const user of ['ann', 'bob']) {
      const own = feed.data().filter((data) => Array.isArray(data) && data[0] === user);
      expect(own).toEqual(Array.from({ length: 40 }, (_, n) => [user, n]));
    }
  });

  test('a publish repeated with its client id is stored once, and the repeat gets the first answer', async () => {
    await using ann = await userClient(server, 'ann');
    const event = { channel: channel('once'), name: 'm', data: 1, clientId: 'same' };
    const first = await ann.client.channels.publish.mutate(event);
    const again = await ann.client.channels.publish.mutate({ ...event, data: 2 });
    expect(again).toEqual({ ...first, duplicate: true });
    const { events } = await ann.client.channels.history.query({ channel: channel('once') });
    expect(events.map(({ data }) => data)).toEqual([1]);
  });

  test('of twenty concurrent publishes with one client id exactly one is stored and delivered', async () => {
    await using ann = await userClient(server, 'ann');
    await using elsewhere = await userClient(server, 'ann');
    await using reader = await userClient(server, 'bob');
    using feed = await follow(reader.client, channel('race'));
    const event = { channel: channel('race'), name: 'm', clientId: 'same' };
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        (n % 2 ? ann : elsewhere).client.channels.publish.mutate({ ...event, data: n }),
      ),
    );
    expect(answers.filter(({ duplicate }) => !duplicate)).toHaveLength(1);
    expect(new Set(answers.map(({ position }) => position)).size).toBe(1);
    await ann.client.channels.publish.mutate({ channel: channel('race'), name: 'm', data: 'last' });
    await feed.event('last');
    expect(feed.data()).toHaveLength(2);
  });

  test('a client id belongs to its user: the same one from another is another event', async () => {
    await using ann = await userClient(server, 'ann');
    await using bob = await userClient(server, 'bob');
    const event = { channel: channel('mine'), name: 'm', data: 1, clientId: 'same' };
    const first = await ann.client.channels.publish.mutate(event);
    const other = await bob.client.channels.publish.mutate(event);
    expect(other.duplicate).toBe(false);
    expect(other.id).not.toBe(first.id);
  });

  test('an excluded connection does not get the event, every other one does, and its position still moves on', async () => {
    await using ann = await userClient(server, 'ann');
    await using bob = await userClient(server, 'bob');
    using own = await follow(ann.client, channel('exclude'));
    using feed = await follow(bob.client, channel('exclude'));
    const { session } = await ann.client.session.whoAmI.query();
    await ann.client.channels.publish.mutate({
      channel: channel('exclude'),
      name: 'm',
      data: 'mine',
      exclude: session ?? '',
    });
    await ann.client.channels.publish.mutate({ channel: channel('exclude'), name: 'm', data: 'all' });
    await feed.event('all');
    await own.event('all');
    expect(feed.data()).toEqual(['mine', 'all']);
    expect(own.data()).toEqual(['all']);
    expect(own.items.filter(({ type }) => type === 'gap')).toEqual([]);
  });

  test('a client may keep an event from its own connections only', async () => {
    await using ann = await userClient(server, 'ann');
    await using bob = await userClient(server, 'bob');
    const { session } = await bob.client.session.whoAmI.query();
    const event = { channel: channel('exclude'), name: 'm', data: 1, exclude: session ?? '' };
    expect(await refusalOf(ann.client.channels.publish.mutate(event))).toMatchObject({ code: 'forbidden' });
  });

  test('the backend publishes in a user’s name, and a client cannot', async () => {
    await using ann = await userClient(server, 'ann', ['*']);
    using feed = await follow(ann.client, channel('as'));
    const rest = adminRest(server);
    const path = `/channels/${encodeURIComponent(channel('as'))}/events`;
    expect(await rest('POST', path, { name: 'm', data: 'by bob', asUser: 'bob' })).toMatchObject({
      status: 201,
    });
    expect(await feed.event('by bob')).toMatchObject({ user: 'bob' });
    const forged = { channel: channel('as'), name: 'm', data: 1, asUser: 'bob' };
    expect(await refusalOf(ann.client.channels.publish.mutate(forged))).toMatchObject({ code: 'forbidden' });
  });

  test('the events of a batch stand each for itself, and the results come in their order', async () => {
    await using ann = await userClient(server, 'ann');
    using feed = await follow(ann.client, channel('batch'));
    const { results } = await ann.client.channels.publishBatch.mutate({
      events: [
        { channel: channel('batch'), name: 'm', data: 1, clientId: 'b1' },
        { channel: 'private-not-granted', name: 'm', data: 2 },
        { channel: channel('batch'), name: 'm', data: 3n },
        { channel: channel('batch'), name: 'm', data: 4, clientId: 'b1' },
        { channel: channel('batch'), name: 'm', data: 5 },
      ],
    });
    expect(results).toMatchObject([
      { ok: true, duplicate: false },
      { ok: false, error: { code: 'forbidden' } },
      { ok: false, error: { code: 'bad_request' } },
      { ok: true, duplicate: true },
      { ok: true, duplicate: false },
    ]);
    await feed.event(5);
    expect(feed.data()).toEqual([1, 5]);
  });
});

test.each(['a/b c?d#e%2F', '#server-to-user-ann', 'ünï:😀', '%', '..%2f', '__proto__', 'constructor'])(
  'the channel name %j is an ordinary name on every way in',
  async (channel) => {
    await using backend = stockClient(server, { adminKey: ADMIN_KEY });
    using feed = await follow(backend.client, channel);
    const path = `/channels/${encodeURIComponent(channel)}`;
    const rest = adminRest(server);
    expect(await rest('POST', `${path}/events`, { name: 'm', data: 'r' })).toMatchObject({ status: 201 });
    await feed.event('r');
    expect(await rest('GET', `${path}/history`)).toMatchObject({
      status: 200,
      body: { events: [{ data: 'r' }] },
    });
  },
);

test('names, ids and payloads out of bounds are refused, and say which field it is', async () => {
  await using backend = stockClient(server, { adminKey: ADMIN_KEY });
  const { publish } = backend.client.channels;
  const good = { channel: 'room:1', name: 'm', data: 1 };
  for (const [field, value] of [
    ['channel', ''],
    ['channel', 'a'.repeat(256)],
    ['channel', ' a'],
    ['channel', 'a\nb'],
    ['name', ''],
    ['name', 'a'.repeat(201)],
    ['clientId', 'has space'],
    ['clientId', 'x'.repeat(129)],
    ['exclude', 'nope'],
    ['asUser', '\u0000'],
  ] as const) {
    const refused = await refusalOf(publish.mutate({ ...good, [field]: value }));
    expect(refused, field).toMatchObject({ code: 'bad_request', message: expect.stringContaining(field) });
  }
});

test('a payload named __proto__ changes nothing but itself', async () => {
  const rest = adminRest(server);
  const data: unknown = JSON.parse(
    '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
  );
  const url = `${server.url}/api/v1/channels/room:proto/events`;
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'api-key': ADMIN_KEY, 'content-type': 'application/json' },
    body: `{"name":"m","data":${JSON.stringify(data)}}`,
  });
  expect(answer.status).toBe(201);
  const { body } = await rest('GET', '/channels/room:proto/history');
  expect(JSON.stringify(body)).toContain('"__proto__":{"polluted":true}');
  expect('polluted' in {}).toBe(false);
});
