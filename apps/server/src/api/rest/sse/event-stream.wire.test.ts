import { afterAll, beforeAll, expect, test } from 'vitest';
import { ParleyError } from '../../../core/errors/parley-error.ts';
import { Body } from '../../../core/event/body.ts';
import type { Event } from '../../../core/event/event.ts';
import { FeedItem } from '../../models/feed-item.ts';
import { SseReading } from '../testing/read-sse.ts';
import type { SampleFeed } from '../testing/sample-feed.ts';
import { type SampleServer, sampleServer } from '../testing/sample-server.ts';

let sample: SampleServer;
beforeAll(async () => {
  sample = await sampleServer();
});
afterAll(() => sample[Symbol.asyncDispose]());

const position = (offset: number) => ({ epoch: 'e1', offset });
const happening = {
  appId: 'app',
  channel: 'room:1',
  id: '0123456789abcdef01234567',
  at: 5,
  sender: { userId: 'ann', sessionId: null },
};
const publish = (offset: number, text: string): Event => ({
  ...happening,
  kind: 'publish',
  position: position(offset),
  name: 'message',
  body: Body.ofJson(text),
  clientId: null,
  target: null,
});

async function open(path: string, headers: Record<string, string> = {}): Promise<SseReading> {
  return new SseReading(await fetch(sample.url + path, { headers: { 'api-key': 'sample', ...headers } }));
}

function newestFeed(): SampleFeed {
  const feed = sample.feeds.at(-1);
  if (!feed) throw new Error('no feed was opened');
  return feed;
}

test('a channel is read as feed items, each with the position to resume from', async () => {
  await using reading = await open('/channels/room%3A1/events');
  const { response } = reading;
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  expect(response.headers.get('cache-control')).toContain('no-store');
  const feed = newestFeed();
  await feed.start(position(3));
  await feed.event(publish(4, '{"text":"hi"}'), position(4));
  const signal: Event = { ...happening, kind: 'signal', name: 'typing', body: Body.ofValue(true), to: null };
  await feed.event(signal, position(4));
  await feed.gap(position(9));
  const items = [];
  for (let count = 0; count < 4; count++) items.push(await reading.next());
  expect(items.map((item) => [item?.id, item?.type])).toEqual([
    ['e1:3', 'subscribed'],
    ['e1:4', 'event'],
    ['e1:4', 'signal'],
    ['e1:9', 'gap'],
  ]);
  for (const item of items) FeedItem.parse(JSON.parse(item?.data ?? ''));
  expect(reading.asides[0]).toMatch(/^retry: [12][0-9]{3}$/);
});

test("line breaks in a publisher's JSON neither break the frame nor forge another", async () => {
  await using reading = await open('/channels/room%3A1/events');
  const text = '{"a":\r\n\r\n1,\n\n"b":\r2\n\n}';
  await newestFeed().event(publish(4, text), position(4));
  await newestFeed().event(publish(5, '"line\\nbreak\\u2028"'), position(5));
  const first = await reading.next();
  expect(JSON.parse(first?.data ?? '')).toMatchObject({ data: { a: 1, b: 2 } });
  const second = await reading.next();
  expect([second?.id, JSON.parse(second?.data ?? '').data]).toEqual(['e1:5', 'line\nbreak\u2028']);
});

test('the header Last-Event-ID wins over the query, whose address an EventSource repeats', async () => {
  await using _both = await open('/channels/a/events?lastEventId=e1:1', { 'last-event-id': 'e1:7' });
  expect(newestFeed().lastEventId).toBe('e1:7');
  await using _query = await open('/channels/a/events?lastEventId=e1:1');
  expect(newestFeed().lastEventId).toBe('e1:1');
  const bad = await fetch(`${sample.url}/channels/a/events`, {
    headers: { 'api-key': 'sample', 'last-event-id': 'junk' },
  });
  expect([bad.status, await bad.json()]).toEqual([400, expect.objectContaining({ code: 'bad_request' })]);
});

test('a field of any kind is given as JSON in the query', async () => {
  await using _reading = await open(`/channels/a/events?presence=${encodeURIComponent('{"mood":["ok",1]}')}`);
  expect(newestFeed().presence).toEqual({ mood: ['ok', 1] });
});

test('a refused subscription is an ordinary error response', async () => {
  const response = await fetch(`${sample.url}/channels/closed/events`, { headers: { 'api-key': 'sample' } });
  expect([response.status, await response.json()]).toEqual([
    403,
    expect.objectContaining({ code: 'forbidden' }),
  ]);
});

test('a reader that leaves ends the subscription', async () => {
  const reading = await open('/channels/a/events');
  const feed = newestFeed();
  await feed.start(position(0));
  await reading.next();
  await reading[Symbol.asyncDispose]();
  await feed.disposed;
});

test('a revoked subscription says why as its last item, and ends', async () => {
  await using reading = await open('/channels/a/events');
  const feed = newestFeed();
  await feed.start(position(0));
  await feed.revoke(new ParleyError('banned', 'You are banned.'));
  await reading.next();
  const last = await reading.next();
  expect(JSON.parse(last?.data ?? '')).toMatchObject({ type: 'revoked', error: { code: 'banned' } });
  expect(await reading.next()).toBeNull();
  await feed.disposed;
});

test('when the server goes down, readers are told to come back', async () => {
  const own = await sampleServer();
  const response = await fetch(`${own.url}/channels/a/events`, { headers: { 'api-key': 'sample' } });
  const reading = new SseReading(response);
  const feed = own.feeds[0];
  const closing = own.server.close();
  const last = await reading.next();
  expect(JSON.parse(last?.data ?? '')).toMatchObject({ type: 'revoked', error: { retry: 'reconnect' } });
  expect(await reading.next()).toBeNull();
  await feed?.disposed;
  await closing;
  expect(own.streams.outlets.size).toBe(0);
});

test('a reader that does not read is cut off at its budget, and others lose nothing', async () => {
  const stuck = await fetch(`${sample.url}/channels/stuck/events`, { headers: { 'api-key': 'sample' } });
  const stuckFeed = newestFeed();
  await using reading = await open('/channels/lively/events');
  const livelyFeed = newestFeed();
  let isCut = false;
  void stuckFeed.disposed.then(() => {
    isCut = true;
  });
  const big = JSON.stringify('x'.repeat(200_000));
  const { outlet } = await stuckFeed.reader();
  let most = 0;
  let offset = 0;
  while (!isCut) {
    offset += 1;
    await stuckFeed.event(publish(offset, big), position(offset));
    await livelyFeed.event(publish(offset, big), position(offset));
    expect((await reading.next())?.id).toBe(`e1:${offset}`);
    most = Math.max(most, outlet.bufferedBytes);
    expect(offset).toBeLessThan(500);
  }
  expect(most).toBeLessThan(2_000_000);
  const arrived = (await stuck.text()).match(/^id: /gm)?.length ?? 0;
  expect(arrived).toBeLessThan(offset);
});

test('an iterable is streamed with its tracked ids, and resumes by them', async () => {
  await using reading = await open('/count?to=3', { 'last-event-id': '1' });
  expect(await reading.next()).toEqual({ id: '2', type: 'tick', data: '{"type":"tick","n":2}' });
  expect(await reading.next()).toEqual({ id: '3', type: 'tick', data: '{"type":"tick","n":3}' });
  expect(await reading.next()).toBeNull();
});

test('what an iterable throws is told without its message, and logged', async () => {
  await using reading = await open('/count?to=1&fail=true');
  await reading.next();
  const last = await reading.next();
  expect(JSON.parse(last?.data ?? '')).toMatchObject({ type: 'revoked', error: { code: 'internal' } });
  expect(last?.data).not.toContain('secret');
  expect(await reading.next()).toBeNull();
  expect(sample.log.join('')).toContain('secret of the generator');
});
