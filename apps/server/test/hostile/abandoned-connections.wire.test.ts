import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { appToken } from '../harness/app-token.ts';
import { heapUsed } from '../harness/heap-used.ts';
import { metric } from '../harness/metric.ts';
import { adminRest } from '../harness/rest-client.ts';
import { ADMIN_KEY, APP_KEY, APP_SECRET, startTestServer, type TestServer } from '../harness/test-server.ts';
import { channelstreamConnection } from './channelstream-connection.ts';
import { countingRuntime } from './counting-runtime.ts';
import { Listener } from './listener.ts';
import { RudeClient } from './rude-clients.ts';

const SOCKETS = 2000;
const STREAMS = 500;
const OTHERS = 300;
const AT_ONCE = 100;
const CHANNEL = 'presence-square';
/** The heartbeat looks at a twentieth of all connections at a time. */
const HEARTBEAT_STEPS = 20;
/** What a heap may differ by for reasons of its own. One kilobyte left behind by each connection would be more. */
const SLACK_BYTES = 2.5 * 1_000_000;

const runtime = countingRuntime();
let server: TestServer;
let token: string;
beforeAll(async () => {
  server = await startTestServer({}, { runtime });
  token = await appToken({ sub: 'rude', channels: ['*'] });
  const limits = { connectionsPerUser: 10 * SOCKETS };
  await adminRest(server)('PATCH', '/apps/default', { settings: { limits } });
});
afterAll(() => server[Symbol.asyncDispose]());

test(`${SOCKETS} sockets, ${STREAMS} event streams and ${OTHERS} clients of other protocols that are dropped leave nothing behind, and others lose nothing`, async () => {
  using listener = await Listener.connect(server.wsUrl, { adminKey: ADMIN_KEY });
  await listener.follow(CHANNEL);
  let spoken = 0;
  const speak = async (): Promise<void> => {
    const event = { channel: CHANNEL, name: 'm', data: spoken };
    spoken += 1;
    expect((await listener.call('mutation', 'channels.publish', event)).ok).toBe(true);
  };

  // The first time fills what stays: caches, pools, compiled code.
  await dropSockets(SOCKETS / 2, speak);
  await dropStreams(STREAMS, speak);
  await dropOthers(OTHERS, speak);
  await everythingIsGone();
  const before = { heap: heapUsed(), timers: runtime.pendingTimers() };
  await dropSockets(SOCKETS, speak);
  await dropStreams(STREAMS, speak);
  await dropOthers(OTHERS, speak);
  await everythingIsGone();

  expect(runtime.pendingTimers()).toBeLessThanOrEqual(before.timers);
  expect(heapUsed()).toBeLessThan(before.heap + SLACK_BYTES);
  await listener.settled();
  expect(listener.data).toEqual(Array.from({ length: spoken }, (_, index) => index));
  expect(server.errors).toEqual([]);
}, 120_000);

const vanished: RudeClient[] = [];

/** Opens sockets, takes them to different points, and drops them in different ways. */
async function dropSockets(count: number, between: () => Promise<void>): Promise<void> {
  for (let opened = 0; opened < count; opened += AT_ONCE) {
    await Promise.all(Array.from({ length: AT_ONCE }, (_, index) => dropSocket(index)));
    await between();
  }
}

async function dropSocket(index: number): Promise<void> {
  const client = await RudeClient.connect(server.url);
  if (index % 5 === 0) client.beginHandshake();
  else await client.handshake();
  if (index % 5 > 1) await client.follow({ key: APP_KEY, token }, CHANNEL);
  if (index % 5 === 4) {
    client.leave('vanish');
    vanished.push(client);
  } else client.leave(index % 2 === 0 ? 'reset' : 'end');
}

async function dropStreams(count: number, between: () => Promise<void>): Promise<void> {
  const path = `/api/v1/channels/${CHANNEL}/events`;
  const headers = { 'x-parley-key': APP_KEY, authorization: `Bearer ${token}` };
  for (let opened = 0; opened < count; opened += AT_ONCE) {
    await Promise.all(
      Array.from({ length: AT_ONCE }, async (_, index) => {
        const client = await RudeClient.connect(server.url);
        await client.stream(path, headers);
        client.leave(index % 2 === 0 ? 'reset' : 'end');
      }),
    );
    await between();
  }
}

/** Drops clients of the protocols whose connections are not only a WebSocket of ours. */
async function dropOthers(count: number, between: () => Promise<void>): Promise<void> {
  for (let opened = 0; opened < count; opened += AT_ONCE) {
    await Promise.all(Array.from({ length: AT_ONCE }, (_, index) => dropOther(index)));
    await between();
  }
}

async function dropOther(index: number): Promise<void> {
  const client = await RudeClient.connect(server.url);
  const leaving = index % 2 === 0 ? 'reset' : 'end';
  if (index % 3 === 0) {
    const version = index % 2 === 0 ? 3 : 4;
    await client.handshake(`/socket.io/?EIO=${version}&transport=websocket&key=${APP_SECRET}`);
    return client.leave(leaving);
  }
  // Of Channelstream's, some are never listened on, some by a WebSocket and some by a poll.
  const connId = await channelstreamConnection(server, `rude-${index}`, [CHANNEL]);
  if (index % 3 === 1) await client.handshake(`/ws?conn_id=${connId}`);
  else if (index % 2 === 0) client.ask(`/listen?conn_id=${connId}`);
  client.leave(leaving);
}

/** Waits until only the listener is left. Those that vanished are noticed by time alone, which is moved on. */
async function everythingIsGone(): Promise<void> {
  const { sessions, hub, presence } = server.running.core;
  await vi.waitFor(
    async () => {
      for (let step = 0; step < HEARTBEAT_STEPS; step += 1) runtime.advance(5000 / HEARTBEAT_STEPS);
      expect(await metric(server, 'parley_sockets')).toBe(1);
      expect(sessions.count('default')).toBe(1);
      expect([...hub.channelsOf('default')].map(({ subscriptions }) => subscriptions.size)).toEqual([1]);
      expect(presence.count('default', CHANNEL)).toBe(0);
      expect(await metric(server, 'parley_buffered_bytes')).toBe(0);
    },
    { timeout: 30_000 },
  );
  await Promise.all(vanished.splice(0).map((client) => client.destroy()));
}
