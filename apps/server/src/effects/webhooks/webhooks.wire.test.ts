import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { simulatedRuntime } from '../../runtime/simulated-runtime.ts';
import { openWebhooks, type TestWebhooksOptions } from '../testing/open-webhooks.ts';
import { Receiver } from '../testing/receiver.ts';

async function open(options: TestWebhooksOptions = {}) {
  const receiver = await Receiver.open();
  onTestFinished(() => receiver[Symbol.asyncDispose]());
  const opened = await openWebhooks(options);
  onTestFinished(() => opened[Symbol.asyncDispose]());
  return { ...opened, receiver };
}

const question = { userId: 'ann', channel: 'pri-1' };
const told = (receiver: Receiver) =>
  z
    .array(z.object({ data: z.unknown() }))
    .parse(receiver.bodies)
    .map(({ data }) => data);

test('an app without webhooks costs nothing: nothing is planned, nothing is queued', async () => {
  const { webhooks, store, say } = await open();
  say('room:1', 1);
  expect(await webhooks.verify('acme', question)).toBe('unasked');
  expect(store.calls).toEqual([]);
});

test('while nothing happens, the database is not asked', async () => {
  const runtime = simulatedRuntime();
  const { store, endpoint, receiver } = await open({ runtime });
  await endpoint({ url: receiver.url, events: ['message'] });
  await expect.poll(() => store.calls).toEqual(['laneHeads']);
  runtime.advance(9 * 60_000);
  expect(store.calls).toEqual(['laneHeads']);
});

test('what comes in one turn of the event loop is queued together, and sent without being read again', async () => {
  const { store, endpoint, receiver, say } = await open();
  await endpoint({ url: receiver.url, events: ['message'], concurrency: 64 });
  for (let n = 0; n < 40; n += 1) say(`room:${n}`, n);
  await receiver.until(40);
  await expect.poll(() => [...store.effects.values()].every(({ state }) => state === 'done')).toBe(true);
  expect(store.calls.filter((name) => name === 'add')).toHaveLength(1);
  // Everything was in memory: nothing had to be read.
  expect(store.calls).not.toContain('laneNext');
});

test('while the database is away, what happens is kept, and told when it is back, in order', async () => {
  const runtime = simulatedRuntime();
  const { store, endpoint, receiver, say, failures } = await open({ runtime });
  await endpoint({ url: receiver.url, events: ['message'] });
  await expect.poll(() => store.calls).toEqual(['laneHeads']);
  store.isAway = true;
  for (let n = 0; n < 5; n += 1) {
    say('room:1', n);
    runtime.advance(20_000);
    await Promise.resolve();
  }
  await expect.poll(() => failures.length).toBe(1);
  expect(receiver.requests).toEqual([]);
  store.isAway = false;
  await expect
    .poll(() => {
      runtime.advance(20_000);
      return told(receiver);
    })
    .toEqual([0, 1, 2, 3, 4]);
  expect(failures).toHaveLength(1);
});

test('requests that were sent while the database was away are noted when it is back', async () => {
  const runtime = simulatedRuntime();
  const { store, endpoint, receiver, say } = await open({ runtime });
  await endpoint({ url: receiver.url, events: ['message'] });
  receiver.reply = () => {
    store.isAway = true;
    return { status: 200 };
  };
  say('room:1', 1);
  await receiver.until(1);
  await expect.poll(() => store.calls.includes('settle')).toBe(true);
  expect([...store.effects.values()]).toMatchObject([{ state: 'pending' }]);
  store.isAway = false;
  await expect
    .poll(() => {
      runtime.advance(20_000);
      return [...store.effects.values()].map(({ state }) => state);
    })
    .toEqual(['done']);
  expect(receiver.requests).toHaveLength(1);
});

test('what the database refuses is dropped and reported, and nothing else with it', async () => {
  const { store, endpoint, receiver, say, webhooks, failures } = await open();
  await endpoint({ url: receiver.url, events: ['message', 'occupied'] });
  store.refused.add('occupied');
  const at = { appId: 'acme', channel: 'room:1', at: 0, userId: null };
  say('room:1', 'before');
  webhooks.note({ kind: 'occupied', ...at, subscribers: 1 });
  say('room:1', 'after');
  await receiver.until(2);
  expect(told(receiver)).toEqual(['before', 'after']);
  expect(failures).toMatchObject([{ message: expect.stringContaining('dropped: 1.') }]);
});

test('after a kill, what was pending is sent; what was sent but not noted comes twice, under the same id', async () => {
  const before = await open();
  await before.endpoint({ url: before.receiver.url, events: ['message'] }, 'secret');
  before.receiver.reply = () => {
    before.store.isAway = true;
    return { status: 200 };
  };
  before.say('room:1', 'sent');
  await before.receiver.until(1);
  await expect.poll(() => before.store.calls.includes('settle')).toBe(true);

  before.store.isAway = false;
  before.receiver.reply = () => ({ status: 200 });
  expect([...before.store.effects.values()]).toMatchObject([{ state: 'pending' }]);
  await open({ before });
  await before.receiver.until(2);
  const [first, second] = before.receiver.requests.map(({ headers }) => headers['parley-delivery']);
  expect(second).toBe(first);
});

test('more than memory holds is read from the database, in order, nothing twice', async () => {
  const { store, endpoint, receiver, say } = await open();
  const id = await endpoint({ url: receiver.url, events: ['message'], concurrency: 1 });
  let release = (): void => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  receiver.reply = async (_request, index) => {
    if (index === 0) await held;
    return { status: 200 };
  };
  // 16 MB of text take all of the memory that workers have for it, and more.
  const filler = 'f'.repeat(400_000);
  for (let n = 0; n < 60; n += 1) {
    say('room:big', { n, filler });
    await new Promise((resolve) => setImmediate(resolve));
  }
  await receiver.until(1);
  await expect.poll(() => store.effects.size).toBe(60);
  release();
  await receiver.until(60);
  const numbers = z.array(z.object({ data: z.object({ n: z.number() }) })).parse(receiver.bodies);
  expect(numbers.map(({ data }) => data.n)).toEqual(Array.from({ length: 60 }, (_, n) => n));
  expect(store.calls).toContain('laneNext');
  await expect
    .poll(
      async () =>
        (await store.list({ appId: 'acme', kind: 'webhook', target: id, state: 'done', limit: 100 })).length,
    )
    .toBe(60);
  expect(receiver.requests).toHaveLength(60);
});

test('pauses between attempts double up to a quarter of an hour, and the last one is at the very end', async () => {
  const runtime = { ...simulatedRuntime(), chance: { ...simulatedRuntime().chance, float: () => 1 } };
  const { store, endpoint, receiver, say } = await open({ runtime });
  await endpoint({ url: receiver.url, events: ['message'], retryForMs: 3_600_000, timeoutMs: 30_000 });
  receiver.reply = () => ({ status: 500 });
  const start = runtime.clock.now();
  say('room:1', 1);
  const pauses: number[] = [];
  for (let attempt = 1; ; attempt += 1) {
    await expect.poll(() => store.attempts.length).toBe(attempt);
    const [effect] = [...store.effects.values()];
    if (effect?.state !== 'pending') break;
    const pause = effect.dueAt - runtime.clock.now();
    pauses.push(pause);
    runtime.advance(pause);
  }
  expect(pauses.slice(0, 10).map((ms) => ms / 1000)).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512]);
  expect(Math.max(...pauses)).toBe(900_000);
  expect(store.attempts.at(-1)?.at).toBe(start + 3_600_000);
});

test('only status 200 admits', async () => {
  const { webhooks, endpoint, receiver } = await open();
  await endpoint({ url: receiver.url, events: ['verification'], channels: ['pri-*'] }, 'secret');
  for (const status of [201, 204, 302, 400, 403, 500]) {
    receiver.reply = () => ({ status });
    expect(await webhooks.verify('acme', question), String(status)).toBe('refused');
  }
  receiver.reply = () => ({ status: 200 });
  expect(await webhooks.verify('acme', question)).toBe('admitted');
  expect(receiver.bodies.at(-1)).toEqual({ event: 'verification', channel: 'pri-1', user: 'ann' });
  expect(receiver.requests.at(-1)?.headers['parley-signature']).toMatch(/^t=/);
  expect(await webhooks.verify('acme', { ...question, channel: 'other' })).toBe('unasked');
  expect(await webhooks.verify('other', question)).toBe('unasked');
});

test('a question that is not answered in time, cannot be asked, or may not be, refuses', async () => {
  const { webhooks, endpoint, receiver, stats } = await open();
  const id = await endpoint({ url: receiver.url, events: ['verification'], timeoutMs: 100 });
  receiver.reply = () => 'hold';
  expect(await webhooks.verify('acme', question)).toBe('refused');
  for (const url of ['http://127.0.0.2:9/', 'http://no-such-host.invalid/', 'http://127.0.0.1:1/']) {
    await webhooks.endpoints.update('acme', id, { settings: { url, timeoutMs: 5000 } });
    expect(await webhooks.verify('acme', question), url).toBe('refused');
  }
  expect(stats.of('acme')).toMatchObject({ webhooksFailed: 4, webhooksDelivered: 0 });
});

test('each question has its own connection: no answer to another can admit', async () => {
  const { webhooks, endpoint, receiver } = await open();
  await endpoint({ url: receiver.url, events: ['verification', 'message'] });
  receiver.reply = ({ body }) => ({ status: body.includes('good') ? 200 : 403 });
  const users = Array.from({ length: 30 }, (_, n) => (n % 3 === 0 ? `good-${n}` : `bad-${n}`));
  const verdicts = await Promise.all(
    users.map((userId) => webhooks.verify('acme', { userId, channel: 'pri-1' })),
  );
  expect(verdicts).toEqual(users.map((user) => (user.startsWith('good') ? 'admitted' : 'refused')));
  expect(receiver.requests.every(({ headers }) => headers.connection === 'close')).toBe(true);
});

test('an app asks a bounded number of questions at a time; the rest wait for their turn, and not for ever', async () => {
  const { webhooks, endpoint, receiver } = await open();
  await endpoint({ url: receiver.url, events: ['verification'], timeoutMs: 1000 });
  const answers: Array<() => void> = [];
  receiver.reply = () => new Promise((resolve) => answers.push(() => resolve({ status: 200 })));
  const asked = Array.from({ length: 150 }, (_, n) =>
    webhooks.verify('acme', { userId: `u${n}`, channel: 'pri-1' }),
  );
  await receiver.until(100);
  expect(receiver.requests).toHaveLength(100);
  for (const answer of answers.splice(0)) answer();
  await receiver.until(150);
  for (const answer of answers.splice(0)) answer();
  expect(new Set(await Promise.all(asked))).toEqual(new Set(['admitted']));
  const stuck = Array.from({ length: 1200 }, (_, n) =>
    webhooks.verify('acme', { userId: `u${n}`, channel: 'pri-1' }),
  );
  expect(new Set(await Promise.all(stuck))).toEqual(new Set(['refused']));
});

test('what is removed is removed in slices, its record last, also when the process ended in between', async () => {
  const runtime = simulatedRuntime();
  const first = await open({ runtime });
  const id = await first.endpoint({ url: first.receiver.url, events: ['message'] });
  first.receiver.reply = () => 'hold';
  for (let n = 0; n < 1200; n += 1) first.say(`room:${n}`, n);
  await expect.poll(() => first.store.effects.size).toBe(1200);
  first.store.isAway = true;
  await first.webhooks.endpoints.remove('acme', id);
  await expect.poll(() => first.failures.length).toBeGreaterThan(0);
  expect(first.endpoints.size).toBe(1);
  first.store.isAway = false;

  const second = await open({ runtime, before: first });
  expect(second.webhooks.endpoints.of('acme')).toEqual([]);
  runtime.advance(10 * 60_000);
  await expect.poll(() => second.store.effects.size).toBe(0);
  runtime.advance(10 * 60_000);
  await expect.poll(() => second.endpoints.size).toBe(0);
});

test('done and dead ones are removed when they are old', async () => {
  const runtime = simulatedRuntime();
  const { store, endpoint, receiver, say } = await open({ runtime });
  await endpoint({ url: receiver.url, events: ['message'], retryForMs: 0 });
  receiver.reply = ({ body }) => ({ status: body.includes('bad') ? 500 : 200 });
  say('room:1', 'good');
  say('room:2', 'bad');
  const states = () => [...store.effects.values()].map(({ state }) => state).sort();
  await expect.poll(states).toEqual(['dead', 'done']);
  runtime.advance(2 * 86_400_000);
  await Promise.resolve();
  expect(states()).toEqual(['dead', 'done']);
  runtime.advance(2 * 86_400_000);
  await expect.poll(states).toEqual(['dead']);
  runtime.advance(28 * 86_400_000);
  await expect.poll(states).toEqual([]);
});

test('a format that fails keeps no message from being published', async () => {
  const format = {
    name: 'broken',
    encode: () => {
      throw new Error('no word for it');
    },
    encodeQuestion: () => {
      throw new Error('no word for it');
    },
    signedBy: 'nothing' as const,
    sign: () => ({ x: 'y' }),
  };
  const { webhooks, endpoint, receiver, say, failures } = await open({ formats: [format] });
  await endpoint({ url: receiver.url, events: ['message', 'verification'], format: 'broken' });
  expect(() => say('room:1', 1)).not.toThrow();
  expect(await webhooks.verify('acme', question)).toBe('refused');
  expect(failures).toHaveLength(2);
});

test('an endpoint of a format that this server does not know rests, and says so', async () => {
  const format = {
    name: 'other',
    encode: () => '{}',
    encodeQuestion: () => '{}',
    signedBy: 'nothing' as const,
    sign: () => ({ x: 'y' }),
  };
  const before = await open({ formats: [format] });
  await before.endpoint({ url: before.receiver.url, events: ['message', 'verification'], format: 'other' });
  const after = await open({ before });
  after.say('room:1', 1);
  expect(await after.webhooks.verify('acme', question)).toBe('unasked');
  expect(after.store.effects.size).toBe(0);
  expect(after.failures).toMatchObject([{ message: expect.stringContaining('no format "other"') }]);
});

test('closing leaves no timer, and breaks off what does not end', async () => {
  const runtime = simulatedRuntime();
  const { endpoint, receiver, say, webhooks, store } = await open({ runtime });
  await endpoint({ url: receiver.url, events: ['message', 'verification'], timeoutMs: 30_000 });
  receiver.reply = () => 'hold';
  say('room:1', 1);
  const asked = webhooks.verify('acme', question);
  await receiver.until(2);
  const closed = webhooks[Symbol.asyncDispose]();
  expect(await asked).toBe('refused');
  await Promise.resolve();
  runtime.advance(1000);
  await closed;
  expect(runtime.pendingTimers()).toBe(0);
  expect([...store.effects.values()]).toMatchObject([{ state: 'pending', attempts: 0 }]);
});
