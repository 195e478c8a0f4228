import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { stockClient } from '../harness/client.ts';
import { follow } from '../harness/follow.ts';
import { movableRuntime } from '../harness/movable-runtime.ts';
import { PATIENCE } from '../harness/patience.ts';
import { adminRest } from '../harness/rest-client.ts';
import { APP_KEY, startTestServer, type TestServer } from '../harness/test-server.ts';

const DAY_MS = 86_400_000;
const SWEEP_MS = DAY_MS;
/** More than any step of a test takes. */
const MINUTES_MS = 300_000;
const FOR_A_DAY = { keeping: { durable: true, retainMs: DAY_MS, retainEvents: null }, details: null };
const FOR_EVER = { keeping: { durable: true, retainMs: null, retainEvents: 1000 }, details: { size: 7 } };

const runtime = movableRuntime();
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ PARLEY_RETENTION_EVERY_MS: `${SWEEP_MS}` }, { runtime });
});
afterAll(() => server[Symbol.asyncDispose]());

const publish = (channel: string, data: unknown) =>
  adminRest(server)('POST', `/channels/${channel}/events`, { name: 'm', data });

function define(channel: string, what: typeof FOR_A_DAY | typeof FOR_EVER) {
  const { core } = server.running;
  return core.definitions.define(core.apps.get('default'), channel, 'test', what);
}

test('who listens while a channel comes to be kept is told of a gap, misses nothing after it, and can resume', async () => {
  await using guest = stockClient(server, { key: APP_KEY });
  using reader = await follow(guest.client, 'kept');
  await publish('kept', 'before');
  await reader.event('before');
  await define('kept', FOR_EVER);
  await publish('kept', 'after');
  await reader.event('after');
  await publish('kept', 'and on');
  await reader.event('and on');
  expect(reader.items.map((item) => (item.type === 'event' ? item.data : item.type))).toEqual([
    'subscribed',
    'before',
    'gap',
    'after',
    'and on',
  ]);
  using resumed = await follow(guest.client, 'kept', { lastEventId: reader.ids.at(-2) ?? '' });
  await resumed.event('and on');
  expect(resumed.items[0]).toMatchObject({ type: 'subscribed', recovery: 'resumed' });
  expect(await adminRest(server)('GET', '/rules/explain?channel=kept')).toMatchObject({
    body: {
      definedBy: ['test'],
      pattern: null,
      rule: { log: 'durable', retainMs: null, retainEvents: 1000 },
    },
  });
});

test('definitions of channels that came and went are removed: not while somebody listens, nor before the last event is too old', async () => {
  const { core } = server.running;
  const isDefined = (channel: string): boolean => core.definitions.of('default', channel, 'test') !== null;
  {
    await using guest = stockClient(server, { key: APP_KEY });
    for (const channel of ['heard', 'silent', 'later']) {
      await define(channel, FOR_A_DAY);
      await publish(channel, 1);
    }
    await define('unused', { ...FOR_A_DAY, keeping: { ...FOR_A_DAY.keeping, retainMs: 1000 } });
    runtime.advance(SWEEP_MS + 1000);
    // Then the first sweep is over, which found the others in use.
    await vi.waitFor(() => expect(isDefined('unused')).toBe(false), PATIENCE);
    await core.retention.run();
    runtime.advance(2 * MINUTES_MS);
    await publish('later', 2);
    using reader = await follow(guest.client, 'heard');
    runtime.advance(SWEEP_MS - MINUTES_MS);
    await vi.waitFor(() => expect(isDefined('silent')).toBe(false), PATIENCE);
    expect(['heard', 'later', 'kept'].map(isDefined)).toEqual([true, true, true]);
    expect(core.apps.get('default').rules.resolve('silent').log).toBe('volatile');
    expect(reader.items).toHaveLength(1);
  }
  await vi.waitFor(() => expect(core.hub.find('default', 'heard')).toBeNull(), PATIENCE);
  await vi.waitFor(async () => {
    runtime.advance(SWEEP_MS);
    await core.retention.run();
    expect(['heard', 'later'].map(isDefined)).toEqual([false, false]);
  }, PATIENCE);
  expect(isDefined('kept')).toBe(true);
  expect(server.errors).toEqual([]);
});

test('definitions survive a restart, those of a deleted app do not', async () => {
  const { core } = server.running;
  const other = await core.apps.create('other', 'Other', core.apps.get('default').settings);
  await core.definitions.define(other, 'kept', 'test', FOR_EVER);
  await core.deleteApp('other');
  expect([...core.definitions.list('other', 'test')]).toEqual([]);
  await expect(core.definitions.define(other, 'kept', 'test', FOR_EVER)).rejects.toMatchObject({
    code: 'not_found',
  });

  server = await server.restart();
  const { definitions } = server.running.core;
  expect([...definitions.list('default', 'test')]).toMatchObject([{ channel: 'kept', details: { size: 7 } }]);
  const { body } = await adminRest(server)('GET', '/channels/kept/history');
  expect(JSON.stringify(body)).toContain('and on');
  await server.running.core.apps.create('other', 'Other', core.apps.get('default').settings);
  expect([...definitions.list('other', 'test')]).toEqual([]);
});
