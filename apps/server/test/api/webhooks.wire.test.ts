import { createHmac } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { Receiver } from '../../src/effects/testing/receiver.ts';
import { stockClient } from '../harness/client.ts';
import { follow } from '../harness/follow.ts';
import { movableRuntime } from '../harness/movable-runtime.ts';
import { adminRest, type RestCall } from '../harness/rest-client.ts';
import { APP_KEY, startTestServer, type TestServer } from '../harness/test-server.ts';
import { newApp } from '../hostile/two-apps.ts';

const SECRET = 'wh_secret_0123456789';
const movable = movableRuntime();
/** Pauses before another try are half as long as they may be, so that nothing here is left to chance. */
const runtime = { ...movable, chance: { ...movable.chance, float: () => 0.5 } };
let server: TestServer;
let rest: RestCall;
let receiver: Receiver;
beforeAll(async () => {
  server = await startTestServer({ PARLEY_PRIVATE_TARGETS: '127.0.0.1' }, { runtime });
  rest = adminRest(server);
});
afterAll(() => server[Symbol.asyncDispose]());
beforeEach(async () => {
  receiver = await Receiver.open();
});
afterEach(async () => {
  for (const { id } of Webhooks.parse((await rest('GET', '/webhooks')).body).webhooks) {
    await rest('DELETE', `/webhooks/${id}`);
  }
  await receiver[Symbol.asyncDispose]();
});

const Id = z.object({ id: z.string() });
const Webhooks = z.object({ webhooks: z.array(Id) });
const Deliveries = z.object({
  deliveries: z.array(Id.extend({ state: z.string(), channel: z.string(), attempts: z.number() })),
  next: z.string().nullable(),
});
const Detail = z.object({
  state: z.string(),
  attempts: z.number(),
  body: z.string(),
  log: z.array(z.object({ status: z.number().nullable(), answer: z.string(), durationMs: z.number() })),
});

async function hook(settings: object = {}): Promise<string> {
  const made = await rest('POST', '/webhooks', { url: receiver.url, events: ['message'], ...settings });
  expect(made).toMatchObject({ status: 201 });
  return Id.parse(made.body).id;
}

async function publish(channel: string, data: unknown): Promise<string> {
  const { body } = await rest('POST', `/channels/${channel}/events`, { name: 'm', data });
  return Id.parse(body).id;
}

async function deliveries(query = '') {
  return Deliveries.parse((await rest('GET', `/webhook-deliveries?limit=500${query}`)).body);
}

const detail = async (id: string) => Detail.parse((await rest('GET', `/webhook-deliveries/${id}`)).body);
const settled = (webhook: string, state: string, count: number) =>
  expect
    .poll(async () => (await deliveries(`&webhook=${webhook}&state=${state}`)).deliveries.length, {
      timeout: 10_000,
    })
    .toBe(count);

test.each(['room:1', 'pub-cache-1'])(
  'what is published on %s is told to the app’s backend, signed, as it came',
  async (channel) => {
    const webhook = await hook({ secret: SECRET });
    const message = await publish(channel, { text: 'O\'Hara said "hi"\n', n: 1 });
    const [request] = await receiver.until(1);
    expect(request?.path).toBe('/hook');
    expect(request?.headers['content-type']).toBe('application/json');
    const id = request?.headers['parley-delivery'];
    expect(JSON.parse(request?.body ?? '')).toEqual({
      id,
      event: 'message',
      app: 'default',
      channel,
      at: expect.any(Number),
      user: null,
      message,
      name: 'm',
      data: { text: 'O\'Hara said "hi"\n', n: 1 },
    });
    const [, at, given] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(`${request?.headers['parley-signature']}`) ?? [];
    expect(given).toBe(createHmac('sha256', SECRET).update(`${at}.${request?.body}`).digest('hex'));
    await settled(webhook, 'done', 1);
    expect(await detail(String(id))).toMatchObject({ state: 'done', attempts: 1, log: [{ status: 200 }] });
  },
);

test('without a secret nothing is signed, and the secret of one that has it is never shown', async () => {
  const plain = await hook();
  await publish('room:1', 1);
  const [request] = await receiver.until(1);
  expect(request?.headers['parley-signature']).toBeUndefined();
  const signed = await rest('PATCH', `/webhooks/${plain}`, { secret: SECRET });
  expect(signed.body).toMatchObject({ hasSecret: true });
  await publish('room:1', 2);
  expect((await receiver.until(2))[1]?.headers['parley-signature']).toMatch(/^t=/);
  await rest('POST', '/webhooks', { url: receiver.url, secret: SECRET });
  const shown = [signed.body, (await rest('GET', '/webhooks')).body, (await rest('GET', '/audit')).body];
  expect(JSON.stringify(shown)).toContain('admin.webhooks.update');
  expect(JSON.stringify(shown)).not.toContain(SECRET);
  await rest('PATCH', `/webhooks/${plain}`, { secret: null });
  await publish('room:1', 3);
  expect((await receiver.until(3))[2]?.headers['parley-signature']).toBeUndefined();
});

test('who comes and goes is told in that order, the first and the last as such', async () => {
  const webhook = await hook({ events: ['subscribed', 'unsubscribed', 'occupied', 'vacated'] });
  await using ann = stockClient(server, { key: APP_KEY });
  {
    using _feed = await follow(ann.client, 'room:doors');
    await receiver.until(2);
  }
  await receiver.until(4);
  expect(receiver.bodies).toMatchObject([
    { event: 'subscribed', channel: 'room:doors', subscribers: 1, user: null },
    { event: 'occupied', channel: 'room:doors', subscribers: 1 },
    { event: 'unsubscribed', channel: 'room:doors', subscribers: 0 },
    { event: 'vacated', channel: 'room:doors', subscribers: 0 },
  ]);
  await settled(webhook, 'done', 4);
});

test('a channel is told of in order, one request after the other; channels do not wait for one another', async () => {
  let release = (): void => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  receiver.reply = async ({ body }) => {
    if (body.includes('"pub-cache-slow"')) await released;
    return { status: 204 };
  };
  const webhook = await hook({ concurrency: 3 });
  for (const n of [1, 2, 3, 4, 5]) {
    for (const channel of ['pub-cache-slow', 'pub-cache-b', 'c']) await publish(channel, n);
  }
  await settled(webhook, 'done', 10);
  const told = () => z.array(z.object({ channel: z.string(), data: z.number() })).parse(receiver.bodies);
  expect(told().filter(({ channel }) => channel === 'pub-cache-slow')).toHaveLength(1);
  release();
  await settled(webhook, 'done', 15);
  for (const name of ['pub-cache-slow', 'pub-cache-b', 'c']) {
    const numbers = told().flatMap(({ channel, data }) => (channel === name ? [data] : []));
    expect(numbers, name).toEqual([1, 2, 3, 4, 5]);
  }
  expect(receiver.mostUnderWay).toBeLessThanOrEqual(3);
});

test('a request that is not taken is tried again, later each time, before whatever follows it in its channel', async () => {
  let failures = 3;
  receiver.reply = ({ body }) => {
    if (body.includes('"channel":"pub-cache-other"')) return { status: 200 };
    failures -= 1;
    return failures >= 0 ? { status: 503, body: 'try later' } : { status: 200, body: 'thanks' };
  };
  const webhook = await hook();
  await publish('pub-cache-r', 'first');
  await publish('pub-cache-r', 'second');
  await receiver.until(1);
  await publish('pub-cache-other', 'meanwhile');
  await settled(webhook, 'done', 1);
  await advanceUntil(4000, () => receiver.requests.length >= 6);
  await settled(webhook, 'done', 3);
  const told = z.array(z.object({ data: z.string() })).parse(receiver.bodies);
  const inChannel = told.map(({ data }) => data).filter((data) => data !== 'meanwhile');
  expect(inChannel).toEqual(['first', 'first', 'first', 'first', 'second']);
  const [, first] = (await deliveries(`&webhook=${webhook}`)).deliveries.filter(
    ({ channel }) => channel === 'pub-cache-r',
  );
  expect(await detail(first?.id ?? '')).toMatchObject({
    attempts: 4,
    log: [
      { status: 503, answer: 'try later' },
      { status: 503 },
      { status: 503 },
      { status: 200, answer: 'thanks' },
    ],
  });
});

/** Pushes time on in steps until it is so: each step lets what is due happen. */
async function advanceUntil(stepMs: number, isSo: () => boolean | Promise<boolean>): Promise<void> {
  await expect
    .poll(
      async () => {
        runtime.advance(stepMs);
        return isSo();
      },
      { timeout: 20_000, interval: 20 },
    )
    .toBe(true);
}

test('what nobody takes is given up in the end, the channel goes on, and all of it can be sent again', async () => {
  let isUp = false;
  receiver.reply = ({ body }) => ({ status: isUp || !body.includes('lost') ? 200 : 500 });
  const since = runtime.clock.now();
  const webhook = await hook({ retryForMs: 60_000 });
  await publish('pub-cache-d', 'lost 1');
  await publish('pub-cache-d', 'lost 2');
  await publish('pub-cache-d', 'kept');
  await advanceUntil(
    20_000,
    async () => (await deliveries(`&webhook=${webhook}&state=dead`)).deliveries.length === 2,
  );
  await settled(webhook, 'done', 1);
  const [, first] = (await deliveries(`&webhook=${webhook}&state=dead`)).deliveries;
  expect((await detail(first?.id ?? '')).log.length).toBeGreaterThan(1);
  expect((await rest('GET', '/webhooks')).body).toMatchObject({ queue: { dead: expect.any(Number) } });

  isUp = true;
  const later = await rest('POST', '/webhook-deliveries/recover', { since: runtime.clock.now() });
  expect(later.body).toEqual({ recovered: 0 });
  const recovered = await rest('POST', '/webhook-deliveries/recover', { since, webhook });
  expect(recovered).toMatchObject({ status: 200, body: { recovered: 2 } });
  await settled(webhook, 'done', 3);
  const told = z.array(z.object({ data: z.string() })).parse(receiver.bodies);
  expect(told.slice(-2).map(({ data }) => data)).toEqual(['lost 1', 'lost 2']);
});

test('one request can be sent again, whatever became of it, under the same id', async () => {
  const webhook = await hook();
  await publish('room:1', 'once');
  await settled(webhook, 'done', 1);
  const id = String(receiver.requests[0]?.headers['parley-delivery']);
  expect(await rest('POST', `/webhook-deliveries/${id}/resend`)).toMatchObject({
    status: 202,
    body: { id, state: 'pending' },
  });
  await receiver.until(2);
  expect(receiver.requests[1]?.headers['parley-delivery']).toBe(id);
  expect(receiver.requests[1]?.body).toBe(receiver.requests[0]?.body);
  await settled(webhook, 'done', 1);
  await expect.poll(async () => (await detail(id)).log.length).toBe(2);

  receiver.reply = () => ({ status: 500 });
  await publish('room:2', 'held back');
  await receiver.until(3);
  const waiting = String(receiver.requests[2]?.headers['parley-delivery']);
  await advanceUntil(1000, async () => (await detail(waiting)).attempts === 8);
  receiver.reply = () => ({ status: 200 });
  await rest('POST', `/webhook-deliveries/${waiting}/resend`);
  await settled(webhook, 'done', 2);
  expect(receiver.requests.length).toBe(11);
});

test('changes hold at once: switched off, what is queued waits and nothing new is; switched on, it goes out', async () => {
  receiver.reply = () => ({ status: 500 });
  const webhook = await hook({ channels: ['told:*', 'pub-cache-*'] });
  await publish('untold:1', 'never');
  await publish('pub-cache-off', 'waits');
  await receiver.until(1);
  await rest('PATCH', `/webhooks/${webhook}`, { enabled: false });
  receiver.reply = () => ({ status: 200 });
  await publish('told:1', 'while off');
  runtime.advance(3_600_000);
  expect((await deliveries(`&webhook=${webhook}`)).deliveries).toMatchObject([{ state: 'pending' }]);
  const before = receiver.requests.length;
  await rest('PATCH', `/webhooks/${webhook}`, { enabled: true });
  await settled(webhook, 'done', 1);
  await rest('PATCH', `/webhooks/${webhook}`, { channels: [], url: `${receiver.url}/elsewhere` });
  await publish('untold:1', 'now told');
  await settled(webhook, 'done', 2);
  const after = receiver.requests.slice(before);
  expect(after.map(({ path, body }) => [path, JSON.parse(body).data])).toEqual([
    ['/hook', 'waits'],
    ['/hook/elsewhere', 'now told'],
  ]);
});

test('a webhook that was deleted is told nothing more, and its log goes with it', async () => {
  receiver.reply = () => ({ status: 500 });
  const webhook = await hook();
  await publish('room:1', 1);
  await receiver.until(1);
  await expect(rest('DELETE', `/webhooks/${webhook}`)).resolves.toMatchObject({ status: 200 });
  expect(await rest('DELETE', `/webhooks/${webhook}`)).toMatchObject({ status: 404 });
  expect(await rest('PATCH', `/webhooks/${webhook}`, { enabled: true })).toMatchObject({ status: 404 });
  await expect.poll(async () => (await deliveries(`&webhook=${webhook}`)).deliveries.length).toBe(0);
  const { length } = receiver.requests;
  await publish('room:1', 2);
  runtime.advance(3_600_000);
  await using other = await Receiver.open();
  await hook({ url: other.url });
  await publish('room:1', 3);
  await other.until(1);
  expect(receiver.requests.length).toBe(length);
});

test('a sample goes out at once, and its answer comes back', async () => {
  receiver.reply = () => ({ status: 418, body: 'a teapot' });
  const webhook = await hook({ enabled: false, secret: SECRET });
  const answer = await rest('POST', `/webhooks/${webhook}/test`, {});
  expect(answer.body).toMatchObject({ status: 418, answer: 'a teapot', durationMs: expect.any(Number) });
  expect(receiver.bodies).toMatchObject([{ event: 'message', channel: 'pri-webhook-test' }]);
  expect(receiver.requests[0]?.headers['parley-signature']).toMatch(/^t=/);
  const asked = await rest('POST', `/webhooks/${webhook}/test`, { event: 'verification' });
  expect(asked.body).toMatchObject({ status: 418 });
  expect((await deliveries(`&webhook=${webhook}`)).deliveries).toEqual([]);
});

test('a sample goes out for every event of a webhook that speaks as SocketLink', async () => {
  const events = ['message', 'verification', 'subscribed', 'unsubscribed', 'occupied', 'vacated'];
  const webhook = await hook({ format: 'socketlink', secret: SECRET, events });
  expect(await rest('POST', `/webhooks/${webhook}/test`, {})).toMatchObject({ status: 200 });
  for (const event of events) {
    const answer = await rest('POST', `/webhooks/${webhook}/test`, { event });
    expect(answer).toMatchObject({ status: 200, body: { status: 200 } });
  }
  const sent = receiver.bodies.map((body) => z.object({ event: z.string() }).parse(body).event);
  expect(sent).toEqual([
    'ON_MESSAGE',
    'ON_MESSAGE',
    'ON_VERIFICATION_REQUEST',
    'ON_SUBSCRIBE',
    'ON_UNSUBSCRIBE',
    'ON_ROOM_OCCUPIED',
    'ON_ROOM_VACATED',
  ]);
});

test('a webhook that asks for what its format has no word for is refused, and says which', async () => {
  const settings = { url: receiver.url, format: 'pusher', events: ['occupied', 'message'] };
  const message = 'events: the format "pusher" has no word for "message"';
  expect(await rest('POST', '/webhooks', settings)).toMatchObject({ status: 400, body: { message } });
  const webhook = await hook({ format: 'socketlink', events: ['message'] });
  const changed = await rest('PATCH', `/webhooks/${webhook}`, { events: ['cache_miss'] });
  expect(changed).toMatchObject({ status: 400 });
});

test('who may enter is for one webhook to say', async () => {
  const first = await hook({ events: ['verification'] });
  const second = { url: receiver.url, events: ['verification', 'message'] };
  expect(await rest('POST', '/webhooks', second)).toMatchObject({ status: 409, body: { code: 'conflict' } });
  const off = Id.parse((await rest('POST', '/webhooks', { ...second, enabled: false })).body);
  expect(await rest('PATCH', `/webhooks/${off.id}`, { enabled: true })).toMatchObject({ status: 409 });
  await rest('PATCH', `/webhooks/${first}`, { enabled: false });
  expect(await rest('PATCH', `/webhooks/${off.id}`, { enabled: true })).toMatchObject({ status: 200 });
});

test.each([
  [{ url: 'ftp://example.com/' }, 'url'],
  [{ url: 'https://user:secret@example.com/' }, 'url'],
  [{ url: 'not a url' }, 'url'],
  [{ url: 'https://example.com/', events: ['everything'] }, 'events'],
  [{ url: 'https://example.com/', timeoutMs: 50 }, 'timeoutMs'],
  [{ url: 'https://example.com/', concurrency: 65 }, 'concurrency'],
  [{ url: 'https://example.com/', retryForMs: 604_800_001 }, 'retryForMs'],
  [{ url: 'https://example.com/', format: 'no-such-format' }, 'format'],
  [{ url: 'https://example.com/', secret: 'x'.repeat(129) }, 'secret'],
  [{ url: 'https://example.com/', secert: 'misspelt' }, 'secert'],
])('%j is refused with words that name what is wrong', async (settings, field) => {
  const refused = await rest('POST', '/webhooks', settings);
  expect(refused).toMatchObject({ status: 400, body: { message: expect.stringContaining(field) } });
});

test('webhooks of another app see nothing, and can be neither seen nor touched', async () => {
  const webhook = await hook();
  const there = await newApp(server, 'there');
  await using theirs = await Receiver.open();
  const made = await there.rest('POST', '/webhooks', { url: theirs.url, events: ['message'] });
  await publish('room:1', 'ours');
  await there.rest('POST', '/channels/room:1/events', { name: 'm', data: 'theirs' });
  await Promise.all([receiver.until(1), theirs.until(1)]);
  expect(receiver.bodies).toMatchObject([{ app: 'default', data: 'ours' }]);
  expect(theirs.bodies).toMatchObject([{ app: 'there', data: 'theirs' }]);
  const id = String(receiver.requests[0]?.headers['parley-delivery']);
  for (const [method, path, body] of [
    ['GET', `/webhook-deliveries/${id}`],
    ['POST', `/webhook-deliveries/${id}/resend`],
    ['PATCH', `/webhooks/${webhook}`, { enabled: false }],
    ['DELETE', `/webhooks/${webhook}`],
    ['POST', `/webhooks/${webhook}/test`, {}],
    ['POST', '/webhook-deliveries/recover', { since: 0, webhook }],
  ] as const) {
    expect((await there.rest(method, path, body)).status, path).toBe(404);
  }
  expect((await there.rest('GET', `/webhook-deliveries?webhook=${webhook}`)).body).toEqual({
    deliveries: [],
    next: null,
  });
  expect((await there.rest('GET', '/webhooks')).body).toMatchObject({ webhooks: [Id.parse(made.body)] });
  await rest('DELETE', '/apps/there');
  await publish('room:1', 'still ours');
  await receiver.until(2);
});

test('the log of deliveries is read page by page, newest first', async () => {
  const webhook = await hook();
  for (const n of [1, 2, 3]) await publish('room:1', n);
  await settled(webhook, 'done', 3);
  const page = async (query: string) =>
    Deliveries.parse((await rest('GET', `/webhook-deliveries?webhook=${webhook}&limit=2${query}`)).body);
  const first = await page('');
  const second = await page(`&before=${first.next}`);
  const ids = [...first.deliveries, ...second.deliveries].map(({ id }) => id);
  expect(ids).toEqual(receiver.requests.map(({ headers }) => headers['parley-delivery']).reverse());
  expect(second.next).toBeNull();
});

test('how many were taken and how many failed is counted', async () => {
  const counted = () => {
    const { webhooksDelivered, webhooksFailed } = server.running.core.stats.of('default');
    return [webhooksDelivered, webhooksFailed] as const;
  };
  const [taken, failed] = counted();
  receiver.reply = (_request, index) => ({ status: index === 0 ? 500 : 200 });
  const webhook = await hook();
  await publish('room:1', 1);
  await advanceUntil(5000, () => receiver.requests.length === 2);
  await settled(webhook, 'done', 1);
  // Moving time may also end a request that is under way, which is an attempt more.
  const [told] = (await deliveries(`&webhook=${webhook}`)).deliveries;
  const attempts = told?.attempts ?? 0;
  expect(attempts).toBeGreaterThan(1);
  expect(counted()).toEqual([taken + 1, failed + attempts - 1]);
});
