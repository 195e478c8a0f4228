import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { SocketClient } from '../channelstream/listening.ts';
import { metric } from '../harness/metric.ts';
import { movableRuntime } from '../harness/movable-runtime.ts';
import { PATIENCE } from '../harness/patience.ts';
import { adminRest } from '../harness/rest-client.ts';
import { ADMIN_KEY, APP_KEY, startTestServer, type TestServer } from '../harness/test-server.ts';
import { channelstreamConnection } from './channelstream-connection.ts';
import { Listener } from './listener.ts';
import { byteByByte, SlowSocket } from './slow-socket.ts';

const CHANNEL = 'pub-cache-firehose';
const PADDING = 'x'.repeat(60_000);
const AT_ONCE = 20;
/** Far more than loopback sockets and all buffers hold; reached only if a slow reader is never closed. */
const MOST = 3000;
const MEBIBYTE = 1_048_576;

/** Data that is no object, as Channelstream's clients get it. */
const Wrapped = z.object({ data: z.unknown() });

const runtime = movableRuntime();
let server: TestServer;
let published = 0;
beforeEach(async () => {
  published = 0;
  server = await startTestServer({ PARLEY_BUFFER_BYTES: String(4 * MEBIBYTE) }, { runtime });
});
afterEach(() => server[Symbol.asyncDispose]());

test('a stuck reader is sent away with the code to come back, resumes with nothing lost, and others lose nothing', async () => {
  using healthy = await healthyReader();
  using publisher = await Listener.connect(server.wsUrl, { adminKey: ADMIN_KEY });
  using stuck = await SlowSocket.follow(server.wsUrl, { key: APP_KEY }, CHANNEL, 'stuck');
  using gone = await SlowSocket.follow(server.wsUrl, { key: APP_KEY }, CHANNEL, 'gone');
  stuck.stall();
  gone.stall();
  await publishUntil(publisher, () => sessions() === 2);

  stuck.read();
  expect(await stuck.closed).toBe(4013);
  expect(stuck.numbers).toEqual(countTo(stuck.numbers.length));
  using again = await Listener.connect(server.wsUrl, { key: APP_KEY });
  await again.follow(CHANNEL, stuck.position);
  await again.heard.until((item) => item.type === 'event' && numberOf(item.data) === published - 1);
  expect(again.heard.items[0]).toMatchObject({ type: 'subscribed', recovery: 'resumed' });
  expect([...stuck.numbers, ...again.data.map(numberOf)]).toEqual(countTo(published));

  await vi.waitFor(async () => {
    runtime.advance(2500);
    expect(await metric(server, 'parley_sockets'), 'the one that never reads is cut off').toBe(3);
  }, PATIENCE);
  expect(await metric(server, 'parley_buffered_bytes')).toBe(0);
  await expectAll(healthy);
});

test('a reader of one byte at a time costs no more than its buffer, and others lose nothing', async () => {
  using healthy = await healthyReader();
  using publisher = await Listener.connect(server.wsUrl, { adminKey: ADMIN_KEY });
  const slow = await byteByByte(new URL(`${server.url}/api/v1/channels/${CHANNEL}/events?key=${APP_KEY}`));
  await vi.waitFor(() => expect(sessions()).toBe(3), PATIENCE);
  await publishUntil(publisher, () => {
    slow.takeOne();
    return sessions() === 2;
  });
  slow.socket.destroy();
  expect(await metric(server, 'parley_buffered_bytes')).toBe(0);
  await expectAll(healthy);
});

test('a Channelstream client that does not read, and one that nobody listens on, are let go; others lose nothing', async () => {
  using healthy = await healthyReader();
  using publisher = await Listener.connect(server.wsUrl, { adminKey: ADMIN_KEY });
  await using stuck = await SocketClient.open(
    server,
    await channelstreamConnection(server, 'stuck', [CHANNEL]),
  );
  const unheard = await channelstreamConnection(server, 'unheard', [CHANNEL]);
  stuck.socket.pause();
  await publishUntil(publisher, () => sessions() === 2);
  stuck.socket.resume();
  expect((await stuck.closed).code).toBe(1013);
  const numbers = stuck.told.map(({ message }) => numberOf(Wrapped.parse(message).data));
  expect(numbers).toEqual(countTo(numbers.length));
  expect((await fetch(`${server.url}/listen?conn_id=${unheard}`)).status).toBe(401);
  await vi.waitFor(async () => expect(await metric(server, 'parley_buffered_bytes')).toBe(0), PATIENCE);
  await expectAll(healthy);
});

test('many stuck readers together never hold more than the process may', async () => {
  using healthy = await healthyReader();
  using publisher = await Listener.connect(server.wsUrl, { adminKey: ADMIN_KEY });
  const stuck = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      SlowSocket.follow(server.wsUrl, { key: APP_KEY }, CHANNEL, `stuck-${index}`),
    ),
  );
  for (const reader of stuck) reader.stall();
  let most = 0;
  await publishUntil(publisher, async () => {
    most = Math.max(most, await metric(server, 'parley_buffered_bytes'));
    return sessions() === 2;
  });
  expect(most).toBeGreaterThan(MEBIBYTE);
  expect(most).toBeLessThanOrEqual(4 * MEBIBYTE);
  expect(await metric(server, 'parley_buffered_bytes')).toBe(0);
  await expectAll(healthy);
  for (const reader of stuck) reader[Symbol.dispose]();
});

async function healthyReader(): Promise<Listener> {
  await adminRest(server)('PUT', '/rules', { pattern: CHANNEL, rule: { log: 'durable' } });
  const healthy = await Listener.connect(server.wsUrl, { key: APP_KEY });
  await healthy.follow(CHANNEL);
  return healthy;
}

/** Publishes large events until something is so. */
async function publishUntil(publisher: Listener, isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) {
    if (published >= MOST) throw new Error(`nothing happened in ${published} events`);
    const data = Array.from({ length: AT_ONCE }, () => [published++, PADDING]);
    const answers = await Promise.all(
      data.map((body) =>
        publisher.call('mutation', 'channels.publish', { channel: CHANNEL, name: 'm', data: body }),
      ),
    );
    expect(answers.every(({ ok }) => ok)).toBe(true);
  }
}

async function expectAll(healthy: Listener): Promise<void> {
  await healthy.settled();
  expect(healthy.data.map(numberOf)).toEqual(countTo(published));
  expect(server.errors).toEqual([]);
}

function sessions(): number {
  return server.running.core.sessions.count('default');
}

function numberOf(data: unknown): number {
  return Array.isArray(data) ? Number(data[0]) : Number.NaN;
}

function countTo(end: number): number[] {
  return Array.from({ length: end }, (_, index) => index);
}
