import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SseReading } from '../../src/api/rest/testing/read-sse.ts';
import { appToken } from '../harness/app-token.ts';
import { stockClient } from '../harness/client.ts';
import { follow } from '../harness/follow.ts';
import { refusalOf } from '../harness/refusal-of.ts';
import { adminRest, clientHeaders, type RestCall, restClient } from '../harness/rest-client.ts';
import { ADMIN_KEY, APP_KEY, startTestServer, type TestServer } from '../harness/test-server.ts';
import { userClient } from '../harness/user-client.ts';
import { dataOf, RawClient } from '../pusher/ws/raw-client.ts';
import { clientCalls } from '../rooms/room-calls.ts';
import { SocketLinkClient } from '../socketlink/socketlink-client.ts';

let server: TestServer;
let rest: RestCall;
beforeAll(async () => {
  server = await startTestServer();
  rest = adminRest(server);
});
afterAll(() => server[Symbol.asyncDispose]());

/** What each is given of 1: for all, 2: only for Ann, 3: not for Ann, 4: for all. */
const HERS = [1, 2, 4];
const OTHERS = [1, 3, 4];
const ALL = [1, 2, 3, 4];

/** Publishes the four events, and resolves with their ids. */
async function say(channel: string): Promise<string[]> {
  const ids: string[] = [];
  for (const [data, readers] of [[1], [2, { only: ['ann'] }], [3, { except: ['ann'] }], [4]] as const) {
    const { status, body } = await rest('POST', `/channels/${channel}/events`, {
      name: 'm',
      data,
      ...readers,
    });
    expect(status).toBe(201);
    ids.push(body !== null && typeof body === 'object' && 'id' in body ? String(body.id) : '');
  }
  return ids;
}

const anonymous = () => stockClient(server, { key: APP_KEY });
const backend = () => stockClient(server, { adminKey: ADMIN_KEY });
const native = [
  ['the one who is named', () => userClient(server, 'ann'), HERS],
  ['another user', () => userClient(server, 'bob'), OTHERS],
  ['who is nobody', anonymous, OTHERS],
  ['the backend', backend, ALL],
] as const;

/** A server-sent stream up to the event whose data is 4. */
async function streamed(
  channel: string,
  headers: Record<string, string>,
  lastId: string,
): Promise<unknown[]> {
  const url = `${server.url}/api/v1/channels/${channel}/events`;
  await using reading = new SseReading(
    await fetch(url, { headers: { ...headers, 'last-event-id': lastId } }),
  );
  const data: unknown[] = [];
  while (data.at(-1) !== 4) {
    const item: { type: string; data?: unknown } = JSON.parse((await reading.next())?.data ?? 'null');
    expect(item.type).not.toBe('gap');
    if (item.type === 'event') data.push(item.data);
  }
  return data;
}

const saidTo = (client: RawClient): unknown[] =>
  client.frames.items.filter(({ event }) => event === 'm').map(dataOf);

describe.each(['pub-cache-some', 'pub-some'])('on %s, an event that is not for all', (channel) => {
  let before = '';

  test('reaches live those whom it is for, whatever protocol they speak, and not who merely claims to be one', async () => {
    await using ann = await userClient(server, 'ann');
    await using bob = await userClient(server, 'bob');
    await using nobody = anonymous();
    await using operator = backend();
    const feeds = [];
    for (const { client } of [ann, bob, nobody, operator]) feeds.push(await follow(client, channel));
    using claimed = await (await SocketLinkClient.connect(server, 'ann')).enter(channel);
    await using pusher = await RawClient.open(server);
    await using signedIn = await RawClient.open(server);
    signedIn.signIn({ id: 'ann' });
    await signedIn.event('pusher:signin_success');
    for (const client of [pusher, signedIn]) await client.subscribe(channel);
    before = feeds[0]?.ids[0] ?? '';
    await say(channel);
    for (const feed of feeds) await feed.event(4);
    expect(feeds.map((feed) => feed.data())).toEqual([HERS, OTHERS, OTHERS, ALL]);
    for (const client of [pusher, signedIn]) await client.settled();
    expect([saidTo(pusher), saidTo(signedIn)]).toEqual([OTHERS, HERS]);
    expect(await claimed.heard()).toMatchObject(OTHERS.map((data) => ({ data })));
    const messages = await clientCalls(server, 'ann').messages(channel);
    const kept = channel.startsWith('pub-cache-') ? ['4', '3', '1'] : [];
    expect(messages.body).toMatchObject(kept.map((message) => ({ message })));
  });

  test.each(native)(
    'is given to %s by resuming, by rewinding and in the history, without a gap',
    async (_who, open, mine) => {
      await using reader = await open();
      using resumed = await follow(reader.client, channel, { lastEventId: before });
      await resumed.event(4);
      using rewound = await follow(reader.client, channel, { rewind: 4 });
      await rewound.event(4);
      expect([resumed.data(), rewound.data()]).toEqual([mine, mine]);
      expect(resumed.items[0]).toMatchObject({ recovery: 'resumed' });
      expect([...resumed.items, ...rewound.items].some(({ type }) => type === 'gap')).toBe(false);
      const { events } = await reader.client.channels.history.query({ channel });
      expect(events.map(({ data }) => data)).toEqual([...mine].reverse());
      const page = await reader.client.channels.history.query({
        channel,
        order: 'oldest',
        limit: 2,
        after: before,
      });
      expect(page.events.map(({ data }) => data)).toEqual(mine.slice(0, 2));
    },
  );

  test('is given by streams over HTTP to those whom it is for', async () => {
    const hers = clientHeaders(await appToken({ sub: 'ann' }));
    expect(await streamed(channel, hers, before)).toEqual(HERS);
    expect(await streamed(channel, clientHeaders(), before)).toEqual(OTHERS);
  });

  test('tells only the backend, in its history, whom it is for', async () => {
    const { body } = await rest('GET', `/channels/${channel}/history?order=oldest`);
    expect(body).toMatchObject({
      events: [{}, { data: 2, only: ['ann'] }, { data: 3, except: ['ann'] }, {}],
    });
    await using ann = await userClient(server, 'ann');
    const { events } = await ann.client.channels.history.query({ channel });
    for (const event of events) expect(Object.keys(event)).not.toContain('only');
  });

  test('is edited and deleted before the same readers, and does not exist for others', async () => {
    await using ann = await userClient(server, 'ann');
    await using bob = await userClient(server, 'bob');
    const [hers, his] = [await follow(ann.client, channel), await follow(bob.client, channel)];
    const ids = await say(channel);
    const id = ids[1] ?? '';
    const edit = bob.client.channels.edit.mutate({ channel, id, data: 'mine now' });
    expect(await refusalOf(edit)).toMatchObject({ code: 'not_found' });
    expect(await refusalOf(ann.client.channels.edit.mutate({ channel, id, data: 'x' }))).toMatchObject({
      code: 'forbidden',
    });
    await rest('PATCH', `/channels/${channel}/events/${id}`, { data: 'edited' });
    await rest('DELETE', `/channels/${channel}/events/${id}`);
    await rest('POST', `/channels/${channel}/events`, { name: 'm', data: 'end' });
    for (const feed of [hers, his]) await feed.event('end');
    const kinds = (feed: typeof hers) =>
      feed.items.flatMap((item) => (item.type === 'event' && item.kind !== 'publish' ? [item.kind] : []));
    expect([kinds(hers), kinds(his)]).toEqual([['edit', 'delete'], []]);
    using later = await follow(bob.client, channel, { lastEventId: his.ids[0] ?? '' });
    await later.event('end');
    expect(kinds(later)).toEqual([]);
    const query = { channel, includeDeleted: true, limit: 1000 };
    const seen = async ({ client }: typeof ann) =>
      (await client.channels.history.query(query)).events.map((event) => event.id);
    expect([await seen(ann), await seen(bob)]).toEqual([
      expect.arrayContaining([id]),
      expect.not.arrayContaining([id]),
    ]);
  });
});

test('a member of a Pusher presence channel is who the app signed that it is', async () => {
  const channel = 'presence-some';
  await using ann = await RawClient.open(server);
  await using bob = await RawClient.open(server);
  await ann.join(channel, 'ann');
  await bob.join(channel, 'bob');
  await say(channel);
  for (const client of [ann, bob]) await client.settled();
  expect([saidTo(ann), saidTo(bob)]).toEqual([HERS, OTHERS]);
});

test('a client enters a cache channel to the last event that is for it', async () => {
  const channel = 'cache-some';
  await using early = await RawClient.open(server);
  await rest('POST', `/channels/${channel}/events`, { name: 'm', data: 'hers', only: ['ann'] });
  await early.subscribe(channel);
  await early.event('pusher:cache_miss');
  await rest('POST', `/channels/${channel}/events`, { name: 'm', data: 'for all' });
  await rest('POST', `/channels/${channel}/events`, { name: 'm', data: 'hers', only: ['ann'] });
  await using ann = await RawClient.open(server);
  ann.signIn({ id: 'ann' });
  await ann.event('pusher:signin_success');
  await using nobody = await RawClient.open(server);
  for (const client of [ann, nobody]) {
    await client.subscribe(channel);
    await client.settled();
  }
  const given = ({ frames }: RawClient) => frames.items.filter(({ event }) => event === 'm').map(dataOf);
  expect([given(early), given(ann), given(nobody)]).toEqual([['for all'], ['hers'], ['for all']]);
});

test('only the backend says who reads an event, and what else there is to say of it; lists and sizes are bounded', async () => {
  await using ann = await userClient(server, 'ann');
  const channel = 'room:bounds';
  const publish = (more: object) =>
    ann.client.channels.publish.mutate({ channel, name: 'm', data: 1, ...more });
  for (const more of [{ only: ['ann'] }, { except: ['bob'] }, { extras: { a: 1 } }]) {
    expect(await refusalOf(publish(more))).toMatchObject({ code: 'forbidden' });
  }
  const as = async (more: object, on = channel) =>
    (await rest('POST', `/channels/${on}/events`, { name: 'm', data: 1, ...more })).status;
  expect(await as({ only: Array.from({ length: 1001 }, (_, n) => `u${n}`) })).toBe(400);
  expect(await as({ except: [''] })).toBe(400);
  expect(await as({ extras: [1] })).toBe(400);
  expect(await as({ extras: { a: 'x'.repeat(8192) } })).toBe(413);
  expect(await as({ only: ['ann'] }, `conversation:${'1'.repeat(24)}`)).toBe(400);
  expect(await as({ except: [] }, channel)).toBe(201);
  const nobody = restClient(server, clientHeaders());
  const refused = await nobody('POST', `/channels/${channel}/events`, { name: 'm', data: 1, only: [] });
  expect(refused.status).toBe(403);
});

test.each(['pub-cache-extras', 'pub-extras'])(
  'what else was said of an event on %s is told with it, and stays until an edit says otherwise',
  async (channel) => {
    await using ann = await userClient(server, 'ann');
    using feed = await follow(ann.client, channel);
    const { body } = await rest('POST', '/events/batch', {
      events: [
        { channel, name: 'm', data: 1, extras: { at: 'noon', 'odd "key"': [null] } },
        { channel, name: 'm', data: 2, only: ['bob'] },
      ],
    });
    expect(body).toMatchObject({ results: [{ ok: true }, { ok: true }] });
    const first = await feed.event(1);
    const id = first.type === 'event' ? first.id : '';
    const history = async () => (await ann.client.channels.history.query({ channel })).events;
    await rest('PATCH', `/channels/${channel}/events/${id}`, { data: 3 });
    expect(await history()).toMatchObject([{ data: 3, extras: { at: 'noon', 'odd "key"': [null] } }]);
    await rest('PATCH', `/channels/${channel}/events/${id}`, { data: 4, extras: { at: 'night' } });
    expect(await history()).toMatchObject([{ data: 4, extras: { at: 'night' } }]);
    await rest('PATCH', `/channels/${channel}/events/${id}`, { data: 5 });
    await feed.event(5);
    const told = feed.items.flatMap((item) => (item.type === 'event' ? [[item.data, item.extras]] : []));
    const noon = { at: 'noon', 'odd "key"': [null] };
    expect(told).toEqual([
      [1, noon],
      [3, noon],
      [4, { at: 'night' }],
      [5, { at: 'night' }],
    ]);
    await rest('DELETE', `/channels/${channel}/events/${id}`);
    const [gone] = (await ann.client.channels.history.query({ channel, includeDeleted: true })).events;
    expect(gone).toMatchObject({ id, data: null });
    expect(gone).not.toHaveProperty('extras');
  },
);
