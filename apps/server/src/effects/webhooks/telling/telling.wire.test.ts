import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import type { Happening } from '../../../core/effects/happening.ts';
import { simulatedRuntime } from '../../../runtime/simulated-runtime.ts';
import { openWebhooks } from '../../testing/open-webhooks.ts';
import { Receiver } from '../../testing/receiver.ts';

async function open() {
  const runtime = simulatedRuntime();
  const receiver = await Receiver.open();
  onTestFinished(() => receiver[Symbol.asyncDispose]());
  const opened = await openWebhooks({ runtime });
  onTestFinished(() => opened[Symbol.asyncDispose]());
  const { store, webhooks } = opened;
  const at = { appId: 'acme', at: 0, userId: 'ann' };
  return {
    ...opened,
    runtime,
    receiver,
    /** What was queued so far, in order. */
    queued: async () => {
      await expect.poll(() => store.calls).toContain('laneHeads');
      // The queue is written at the end of the turn.
      await new Promise((resolve) => setImmediate(resolve));
      return [...store.effects.values()].map(({ event, lane }) => `${event} ${lane}`);
    },
    occupied: (channel: string) => webhooks.note({ kind: 'occupied', ...at, channel, subscribers: 1 }),
    vacated: (channel: string) => webhooks.note({ kind: 'vacated', ...at, channel, subscribers: 0 }),
    joined: (userId: string, who: { claimed?: true } = {}) =>
      webhooks.note({ kind: 'joined', ...at, ...who, userId, channel: 'x', members: 1 }),
    left: (userId: string, who: { claimed?: true } = {}) =>
      webhooks.note({ kind: 'left', ...at, ...who, userId, channel: 'x', members: 0 }),
    listeners: (subscribers: number, channel = 'x') =>
      webhooks.note({ kind: 'subscribed', ...at, channel, subscribers }),
    miss: (channel: string) => webhooks.note({ kind: 'cache_miss', ...at, channel } satisfies Happening),
  };
}

const PAIRS = { events: ['occupied', 'vacated', 'joined', 'left'] as const, leaveDelayMs: 3000 };

test('a channel that is empty for less than the delay was never left, nor entered again', async () => {
  const { endpoint, receiver, runtime, occupied, vacated, queued } = await open();
  await endpoint({ url: receiver.url, ...PAIRS, events: [...PAIRS.events] });
  occupied('a');
  occupied('b');
  vacated('a');
  runtime.advance(1000);
  vacated('b');
  runtime.advance(1999);
  occupied('a');
  runtime.advance(1);
  expect(await queued()).toEqual(['occupied a', 'occupied b']);
  runtime.advance(1000);
  expect(await queued()).toEqual(['occupied a', 'occupied b', 'vacated b']);
  occupied('b');
  expect(await queued()).toEqual(['occupied a', 'occupied b', 'vacated b', 'occupied b']);
});

test('a user that is away for less than the delay neither left nor came; another one, or one of that name only, is told', async () => {
  const { endpoint, receiver, runtime, joined, left, queued } = await open();
  await endpoint({ url: receiver.url, ...PAIRS, events: [...PAIRS.events] });
  left('ann');
  joined('bob');
  joined('ann', { claimed: true });
  joined('ann');
  runtime.advance(60_000);
  expect(await queued()).toEqual(['joined x', 'joined x']);
});

test('who wants to know of one half of a pair is not told of it where the other half was undone', async () => {
  const { endpoint, receiver, runtime, occupied, vacated, queued } = await open();
  await endpoint({ url: receiver.url, events: ['occupied'], leaveDelayMs: 3000 });
  occupied('a');
  vacated('a');
  occupied('a');
  runtime.advance(60_000);
  expect(await queued()).toEqual(['occupied a']);
});

test('endpoints wait for themselves: one without a delay is told at once', async () => {
  const { endpoint, receiver, occupied, vacated, runtime, store, queued } = await open();
  const events = [...PAIRS.events];
  await endpoint({ url: receiver.url, events, leaveDelayMs: 3000 });
  const prompt = await endpoint({ url: receiver.url, events });
  vacated('a');
  occupied('a');
  runtime.advance(60_000);
  expect(await queued()).toEqual(['vacated a', 'occupied a']);
  expect([...store.effects.values()].every(({ target }) => target === prompt)).toBe(true);
});

test('what waits to be told is told when the server stops, and not when the endpoint is removed', async () => {
  const { endpoint, receiver, vacated, webhooks, runtime, store } = await open();
  const events = [...PAIRS.events];
  const gone = await endpoint({ url: receiver.url, events, leaveDelayMs: 3000 });
  await endpoint({ url: receiver.url, events, leaveDelayMs: 3000 });
  vacated('a');
  await webhooks.endpoints.remove('acme', gone);
  const closed = webhooks[Symbol.asyncDispose]();
  await expect.poll(() => store.effects.size).toBe(1);
  await Promise.resolve();
  runtime.advance(1000);
  await closed;
  expect([...store.effects.values()]).toMatchObject([{ event: 'vacated', lane: 'a' }]);
  expect([...store.effects.values()].map(({ target }) => target)).not.toContain(gone);
  expect(runtime.pendingTimers()).toBe(0);
});

test('a missing last event is told once, however many clients come, until somebody publishes', async () => {
  const { endpoint, receiver, miss, say, runtime, queued } = await open();
  await endpoint({ url: receiver.url, events: ['cache_miss'] });
  for (let client = 0; client < 5; client += 1) miss('cache-a');
  miss('cache-b');
  expect(await queued()).toEqual(['cache_miss cache-a', 'cache_miss cache-b']);
  say('cache-a', 1);
  miss('cache-a');
  miss('cache-b');
  expect(await queued()).toHaveLength(3);
  runtime.advance(1_800_000);
  miss('cache-b');
  expect(await queued()).toHaveLength(4);
});

test('a miss that nobody wanted to know of is news for who wants to know later', async () => {
  const { endpoint, receiver, miss, queued } = await open();
  await endpoint({ url: receiver.url, events: ['occupied'] });
  miss('cache-a');
  await endpoint({ url: receiver.url, events: ['cache_miss'] });
  miss('cache-a');
  expect(await queued()).toEqual(['cache_miss cache-a']);
});

test('how many listen is told at every change while they are few, and seldom when they are many: the last number too', async () => {
  const { endpoint, receiver, listeners, runtime, store, queued } = await open();
  await endpoint({ url: receiver.url, events: ['subscribers'] });
  for (const count of [1, 2, 100, 101, 102, 103]) listeners(count);
  listeners(101, 'y');
  listeners(1, 'presence-x');
  await queued();
  const told = () =>
    [...store.effects.values()]
      .map(({ payload }) =>
        z.object({ channel: z.string(), subscribers: z.number() }).parse(JSON.parse(payload)),
      )
      .map(({ channel, subscribers }) => `${channel} ${subscribers}`);
  expect(told()).toEqual(['x 1', 'x 2', 'x 100', 'x 101', 'y 101']);
  runtime.advance(5000);
  await queued();
  expect(told().slice(5)).toEqual(['x 103']);
  runtime.advance(60_000);
  await queued();
  expect(told().slice(5)).toEqual(['x 103']);
});
