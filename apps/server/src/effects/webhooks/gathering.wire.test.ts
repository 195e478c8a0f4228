import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { simulatedRuntime } from '../../runtime/simulated-runtime.ts';
import { openWebhooks } from '../testing/open-webhooks.ts';
import { Receiver } from '../testing/receiver.ts';

const Batch = z.object({
  batch: z.array(z.object({ id: z.string(), channel: z.string(), data: z.unknown() })),
});

async function open() {
  const simulated = simulatedRuntime();
  const runtime = { ...simulated, chance: { ...simulated.chance, float: () => 1 } };
  const receiver = await Receiver.open();
  onTestFinished(() => receiver[Symbol.asyncDispose]());
  const opened = await openWebhooks({ runtime });
  onTestFinished(() => opened[Symbol.asyncDispose]());
  const { store } = opened;
  return {
    ...opened,
    runtime,
    receiver,
    states: () => [...store.effects.values()].map(({ state }) => state),
    /** Moves time on, a little at a time, until so many requests have come. */
    requests: (count: number, stepMs = 100) =>
      expect
        .poll(() => {
          if (receiver.requests.length < count) runtime.advance(stepMs);
          return receiver.requests.length;
        })
        .toBe(count),
    /** The data told in each request. */
    told: () =>
      z
        .array(Batch)
        .parse(receiver.bodies)
        .map(({ batch }) => batch.map(({ data }) => data)),
  };
}

test('what happens within the time is told in one request, in order, whatever the channels', async () => {
  const { endpoint, receiver, requests, say, states, store, told } = await open();
  await endpoint({ url: receiver.url, events: ['message'], batchWithinMs: 1000 });
  await expect.poll(() => store.calls).toEqual(['laneHeads']);
  for (let n = 0; n < 6; n += 1) say(`room:${n % 3}`, n);
  await expect.poll(() => store.effects.size).toBe(6);
  expect(receiver.requests).toEqual([]);
  await requests(1);
  expect(told()).toEqual([[0, 1, 2, 3, 4, 5]]);
  const ids = Batch.parse(receiver.bodies[0]).batch.map(({ id }) => id);
  expect(receiver.requests[0]?.headers['parley-delivery']).toBe(ids.join(','));
  await expect.poll(() => new Set(states())).toEqual(new Set(['done']));
  expect(store.attempts.map(({ effectId }) => effectId)).toEqual(ids);
});

test('a request tells of 50 things at most, and each thing is told once', async () => {
  const { endpoint, receiver, requests, say, states, store, told } = await open();
  await endpoint({ url: receiver.url, events: ['message'], batchWithinMs: 1000 });
  for (let n = 0; n < 120; n += 1) say('room:1', n);
  await expect.poll(() => store.effects.size).toBe(120);
  await requests(3);
  expect(told().map((batch) => batch.length)).toEqual([50, 50, 20]);
  expect(told().flat()).toEqual(Array.from({ length: 120 }, (_, n) => n));
  await expect.poll(() => new Set(states())).toEqual(new Set(['done']));
});

test('a request never mixes endpoints, and holds only what its endpoint asked for', async () => {
  const { endpoint, say, store, requests, told, receiver } = await open();
  const other = await Receiver.open();
  onTestFinished(() => other[Symbol.asyncDispose]());
  const settings = { events: ['message' as const], batchWithinMs: 1000 };
  await endpoint({ url: receiver.url, ...settings, channels: ['a:*'] });
  await endpoint({ url: other.url, ...settings, channels: ['b:*'] });
  for (const channel of ['a:1', 'b:1', 'c:1', 'a:2', 'b:2']) say(channel, channel);
  await expect.poll(() => store.effects.size).toBe(4);
  await requests(1);
  await other.until(1);
  expect(told()).toEqual([['a:1', 'a:2']]);
  expect(Batch.parse(other.bodies[0]).batch.map(({ data }) => data)).toEqual(['b:1', 'b:2']);
});

test('what went together and failed is tried again together, with what came meanwhile; each has its own time to live', async () => {
  const { endpoint, receiver, requests, say, states, store, told } = await open();
  await endpoint({ url: receiver.url, events: ['message'], batchWithinMs: 1000, retryForMs: 1500 });
  receiver.reply = (_request, index) => ({ status: index < 2 ? 500 : 200 });
  say('room:1', 'old');
  await requests(1);
  await expect.poll(() => store.attempts.length).toBe(1);
  say('room:2', 'new');
  await expect.poll(() => store.effects.size).toBe(2);
  // The first one's time is over after 1500 ms: it is tried a last time then.
  await requests(2);
  await expect.poll(states).toEqual(['dead', 'pending']);
  await requests(3);
  await expect.poll(states).toEqual(['dead', 'done']);
  expect(told()).toEqual([['old'], ['old', 'new'], ['new']]);
});

test('an endpoint that stops gathering sends what is queued one by one', async () => {
  const { endpoint, receiver, say, store, webhooks, runtime } = await open();
  const id = await endpoint({ url: receiver.url, events: ['message'], batchWithinMs: 60_000 });
  say('room:1', 1);
  say('room:1', 2);
  await expect.poll(() => store.effects.size).toBe(2);
  await webhooks.endpoints.update('acme', id, { settings: { batchWithinMs: 0 } });
  runtime.advance(60_000);
  await receiver.until(2);
  expect(receiver.bodies).toMatchObject([{ data: 1 }, { data: 2 }]);
});

test('only a format that can tell of several things in one request is asked to', async () => {
  const format = {
    name: 'single',
    signedBy: 'nothing' as const,
    encode: () => '{}',
    encodeQuestion: () => null,
    sign: () => ({}),
  };
  await using opened = await openWebhooks({ formats: [format] });
  const settings = { url: 'http://127.0.0.1:9/', format: 'single', batchWithinMs: 1 };
  await expect(opened.webhooks.endpoints.create('acme', settings)).rejects.toMatchObject({
    code: 'bad_request',
    message: expect.stringContaining('batchWithinMs'),
  });
});
