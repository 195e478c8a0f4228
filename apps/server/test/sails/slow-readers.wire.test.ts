import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { Body } from '../../src/core/event/body.ts';
import { metric } from '../harness/metric.ts';
import { PATIENCE } from '../harness/patience.ts';
import { APP_SECRET, startTestServer, type TestServer } from '../harness/test-server.ts';
import { call, SUCCESS } from './backend.ts';
import { EngineLine } from './engine-line.ts';
import { SailsClient } from './sails-client.ts';

const CHANNEL = 'firehose';
const PADDING = 'x'.repeat(60_000);
/** Far more than loopback sockets and all buffers hold; reached only if a slow reader is never closed. */
const MOST = 3000;
const MEBIBYTE = 1_048_576;

let server: TestServer;
let published = 0;
beforeAll(async () => {
  server = await startTestServer({ PARLEY_BUFFER_BYTES: String(4 * MEBIBYTE) });
});
beforeEach(async () => {
  published = 0;
  await vi.waitFor(() => expect(sessions()).toBe(0), PATIENCE);
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  expect(server.errors).toEqual([]);
});

test('a socket that does not read, and one that does not poll, are sent away; others lose nothing', async () => {
  using healthy = await SailsClient.connect(server);
  await healthy.subscribe(CHANNEL);
  using stuck = await EngineLine.enter(server, 3);
  await stuck.post(0, '/channel/subscribe', { channel: CHANNEL });
  const poll = await pollingSocket();
  await vi.waitFor(() => expect(sessions()).toBe(3), PATIENCE);
  stuck.socket.pause();
  await publishUntil(healthy, () => sessions() === 1);
  stuck.socket.resume();
  await stuck.closed;
  expect((await fetch(poll)).status, 'the one that polls again begins anew').toBe(400);
  expect(await metric(server, 'parley_buffered_bytes')).toBe(0);
  await expectAll(healthy);
});

test('many that do not read never hold more together than the process may', async () => {
  using healthy = await SailsClient.connect(server);
  await healthy.subscribe(CHANNEL);
  const stuck = await Promise.all(
    Array.from({ length: 12 }, (_, n) => EngineLine.enter(server, n % 2 ? 3 : 4)),
  );
  await Promise.all(stuck.map((line) => line.post(0, '/channel/subscribe', { channel: CHANNEL })));
  for (const { socket } of stuck) socket.pause();
  let most = 0;
  await publishUntil(healthy, async () => {
    most = Math.max(most, await metric(server, 'parley_buffered_bytes'));
    return sessions() === 1;
  });
  expect(most).toBeGreaterThan(MEBIBYTE / 2);
  expect(most).toBeLessThanOrEqual(4 * MEBIBYTE);
  expect(await metric(server, 'parley_buffered_bytes')).toBe(0);
  await expectAll(healthy);
  for (const line of stuck) line[Symbol.dispose]();
});

test('who asks for much and reads none of it is sent away; others are still answered', async () => {
  const body = Array.from({ length: 40 }, () => ({ channel: 'large', data: PADDING.repeat(2) }));
  for (const from of [0, 7, 14, 21, 28, 35]) {
    const { body: answer } = await call(server, '/wssv/send-multi', { body: body.slice(from, from + 7) });
    expect(answer).toEqual(SUCCESS);
  }
  using healthy = await SailsClient.connect(server);
  using greedy = await EngineLine.enter(server, 4);
  greedy.socket.pause();
  let asked = 0;
  while (sessions() === 2) {
    if (asked === 100) throw new Error('whoever asks is answered without end');
    greedy.send(`42${asked++}${JSON.stringify(['get', { url: '/wssv/message?channel=large&limit=100' }])}`);
    await healthy.settled();
  }
  greedy.socket.resume();
  await greedy.closed;
  expect(await metric(server, 'parley_buffered_bytes')).toBe(0);
  expect((await healthy.post('/channel/subscribe', {})).statusCode).toBe(200);
});

test('a server that goes down sends its clients away so that they come back by themselves', async () => {
  await using leaving = await startTestServer();
  const options = { reconnection: true, reconnectionDelay: 1 };
  using ann = await SailsClient.connect(leaving, options);
  using bob = await SailsClient.connect(leaving, { ...options, transports: ['polling'] });
  const back = [ann, bob].map(({ socket }) => new Promise((resolve) => socket.on('reconnecting', resolve)));
  await leaving[Symbol.asyncDispose]();
  for (const { states } of [ann, bob]) {
    const { args } = await states.until(({ event }) => event === 'disconnect');
    expect(args, 'after which clients stay away').not.toEqual(['io server disconnect']);
  }
  await Promise.all(back);
});

/** A socket over polling that subscribed and never polls again; where it would. */
async function pollingSocket(): Promise<string> {
  const url = `${server.url}/socket.io/?EIO=4&transport=polling&key=${APP_SECRET}`;
  const { sid } = JSON.parse((await (await fetch(url)).text()).slice(1));
  const poll = `${url}&sid=${sid}`;
  const request = JSON.stringify(['post', { url: '/channel/subscribe', data: { channel: CHANNEL } }]);
  await fetch(poll, { method: 'POST', body: '40' });
  expect(await (await fetch(poll)).text()).toMatch(/^40/);
  await fetch(poll, { method: 'POST', body: `420${request}` });
  expect(await (await fetch(poll)).text()).toMatch(/^430/);
  return poll;
}

/** Publishes large events, no faster than the healthy one reads, until something is so. */
async function publishUntil(healthy: SailsClient, isSo: () => boolean | Promise<boolean>): Promise<void> {
  const { apps, publisher } = server.running.core;
  const actor = {
    ...{ app: apps.get('default'), principal: { kind: 'admin', name: 'test' } as const },
    ...{ grants: [], sessionId: null, address: '' },
  };
  while (!(await isSo())) {
    if (published >= MOST) throw new Error(`nothing happened in ${published} events`);
    const events = Array.from({ length: 20 }, () => ({
      ...{ channel: CHANNEL, name: 'Message', body: Body.ofValue([published++, PADDING]) },
      ...{ clientId: null, exclude: null, asUser: null },
    }));
    await Promise.all(events.map((event) => publisher.publish(actor, event, 'test')));
    await healthy.settled();
  }
}

async function expectAll(healthy: SailsClient): Promise<void> {
  const heard = await healthy.settled();
  const numbers = heard.map(({ args: [data] }) => (Array.isArray(data) ? data[0] : null));
  expect(numbers).toEqual(Array.from({ length: published }, (_, n) => n));
}

function sessions(): number {
  return server.running.core.sessions.count('default');
}
