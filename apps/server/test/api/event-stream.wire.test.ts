import { execFile, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { createTRPCClient, httpSubscriptionLink } from '@trpc/client';
import { EventSource } from 'eventsource';
import superjson from 'superjson';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AppRouter } from '../../src/api/app-router.ts';
import { FeedItem } from '../../src/api/models/feed-item.ts';
import { SseReading } from '../../src/api/rest/testing/read-sse.ts';
import { appToken } from '../harness/app-token.ts';
import { collected } from '../harness/collect.ts';
import { adminRest, clientHeaders } from '../harness/rest-client.ts';
import { ADMIN_KEY, APP_KEY, startTestServer, type TestServer } from '../harness/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const publish = (channel: string, data: unknown) =>
  adminRest(server)('POST', `/channels/${channel}/events`, { name: 'm', data });

const connections = (user: string) => [...server.running.core.sessions.ofUser('default', user)];

test('a browser’s EventSource follows a channel by its address alone, and resumes by itself', async () => {
  const token = await appToken({ sub: 'es', channels: ['private-es'] });
  const url = `${server.url}/api/v1/channels/private-es/events?key=${APP_KEY}&token=${token}`;
  const source = new EventSource(url);
  const seen = collected<FeedItem>();
  for (const type of ['subscribed', 'event', 'gap', 'revoked']) {
    source.addEventListener(type, (message) => seen.push(FeedItem.parse(JSON.parse(message.data))));
  }
  try {
    await seen.until(({ type }) => type === 'subscribed');
    await publish('private-es', 1);
    await seen.until((item) => item.type === 'event' && item.data === 1);
    const [session] = connections('es');
    expect(await adminRest(server)('DELETE', `/connections/${session?.id}`)).toMatchObject({ status: 200 });
    await publish('private-es', 2);
    await seen.until((item) => item.type === 'event' && item.data === 2);
    expect(seen.items.map(({ type }) => type)).toEqual([
      'subscribed',
      'event',
      'revoked',
      'subscribed',
      'event',
    ]);
    expect(seen.items[3]).toMatchObject({ recovery: 'resumed' });
  } finally {
    source.close();
  }
  await expect.poll(() => connections('es')).toEqual([]);
});

test('a reader that comes back with Last-Event-ID gets what it missed and goes on', async () => {
  const headers = { 'api-key': ADMIN_KEY };
  const url = `${server.url}/api/v1/channels/pub-cache-sse/events`;
  let last = '';
  {
    await using first = new SseReading(await fetch(url, { headers }));
    await first.next();
    await publish('pub-cache-sse', 1);
    last = (await first.next())?.id ?? '';
  }
  await publish('pub-cache-sse', 2);
  await using second = new SseReading(await fetch(url, { headers: { ...headers, 'last-event-id': last } }));
  const items = [await second.next(), await second.next()];
  await publish('pub-cache-sse', 3);
  items.push(await second.next());
  expect(items.map((item) => JSON.parse(item?.data ?? ''))).toMatchObject([
    { type: 'subscribed', recovery: 'resumed', position: last },
    { type: 'event', data: 2 },
    { type: 'event', data: 3 },
  ]);
});

test('whoever may not read is answered before any stream begins', async () => {
  const read = (headers: Record<string, string>, channel = 'private-x') =>
    fetch(`${server.url}/api/v1/channels/${channel}/events`, { headers });
  expect((await read({})).status).toBe(401);
  expect((await read(clientHeaders())).status).toBe(403);
  const refused = await read(clientHeaders(await appToken({ sub: 'ann' })));
  expect([refused.status, await refused.json()]).toEqual([
    403,
    expect.objectContaining({ code: 'forbidden' }),
  ]);
});

test('a stream is a connection: it is present, counted, and gone when its reader is', async () => {
  const headers = clientHeaders(await appToken({ sub: 'present' }));
  const controller = new AbortController();
  const response = await fetch(`${server.url}/api/v1/channels/pub-state-sse/events`, {
    headers,
    signal: controller.signal,
  });
  const reading = new SseReading(response);
  await reading.next();
  expect(connections('present')).toMatchObject([{ protocol: 'sse' }]);
  expect((await adminRest(server)('GET', '/channels/pub-state-sse/presence')).body).toMatchObject({
    count: 1,
  });
  controller.abort();
  await expect.poll(() => connections('present')).toEqual([]);
  expect((await adminRest(server)('GET', '/channels/pub-state-sse/presence')).body).toMatchObject({
    count: 0,
  });
});

test('the stock client’s HTTP subscriptions work as well, and leave nothing behind', async () => {
  const token = await appToken({ sub: 'stock' });
  const client = createTRPCClient<AppRouter>({
    links: [
      httpSubscriptionLink({
        url: `${server.url}/trpc?key=${APP_KEY}&token=${token}`,
        EventSource,
        transformer: superjson,
      }),
    ],
  });
  const seen = collected<FeedItem>();
  const subscription = client.channels.subscribe.subscribe(
    { channel: 'room:stock', presence: 1 },
    { onData: (envelope) => seen.push(envelope.data) },
  );
  await seen.until(({ type }) => type === 'subscribed');
  await publish('room:stock', 'hello');
  await seen.until((item) => item.type === 'event' && item.data === 'hello');
  subscription.unsubscribe();
  await expect.poll(() => connections('stock')).toEqual([]);
  expect((await adminRest(server)('GET', '/channels/room:stock/presence')).body).toMatchObject({ count: 0 });
});

const hasCurl = await promisify(execFile)('curl', ['--version']).then(
  () => true,
  () => false,
);

test.skipIf(!hasCurl)('curl alone reads live (skipped where there is no curl)', async () => {
  const url = `${server.url}/api/v1/channels/room:curl/events`;
  const curl = spawn('curl', ['-sN', '-H', `api-key: ${ADMIN_KEY}`, url], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const lines = collected<string>();
    createInterface(curl.stdout).on('line', (line) => lines.push(line));
    await lines.until((line) => line === 'event: subscribed');
    await publish('room:curl', 'read by curl');
    const line = await lines.until((candidate) => candidate.includes('read by curl'));
    expect(FeedItem.parse(JSON.parse(line.replace('data: ', '')))).toMatchObject({ data: 'read by curl' });
  } finally {
    curl.kill();
  }
});
