import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { movableRuntime } from '../../harness/movable-runtime.ts';
import { adminRest } from '../../harness/rest-client.ts';
import { startTestServer, type TestServer } from '../../harness/test-server.ts';
import { RawClient } from '../ws/raw-client.ts';
import { type BackendHooks, openBackendHooks } from './backend-hooks.ts';

const runtime = movableRuntime();
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ PARLEY_PRIVATE_TARGETS: '127.0.0.1' }, { runtime });
});
afterAll(() => server[Symbol.asyncDispose]());

const Delivery = z.object({ state: z.string(), attempts: z.number() });
const Deliveries = z.object({ deliveries: z.array(Delivery) });

/** Newest first. */
async function deliveries({ webhook }: BackendHooks): Promise<Array<z.infer<typeof Delivery>>> {
  const { body } = await adminRest(server)('GET', `/webhook-deliveries?webhook=${webhook}`);
  return Deliveries.parse(body).deliveries;
}

const states = async (hooks: BackendHooks) => (await deliveries(hooks)).map(({ state }) => state);

/** The newest delivery was tried so often, and what came of it is noted; on a busy machine it may have been tried again since. */
const attempted = (hooks: BackendHooks, attempts: number) =>
  expect
    .poll(async () => (await deliveries(hooks))[0]?.attempts, { timeout: 10_000 })
    .toBeGreaterThanOrEqual(attempts);

/** Nobody of Pusher's world listens there any more, as the server sees it. */
const isEmpty = (channel: string) =>
  expect.poll(() => server.running.core.hub.find('default', channel) === null).toBe(true);

test('who leaves is told after the delay, and not at all with who comes back in time', async () => {
  await using hooks = await openBackendHooks(server, {
    channels: ['presence-t', 'presence-u'],
    leaveDelayMs: 60_000,
  });
  for (const channel of ['presence-t', 'presence-u']) {
    await using client = await RawClient.open(server);
    await client.join(channel, 'ann');
  }
  await Promise.all([isEmpty('presence-t'), isEmpty('presence-u')]);
  // Nothing is on its way, or moving time would end it.
  await expect.poll(() => states(hooks)).toEqual(['done', 'done', 'done', 'done']);
  runtime.advance(30_000);
  await using back = await RawClient.open(server);
  await back.join('presence-t', 'ann');
  runtime.advance(31_000);
  const told = await hooks.until(6);
  const of = (name: string) => told.filter(({ channel }) => channel === name).map((event) => event.name);
  expect(of('presence-t')).toEqual(['member_added', 'channel_occupied']);
  expect(of('presence-u')).toEqual(['member_added', 'channel_occupied', 'member_removed', 'channel_vacated']);
});

test('what happens within the time of a batch comes in one request that the SDK takes', async () => {
  await using hooks = await openBackendHooks(server, {
    events: ['occupied', 'client_event'],
    channels: ['private-b*'],
    batchWithinMs: 30_000,
  });
  await using other = await openBackendHooks(server, { events: ['occupied'], channels: ['private-b2'] });
  await using client = await RawClient.open(server);
  await client.enter('private-b1');
  await client.enter('private-b2');
  client.send('client-x', { n: 1 }, 'private-b1');
  await client.enter('private-c');
  await other.until(1);
  await expect.poll(() => states(hooks)).toEqual(['pending', 'pending', 'pending']);
  expect(hooks.receiver.requests).toEqual([]);
  runtime.advance(30_000);
  await hooks.until(3);
  expect(hooks.requests()).toEqual([
    [
      { name: 'channel_occupied', channel: 'private-b1' },
      { name: 'channel_occupied', channel: 'private-b2' },
      {
        name: 'client_event',
        channel: 'private-b1',
        event: 'client-x',
        data: { n: 1 },
        socket_id: client.socketId,
      },
    ],
  ]);
  await expect.poll(() => states(hooks)).toEqual(['done', 'done', 'done']);
});

test('a backend that is down is told for five minutes; each attempt is signed anew', async () => {
  await using hooks = await openBackendHooks(server, { events: ['occupied'], channels: ['r-*'] });
  hooks.receiver.reply = (_request, index) => ({ status: index < 3 ? 503 : 200 });
  await using client = await RawClient.open(server);
  await client.subscribe('r-1');
  for (let attempts = 1; attempts < 4; attempts += 1) {
    await attempted(hooks, attempts);
    runtime.advance(5000);
  }
  await attempted(hooks, 4);
  expect(new Set(hooks.told().map((event) => JSON.stringify(event)))).toEqual(
    new Set(['{"name":"channel_occupied","channel":"r-1"}']),
  );
  await expect.poll(() => states(hooks)).toEqual(['done']);

  hooks.receiver.reply = () => ({ status: 500 });
  await client.subscribe('r-2');
  await hooks.receiver.until(5);
  await attempted(hooks, 1);
  runtime.advance(300_000);
  await hooks.receiver.until(6);
  await expect.poll(() => states(hooks)).toEqual(['dead', 'done']);
});
