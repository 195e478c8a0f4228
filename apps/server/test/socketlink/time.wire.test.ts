import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { deafClient } from '../../src/wire/testing/raw-client.ts';
import { movableRuntime } from '../harness/movable-runtime.ts';
import { PATIENCE } from '../harness/patience.ts';
import { APP_KEY, startTestServer, type TestServer } from '../harness/test-server.ts';
import { appOf } from './app-of.ts';
import { handshakeAnswer } from './handshake-answer.ts';
import { SocketLinkClient } from './socketlink-client.ts';

const PROBE = { source: 'latency' };
/** The heartbeat looks at one in twenty of its connections each time its timer fires. */
const LOOKS = 20;

const runtime = movableRuntime();
let server: TestServer;
beforeEach(async () => {
  server = await startTestServer({}, { runtime });
});
afterEach(() => server[Symbol.asyncDispose]());

test('a sender is asked how long the way is, at most every ten seconds in its app', async () => {
  using ann = await (await SocketLinkClient.connect(server, 'ann')).enter('pub-latency');
  using bob = await (await SocketLinkClient.connect(server, 'bob')).enter('pub-latency');
  const { stats } = appOf(server);
  ann.send('1', 'pub-latency');
  expect(await ann.next()).toEqual(PROBE);
  ann.send('2', 'pub-latency');
  bob.send('3', 'pub-latency');
  expect(await ann.next()).toMatchObject({ data: '3' });
  expect(await ann.heard()).toEqual([]);
  expect(stats.latencyMs).toBe(0);
  ann.raw('{"timestamp":123456}');
  expect(await ann.heard()).toEqual([]);
  expect(stats.latencyMs).toBeGreaterThan(0);
  expect(stats.latencyMs).toBeLessThan(5000);
  expect(await bob.heard()).not.toContainEqual(PROBE);
  runtime.advance(10_001);
  bob.send('4', 'pub-latency');
  expect(await bob.next()).toEqual(PROBE);
});

test('a client cannot spoil the latency: neither unasked, nor twice, nor by answering late', async () => {
  using ann = await (await SocketLinkClient.connect(server, 'ann')).enter('pub-latency');
  const { stats } = appOf(server);
  ann.raw('{"timestamp":1}');
  expect([await ann.heard(), stats.latencyMs]).toEqual([[], 0]);
  ann.send('1', 'pub-latency');
  expect(await ann.next()).toEqual(PROBE);
  ann.raw('{"timestamp":{"any":"type"}}');
  await ann.heard();
  const honest = stats.latencyMs;
  expect(honest).toBeGreaterThan(0);
  runtime.advance(9000);
  ann.raw('{"timestamp":null,"rid":"pub-latency","message":"consumed"}');
  expect([await ann.heard(), stats.latencyMs]).toEqual([[], honest]);
  runtime.advance(2000);
  ann.send('2', 'pub-latency');
  expect(await ann.next()).toEqual(PROBE);
  runtime.advance(11_000);
  ann.raw('{"timestamp":1}');
  expect([await ann.heard(), stats.latencyMs]).toEqual([[], honest]);
});

test('a client that answers no ping is gone after the idle timeout of its app, as that stands by then', async () => {
  await appOf(server).change({ idleTimeoutMs: 0 });
  const path = `/?${new URLSearchParams({ 'api-key': APP_KEY, uid: 'dead' })}`;
  const dead = await deafClient(Number(new URL(server.url).port), path);
  const { sessions } = server.running.core;
  expect(sessions.count('default')).toBe(1);
  silence(3_600_000);
  expect(sessions.count('default'), 'never, as the app has it').toBe(1);
  await appOf(server).change({ idleTimeoutMs: 100_000 });
  silence(85_000);
  silence(14_000);
  expect(sessions.count('default')).toBe(1);
  silence(2_000);
  await vi.waitFor(() => expect(sessions.count('default')).toBe(0), PATIENCE);
  dead.destroy();
});

test('a client that answers pings stays', async () => {
  await appOf(server).change({ idleTimeoutMs: 8000 });
  using ann = await SocketLinkClient.connect(server, 'ann');
  for (let count = 0; count < 5; count += 1) {
    silence(5000);
    expect(await ann.heard()).toEqual([]);
  }
});

test('a connection as old as the app allows is asked to reconnect, also by a limit set later', async () => {
  using old = await SocketLinkClient.connect(server, 'old');
  runtime.advance(50_000);
  using young = await SocketLinkClient.connect(server, 'young');
  await appOf(server).change({ maxLifetimeMs: 60_000 });
  runtime.advance(5_000);
  expect(await old.heard()).toEqual([]);
  runtime.advance(6_000);
  expect(await old.closed).toEqual({ code: 1000, reason: 'please reconnect' });
  expect(await young.heard()).toEqual([]);
  runtime.advance(50_000);
  expect(await young.closed).toEqual({ code: 1000, reason: 'please reconnect' });
});

test('a server that goes down asks its clients to reconnect and takes no others', async () => {
  const draining = await startTestServer({ PARLEY_DRAIN_MS: '400' });
  using ann = await (await SocketLinkClient.connect(draining, 'ann')).enter('pub-x');
  const stopped = draining[Symbol.asyncDispose]();
  const refused = handshakeAnswer(draining, { 'api-key': APP_KEY, uid: 'bob' });
  expect(await refused).toMatchObject({ status: 503 });
  expect(await ann.closed).toEqual({ code: 1012, reason: 'please reconnect' });
  await stopped;
});

/** Time in which nothing is sent passes, and the heartbeat has looked at everybody since. */
function silence(ms: number): void {
  runtime.advance(ms);
  for (let look = 0; look < LOOKS; look += 1) runtime.advance(100);
}
