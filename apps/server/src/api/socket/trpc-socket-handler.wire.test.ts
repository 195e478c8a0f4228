import { TRPCClientError } from '@trpc/client';
import { expect, test } from 'vitest';
import { ParleyError } from '../../core/errors/parley-error.ts';
import { Body } from '../../core/event/body.ts';
import { FeedItem } from '../models/feed-item.ts';
import { startSocketServer } from './testing/socket-server.ts';
import { type StockClient, stockClient } from './testing/stock-client.ts';
import { Stage } from './testing/test-router.ts';

/** What a subscription told its caller, as it came. */
class Watcher<T> {
  readonly seen: T[] = [];
  error: unknown = null;
  isStarted = false;
  isComplete = false;
  #wake: () => void = () => {};

  readonly onStarted = (): void => this.#note(() => (this.isStarted = true));
  readonly onData = (value: T): void => this.#note(() => this.seen.push(value));
  readonly onError = (error: unknown): void => this.#note(() => (this.error = error));
  readonly onComplete = (): void => this.#note(() => (this.isComplete = true));

  async until(condition: (watcher: this) => boolean): Promise<void> {
    while (!condition(this)) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  #note(change: () => unknown): void {
    change();
    this.#wake();
  }
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}

function reportOf(error: unknown): unknown {
  if (!(error instanceof TRPCClientError)) throw new Error('not a client error', { cause: error });
  return error.data?.parley;
}

async function failure(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
  } catch (error) {
    return error;
  }
  throw new Error('it did not fail');
}

test('queries and mutations carry values that JSON has no word for', async () => {
  await using server = await startSocketServer();
  await using client = stockClient({ url: server.url() });
  const value = { at: new Date(5), set: new Set([1]), big: 10n, nothing: undefined };
  expect(await client.api.echo.query(value)).toEqual(value);
  expect(await client.api.add.mutate({ a: 1, b: 2 })).toBe(3);
});

test('requests of one tick travel in one frame and are all answered', async () => {
  await using server = await startSocketServer();
  await using client = stockClient({ url: server.url() });
  await client.api.echo.query(0);
  client.sent.length = 0;
  const answers = await Promise.all([1, 2, 3, 4].map((n) => client.api.echo.query(n)));
  expect(answers).toEqual([1, 2, 3, 4]);
  expect(client.sent).toHaveLength(1);
});

test('a refusal tells its report; a fault tells nothing of itself and is logged with its cause', async () => {
  await using server = await startSocketServer();
  await using client = stockClient({ url: server.url() });
  const refusal = await failure(client.api.refuse.mutate());
  expect(reportOf(refusal)).toMatchObject({ code: 'muted', message: 'You are muted.', retryAfterMs: 5 });
  const fault = await failure(client.api.fail.query());
  expect(reportOf(fault)).toMatchObject({ code: 'internal' });
  expect(client.received.join()).not.toContain('secret detail');
  expect(client.received.join()).not.toContain('stack');
  expect(server.failures.some(({ error }) => error.message === 'secret detail')).toBe(true);
});

test('bad input, unknown paths, wrong kinds and unwritable results are answered as errors', async () => {
  await using server = await startSocketServer();
  await using client = stockClient({ url: server.url() });
  // @ts-expect-error: what a client without types may send.
  const badInput = await failure(client.api.add.mutate({ a: 'one' }));
  expect(reportOf(badInput)).toMatchObject({ code: 'bad_request' });
  // @ts-expect-error: see above.
  expect(reportOf(await failure(client.api.nowhere.query()))).toMatchObject({ code: 'not_found' });
  // @ts-expect-error: see above.
  expect(reportOf(await failure(client.api.add.query({ a: 1, b: 2 })))).toMatchObject({ code: 'not_found' });
  expect(reportOf(await failure(client.api.unwritable.query()))).toMatchObject({ code: 'internal' });
  expect(reportOf(await failure(client.api.stream.query()))).toMatchObject({
    code: 'unsupported_media_type',
  });
  expect(await client.api.echo.query('alive')).toBe('alive');
});

test('a subscription yields its tracked values and completes', async () => {
  await using server = await startSocketServer();
  await using client = stockClient({ url: server.url() });
  const watcher = new Watcher<{ id: string; data: { n: number; at: Date } }>();
  client.api.count.subscribe({ to: 3 }, watcher);
  await watcher.until(({ isComplete }) => isComplete);
  expect(watcher.isStarted).toBe(true);
  expect(watcher.seen.map(({ id, data }) => [id, data.n, data.at.getTime()])).toEqual([
    ['1', 1, 1],
    ['2', 2, 2],
    ['3', 3, 3],
  ]);
});

test('observables are served like generators', async () => {
  await using server = await startSocketServer();
  await using client = stockClient({ url: server.url() });
  const watcher = new Watcher<number>();
  client.api.observed.subscribe(undefined, watcher);
  await watcher.until(({ isComplete }) => isComplete);
  expect(watcher.seen).toEqual([1, 2]);
});

test('an error in mid-stream reaches the subscriber after what came before it', async () => {
  await using server = await startSocketServer();
  await using client = stockClient({ url: server.url() });
  const watcher = new Watcher<number>();
  client.api.breaks.subscribe(undefined, watcher);
  await watcher.until(({ error }) => error !== null);
  expect(watcher.seen).toEqual([1]);
  expect(reportOf(watcher.error)).toMatchObject({ code: 'banned' });
});

test('unsubscribing ends the generator, and so does a connection that breaks', async () => {
  await using server = await startSocketServer();
  await using client = stockClient({ url: server.url() });
  const watcher = new Watcher<string>();
  const subscription = client.api.untilStopped.subscribe(undefined, watcher);
  await watcher.until(({ seen }) => seen.length === 1);
  subscription.unsubscribe();
  await until(() => server.stage.left === 1);
  client.api.untilStopped.subscribe(undefined, watcher);
  await until(() => server.stage.entered === 2);
  server.outlets[0]?.terminate();
  await until(() => server.stage.left === 2);
});

test('a call in progress is aborted when its connection breaks', async () => {
  await using server = await startSocketServer();
  const client = stockClient({ url: server.url() });
  const call = failure(client.api.hang.query());
  await until(() => server.stage.hanging.length === 1);
  server.outlets[0]?.terminate();
  expect(await call).toBeInstanceOf(TRPCClientError);
  await until(() => server.stage.aborted.length === 1);
  for (const letGo of server.stage.hanging) letGo();
  await client[Symbol.asyncDispose]();
});

test('connection parameters reach the context, which is disposed of once when the socket ends', async () => {
  await using server = await startSocketServer({
    createContext: async ({ connectionParams }) => ({ user: connectionParams?.user ?? 'nobody' }),
  });
  const client = stockClient({ url: server.url(), connectionParams: { user: 'ann' } });
  expect(await client.api.whoAmI.query()).toBe('ann');
  expect(server.contexts).toEqual({ opened: 1, closed: 0 });
  await client[Symbol.asyncDispose]();
  await until(() => server.contexts.closed === 1);
});

test('a context that is made after its client left is disposed of', async () => {
  let letIn: () => void = () => {};
  const waiting = new Promise<void>((resolve) => {
    letIn = resolve;
  });
  await using server = await startSocketServer({
    createContext: async () => {
      await waiting;
      return { user: 'late' };
    },
  });
  const client = stockClient({ url: server.url() });
  await until(() => server.outlets.length === 1);
  server.outlets[0]?.terminate();
  await client[Symbol.asyncDispose]();
  await server.gate.wire.outlets.whenEmpty();
  letIn();
  await until(() => server.contexts.opened > 0 && server.contexts.closed === server.contexts.opened);
});

test.each([
  ['unauthenticated', 4001],
  ['banned', 4003],
  ['token_expired', 4009],
  ['too_many_connections', 4029],
] as const)(
  'a connection refused as %s answers its requests with the reason, then closes with %i',
  async (code, closeCode) => {
    await using server = await startSocketServer({
      createContext: async () => {
        throw new ParleyError(code, 'Not today.');
      },
    });
    await using client = stockClient({
      url: server.url(),
      connectionParams: { key: 'k' },
      retryDelayMs: () => 60_000,
    });
    const watcher = new Watcher<unknown>();
    client.api.count.subscribe({ to: 1 }, watcher);
    const query = await failure(client.api.whoAmI.query());
    expect(reportOf(query)).toMatchObject({ code, message: 'Not today.' });
    await watcher.until(({ error }) => error !== null);
    expect(reportOf(watcher.error)).toMatchObject({ code });
    await until(() => client.closes.length > 0);
    expect(client.closes[0]).toBe(closeCode);
  },
);

/** Publishes and waits until the reader has it. */
function feedOf(client: StockClient, input?: { lastEventId?: string }) {
  const watcher = new Watcher<{ id: string; data: FeedItem }>();
  return { watcher, subscription: client.api.feed.subscribe(input, watcher) };
}

test('a channel feed yields tracked items, the first of which tells where it starts', async () => {
  await using server = await startSocketServer();
  await using client = stockClient({ url: server.url() });
  const { watcher } = feedOf(client);
  await watcher.until(({ seen }) => seen.length === 1);
  server.stage.feeds.publish(Body.ofValue({ text: 'ü "quoted" \u2028' }));
  server.stage.feeds.publish(Body.ofText('plain\ntext'));
  await watcher.until(({ seen }) => seen.length === 3);
  expect(watcher.isStarted).toBe(true);
  expect(watcher.seen.map(({ id }) => id)).toEqual(['e1:0', 'e1:1', 'e1:2']);
  const items = watcher.seen.map(({ data }) => FeedItem.parse(data));
  expect(items[0]).toEqual({ type: 'subscribed', position: 'e1:0', recovery: 'fresh', members: null });
  expect(items[1]).toMatchObject({ type: 'event', data: { text: 'ü "quoted" \u2028' } });
  expect(items[2]).toMatchObject({ type: 'event', data: 'plain\ntext' });
});

test('after a broken connection a feed goes on where it stopped: nothing missing, nothing twice', async () => {
  await using server = await startSocketServer();
  await using client = stockClient({ url: server.url() });
  const { watcher } = feedOf(client);
  await watcher.until(({ seen }) => seen.length === 1);
  server.stage.feeds.publish();
  await watcher.until(({ seen }) => seen.length === 2);
  server.outlets[0]?.terminate();
  server.stage.feeds.publish();
  server.stage.feeds.publish();
  const offsets = () => watcher.seen.flatMap(({ data }) => (data.type === 'event' ? [data.position] : []));
  await watcher.until(() => offsets().length === 3);
  server.stage.feeds.publish();
  await watcher.until(() => offsets().length === 4);
  expect(offsets()).toEqual(['e1:1', 'e1:2', 'e1:3', 'e1:4']);
});

test('a stock client moves to another server without losing or repeating an event', async () => {
  const stage = new Stage();
  await using old = await startSocketServer({ stage });
  await using next = await startSocketServer({ stage });
  let url = old.url();
  await using client = stockClient({ url: () => url });
  const { watcher } = feedOf(client);
  await watcher.until(({ seen }) => seen.length === 1);
  stage.feeds.publish();
  url = next.url();
  const drained = old.gate.wire.drain(2000);
  await until(() => next.outlets.length === 1);
  stage.feeds.publish();
  expect(await drained).toBe(0);
  stage.feeds.publish();
  const offsets = () => watcher.seen.flatMap(({ data }) => (data.type === 'event' ? [data.position] : []));
  await watcher.until(() => offsets().includes('e1:3'));
  expect(offsets()).toEqual(['e1:1', 'e1:2', 'e1:3']);
});

test('a feed that the server ends says why and stops', async () => {
  await using server = await startSocketServer();
  await using client = stockClient({ url: server.url() });
  const { watcher } = feedOf(client);
  await watcher.until(({ seen }) => seen.length === 1);
  for (const reader of server.stage.feeds.readers) {
    reader.gap({ epoch: 'e2', offset: 5 });
    reader.revoked(new ParleyError('banned', 'You are banned.'), { epoch: 'e2', offset: 5 });
  }
  await watcher.until(({ isComplete }) => isComplete);
  expect(watcher.seen.slice(1).map(({ id, data }) => [id, data.type])).toEqual([
    ['e2:5', 'gap'],
    ['e2:5', 'revoked'],
  ]);
  expect(server.stage.feeds.readers.size).toBe(0);
});

test('after unsubscribing, or when its connection is gone, a feed has no reader', async () => {
  await using server = await startSocketServer();
  await using client = stockClient({ url: server.url(), retryDelayMs: () => 60_000 });
  const first = feedOf(client);
  await first.watcher.until(({ seen }) => seen.length === 1);
  first.subscription.unsubscribe();
  await until(() => server.stage.feeds.readers.size === 0);
  const second = feedOf(client);
  await second.watcher.until(({ seen }) => seen.length === 1);
  server.outlets[0]?.terminate();
  await until(() => server.stage.feeds.readers.size === 0);
});
