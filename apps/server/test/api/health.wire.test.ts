import { once } from 'node:events';
import { createConnection } from 'node:net';
import { expect, test } from 'vitest';
import { SseReading } from '../../src/api/rest/testing/read-sse.ts';
import { stockClient } from '../harness/client.ts';
import { follow } from '../harness/follow.ts';
import { rawSocket } from '../harness/raw-socket.ts';
import { adminRest } from '../harness/rest-client.ts';
import { ADMIN_KEY, APP_KEY, startTestServer } from '../harness/test-server.ts';

test('a server that works says so, and what it counts', async () => {
  await using server = await startTestServer();
  for (const [path, status] of [
    ['/healthz', 'ok'],
    ['/readyz', 'ready'],
  ]) {
    const answer = await fetch(server.url + path);
    expect([answer.status, await answer.json()]).toEqual([200, { status }]);
  }
  await adminRest(server)('POST', '/channels/room:1/events', { name: 'm', data: 1 });
  const metrics = await fetch(`${server.url}/metrics`);
  expect(metrics.headers.get('content-type')).toContain('text/plain');
  expect(await metrics.text()).toContain('parley_events_published_total{app="default"} 1');
});

test('metrics want their token, where one is set', async () => {
  await using server = await startTestServer({ PARLEY_METRICS_TOKEN: 'metrics-token-1' });
  const read = (authorization?: string) =>
    fetch(`${server.url}/metrics`, { headers: authorization === undefined ? {} : { authorization } });
  expect((await read()).status).toBe(401);
  expect((await read('Bearer metrics-token-2')).status).toBe(401);
  expect((await read('metrics-token-1')).status).toBe(401);
  expect((await read('Bearer metrics-token-1')).status).toBe(200);
});

test('a path that nobody serves is answered 404, also as a WebSocket', async () => {
  await using server = await startTestServer();
  expect((await fetch(`${server.url}/nowhere`)).status).toBe(404);
  const { hostname, port } = new URL(server.url);
  const socket = createConnection(Number(port), hostname);
  socket.write(
    // At most other paths SAMA's clients are welcome.
    `GET /socket.io/other HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${Buffer.alloc(16).toString('base64')}\r\n\r\n`,
  );
  const [answer] = await once(socket, 'data');
  expect(String(answer)).toMatch(/^HTTP\/1\.1 404 /);
  socket.destroy();
});

test('a server that goes down says so, finishes what is under way, and tells every client to come back', async () => {
  await using server = await startTestServer({ PARLEY_DRAIN_MS: '3000' });
  using socket = await rawSocket(server, { key: APP_KEY });
  await using backend = stockClient(server, { adminKey: ADMIN_KEY });
  using feed = await follow(backend.client, 'pub-cache-drain');
  await using stream = new SseReading(
    await fetch(`${server.url}/api/v1/channels/pub-cache-drain/events?key=${APP_KEY}`),
  );
  await stream.next();
  socket.send({ id: 1, method: 'query', params: { path: 'session.whoAmI' } });
  await socket.frames.until(() => true);

  const acks = Array.from({ length: 20 }, (_, n) =>
    backend.client.channels.publish.mutate({ channel: 'pub-cache-drain', name: 'm', data: n }),
  );
  await feed.event(0);
  const stopped = server.running[Symbol.asyncDispose]();
  const ready = await fetch(`${server.url}/readyz`);
  expect([ready.status, await ready.json()]).toEqual([503, { status: 'draining' }]);
  await expect(rawSocket(server, { key: APP_KEY })).rejects.toThrow('503');

  expect((await Promise.all(acks)).map(({ duplicate }) => duplicate)).toEqual(Array(20).fill(false));
  await feed.event(19);
  expect(await socket.frames.until((frame) => JSON.stringify(frame).includes('reconnect'))).toEqual({
    id: null,
    method: 'reconnect',
  });
  expect(await socket.closed).toMatchObject({
    code: 4014,
    reason: { code: 'draining', retryAfterMs: expect.any(Number) },
  });
  let last = await stream.next();
  for (let next = await stream.next(); next; next = await stream.next()) last = next;
  expect(JSON.parse(last?.data ?? '')).toMatchObject({
    type: 'revoked',
    error: { code: 'draining', retry: 'reconnect' },
  });
  await stopped;
  await expect(fetch(`${server.url}/healthz`)).rejects.toThrow();
  expect(server.errors).toEqual([]);
});
