import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { metric } from '../harness/metric.ts';
import { PATIENCE } from '../harness/patience.ts';
import { startTestServer, type TestServer } from '../harness/test-server.ts';
import { appOf } from './app-of.ts';
import { SocketLinkClient } from './socketlink-client.ts';

const RID = 'pub-firehose';
const PADDING = 'x'.repeat(60_000);
/** Far more than loopback sockets and all buffers hold; reached only if nothing is ever dropped. */
const MOST = 3000;

const Numbered = z.object({ data: z.tuple([z.int(), z.string()]) });
const Dropped = z.object({ data: z.literal('MESSAGE_DROPPED'), source: z.literal('server'), count: z.int() });

let server: TestServer;
let published = 0;
beforeEach(async () => {
  published = 0;
  server = await startTestServer();
});
afterEach(() => server[Symbol.asyncDispose]());

test('a slow client gets what fits, then how much is missing, then what is new; others get everything', async () => {
  using slow = await (await SocketLinkClient.connect(server, 'slow')).enter(RID);
  using healthy = await (await SocketLinkClient.connect(server, 'healthy')).enter(RID);
  const { stats } = appOf(server);
  slow.socket.pause();
  await publishUntil(() => stats.dropped > 20);
  for (let number = 0; number < published; number += 1) {
    expect(Numbered.parse(await healthy.next()).data[0]).toBe(number);
  }
  expect(await metric(server, 'parley_buffered_bytes')).toBeLessThan(1_048_576);
  slow.socket.resume();
  let number = 0;
  let frame = await slow.next();
  for (; Numbered.safeParse(frame).success; frame = await slow.next()) {
    expect(Numbered.parse(frame).data[0]).toBe(number);
    number += 1;
  }
  expect(frame).toEqual({ data: 'MESSAGE_DROPPED', source: 'server', count: published - number });
  expect(stats.dropped).toBe(published - number);
  await appOf(server).publish(RID, 'new');
  expect(await slow.next()).toEqual({ data: 'new', source: 'user', rid: RID });
  expect(await slow.heard()).toEqual([]);
  expect(server.errors).toEqual([]);
});

test('every hole is told where it is, however often a client falls behind', async () => {
  await appOf(server).change({ maxBacklogBytes: 70_000 });
  using slow = await (await SocketLinkClient.connect(server, 'slow')).enter(RID);
  const { stats } = appOf(server);
  for (let round = 0; round < 3; round += 1) {
    const before = stats.dropped;
    slow.socket.pause();
    await publishUntil(() => stats.dropped > before + 5);
    slow.socket.resume();
    await vi.waitFor(async () => expect(await metric(server, 'parley_buffered_bytes')).toBe(0), PATIENCE);
  }
  let next = 0;
  let missing = 0;
  for (const frame of await slow.heard()) {
    const dropped = Dropped.safeParse(frame);
    if (dropped.success) {
      next += dropped.data.count;
      missing += dropped.data.count;
    } else {
      expect(Numbered.parse(frame).data[0]).toBe(next);
      next += 1;
    }
  }
  expect([next, missing]).toEqual([published, stats.dropped]);
});

test('a client that does not read is not listened to, is told so for each message, and once when it is again', async () => {
  using slow = await (await SocketLinkClient.connect(server, 'slow')).enter(RID);
  using healthy = await (await SocketLinkClient.connect(server, 'healthy')).enter(RID, 'pub-side');
  await slow.enter('pub-side');
  const { stats } = appOf(server);
  slow.socket.pause();
  await publishUntil(() => stats.dropped > 0);
  const before = stats.dropped;
  for (let count = 0; count < 50; count += 1) slow.send('hello?', 'pub-side');
  await vi.waitFor(() => expect(stats.dropped).toBe(before + 50), PATIENCE);
  slow.socket.resume();
  const words: unknown[] = [];
  while (words.at(-1) !== 'RATE_LIMIT_LIFTED') {
    const frame = await slow.next();
    if (!Numbered.safeParse(frame).success) words.push(z.object({ data: z.unknown() }).parse(frame).data);
  }
  const limited = Array.from({ length: 50 }, () => 'YOU_ARE_RATE_LIMITED');
  expect(words.toSorted()).toEqual(['MESSAGE_DROPPED', 'RATE_LIMIT_LIFTED', ...limited].toSorted());
  slow.send('at last', 'pub-side');
  const heard = await settled(healthy, 'at last');
  expect(heard).not.toContainEqual(expect.objectContaining({ data: 'hello?' }));
});

test('a client that is never limited is never told that a limit was lifted', async () => {
  await appOf(server).change({ maxBacklogBytes: 1024 });
  using fast = await (await SocketLinkClient.connect(server, 'fast')).enter(RID);
  await publishUntil(() => published >= 100);
  const frames = await fast.heard();
  const words = frames.filter(
    (frame) => !Numbered.safeParse(frame).success && !Dropped.safeParse(frame).success,
  );
  expect(words).toEqual([]);
});

test('a client that talks without ever listening is sent away before it costs more than its share', async () => {
  using deaf = await SocketLinkClient.connect(server, 'deaf');
  deaf.socket.pause();
  const garbage = '?'.repeat(10);
  await vi.waitFor(
    async () => {
      for (let count = 0; count < 20_000; count += 1) deaf.raw(garbage);
      expect(server.running.core.sessions.count('default')).toBe(0);
    },
    { timeout: 50_000, interval: 1 },
  );
  deaf.socket.resume();
  expect([1006, 1013]).toContain((await deaf.closed).code);
  expect(await metric(server, 'parley_buffered_bytes')).toBe(0);
  expect(server.errors).toEqual([]);
});

/** Publishes large numbered messages until something is so. */
async function publishUntil(isSo: () => boolean): Promise<void> {
  const app = appOf(server);
  while (!isSo()) {
    if (published >= MOST) throw new Error(`nothing happened in ${published} messages`);
    await app.publish(RID, [published, PADDING]);
    published += 1;
    // Each is a batch of its own: sockets get their turn.
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** What a client hears up to a message. */
async function settled(client: SocketLinkClient, last: string): Promise<unknown[]> {
  const frames: unknown[] = [];
  for (;;) {
    const frame = await client.next();
    if (JSON.stringify(frame).startsWith(`{"data":${JSON.stringify(last)}`)) return frames;
    frames.push(frame);
  }
}
