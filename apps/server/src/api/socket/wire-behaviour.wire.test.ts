import { expect, test } from 'vitest';
import { Body } from '../../core/event/body.ts';
import { deafClient, type RawClient, rawClient } from '../../wire/testing/raw-client.ts';
import { startSocketServer } from './testing/socket-server.ts';

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}

async function next(client: RawClient): Promise<unknown> {
  return JSON.parse(await client.next());
}

const request = (id: unknown, method: string, path: string, input?: unknown, more: object = {}) =>
  JSON.stringify({ id, method, params: { path, input: { json: input }, ...more } });

test('answers have the shapes of the stock wire, under numbers and strings as ids', async () => {
  await using server = await startSocketServer();
  const client = await rawClient(server.url());
  client.send(request(1, 'query', 'echo', 'hi'));
  expect(await client.next()).toBe('{"id":1,"result":{"type":"data","data":{"json":"hi"}}}');
  client.send(request('a "b"', 'query', 'echo', 'hi', {}).replace('{', '{"jsonrpc":"2.0",'));
  expect(await client.next()).toBe(
    '{"id":"a \\"b\\"","jsonrpc":"2.0","result":{"type":"data","data":{"json":"hi"}}}',
  );
  client.send(request('s', 'subscription', 'count', { to: 1 }));
  expect(await client.next()).toBe('{"id":"s","result":{"type":"started"}}');
  expect(await next(client)).toMatchObject({ id: 's', result: { type: 'data', id: '1' } });
  expect(await client.next()).toBe('{"id":"s","result":{"type":"stopped"}}');
});

test('the last event id becomes part of the input', async () => {
  await using server = await startSocketServer();
  const client = await rawClient(server.url());
  client.send(request(1, 'subscription', 'count', { to: 9 }, { lastEventId: '8' }));
  await client.next();
  expect(await next(client)).toMatchObject({ result: { id: '9' } });
  expect(await client.next()).toContain('stopped');
});

test('PING is answered by PONG in its turn, after everything sent before', async () => {
  await using server = await startSocketServer();
  const client = await rawClient(server.url());
  client.send(request(1, 'subscription', 'feed'));
  expect(await client.next()).toContain('started');
  expect(await client.next()).toContain('subscribed');
  server.stage.feeds.publish();
  client.send('{"id":1,"method":"subscription.stop"}');
  client.send('PING');
  client.send('PONG');
  expect(await client.next()).toContain('"e1:1"');
  expect(await client.next()).toBe('{"id":1,"result":{"type":"stopped"}}');
  expect(await client.next()).toBe('PONG');
});

test('after a stop nothing of the subscription follows, and its id may be used again', async () => {
  await using server = await startSocketServer();
  const client = await rawClient(server.url());
  for (let round = 0; round < 3; round += 1) {
    client.send(request('ch:room', 'subscription', 'feed'));
    expect(await client.next()).toContain('started');
    expect(await client.next()).toContain('subscribed');
    client.send('{"id":"ch:room","method":"subscription.stop"}');
    expect(await client.next()).toContain('stopped');
    server.stage.feeds.publish();
  }
  client.send(request(2, 'query', 'echo', 'end'));
  expect(await client.next()).toContain('"end"');
});

test('a stop that overtakes the start of its subscription still ends it', async () => {
  await using server = await startSocketServer();
  const client = await rawClient(server.url());
  client.send(`[${request(1, 'subscription', 'feed')},{"id":1,"method":"subscription.stop"}]`);
  expect(await client.next()).toBe('{"id":1,"result":{"type":"stopped"}}');
  expect(server.stage.feeds.readers.size).toBe(0);
});

test('an id in use by a subscription is refused to another, which leaves the first alone', async () => {
  await using server = await startSocketServer();
  const client = await rawClient(server.url());
  client.send(request(1, 'subscription', 'feed'));
  await client.next();
  await client.next();
  client.send(request(1, 'subscription', 'count', { to: 5 }));
  expect(await next(client)).toMatchObject({ id: 1, error: { json: { message: 'Duplicate id 1' } } });
  server.stage.feeds.publish();
  expect(await client.next()).toContain('"e1:1"');
});

test('readers that chose the same id get the same bytes; a reader that stops does not disturb the others', async () => {
  await using server = await startSocketServer();
  const clients = await Promise.all(Array.from({ length: 5 }, () => rawClient(server.url())));
  for (const [index, client] of clients.entries()) {
    client.send(request(index === 4 ? 'other' : 'ch:room', 'subscription', 'feed'));
    await client.next();
    await client.next();
  }
  let encoded = 0;
  for (const { codec } of server.stage.feeds.readers) {
    const encode = codec.encode.bind(codec);
    codec.encode = (...args) => {
      encoded += 1;
      return encode(...args);
    };
    break;
  }
  server.stage.feeds.publish();
  const texts = await Promise.all(clients.map((client) => client.next()));
  expect(new Set(texts).size).toBe(2);
  expect(encoded).toBe(2);
  clients[0]?.socket.close();
  await clients[0]?.closed;
  server.stage.feeds.publish();
  expect(await clients[1]?.next()).toContain('"e1:2"');
});

test('calls beyond the limit are refused as rate_limited; those in progress are answered', async () => {
  await using server = await startSocketServer({ limits: { concurrentCalls: 3 } });
  const client = await rawClient(server.url());
  client.send(`[${[1, 2, 3, 4].map((id) => request(id, 'query', 'hang')).join(',')}]`);
  expect(await next(client)).toMatchObject({
    id: 4,
    error: {
      json: { data: { code: 'TOO_MANY_REQUESTS', parley: { code: 'rate_limited', retry: 'later' } } },
    },
  });
  await until(() => server.stage.hanging.length === 3);
  for (const letGo of server.stage.hanging) letGo();
  expect(await Promise.all([next(client), next(client), next(client)])).toMatchObject([
    { id: 1 },
    { id: 2 },
    { id: 3 },
  ]);
  client.send(request(5, 'query', 'echo', 'again'));
  expect(await next(client)).toMatchObject({ id: 5, result: {} });
});

test('subscriptions beyond the limit are refused', async () => {
  await using server = await startSocketServer({ limits: { subscriptions: 1 } });
  const client = await rawClient(server.url());
  client.send(`[${request(1, 'subscription', 'untilStopped')},${request(2, 'subscription', 'feed')}]`);
  expect(await next(client)).toMatchObject({
    id: 2,
    error: { json: { data: { parley: { code: 'too_many_subscriptions' } } } },
  });
});

test('a batch beyond the limit is refused for each of its requests, and none is run', async () => {
  await using server = await startSocketServer({ limits: { batchLength: 2 } });
  const client = await rawClient(server.url());
  client.send(`[${[1, 2, 3].map((id) => request(id, 'query', 'hang')).join(',')}]`);
  expect(await next(client)).toMatchObject({ id: null, error: {} });
  expect(await next(client)).toMatchObject({ id: 1, error: {} });
  expect(await next(client)).toMatchObject({ id: 2, error: {} });
  client.send('PING');
  expect(await client.next()).toBe('PONG');
  expect(server.stage.hanging).toHaveLength(0);
});

test('a generator is not asked for more than its reader takes, and goes on when it reads', async () => {
  await using server = await startSocketServer({ limits: { pauseAboveBytes: 20_000 } });
  const client = await rawClient(server.url());
  client.send(request(1, 'subscription', 'flood'));
  await client.next();
  client.socket.pause();
  let last = -1;
  while (last !== server.stage.pulled) {
    last = server.stage.pulled;
    for (let turn = 0; turn < 200; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  }
  expect(server.outlets[0]?.isClosed).toBe(false);
  expect(server.outlets[0]?.bufferedBytes).toBeLessThan(200_000);
  client.socket.resume();
  await until(() => server.stage.pulled > last + 1000);
  client.socket.terminate();
});

test('a generator that never waits leaves the others their turn', async () => {
  await using server = await startSocketServer();
  const greedy = await rawClient(server.url());
  const other = await rawClient(server.url());
  greedy.send(request(1, 'subscription', 'flood'));
  await greedy.next();
  other.send(request(1, 'query', 'echo', 'turn'));
  expect(await other.next()).toContain('turn');
  greedy.socket.terminate();
});

test('a feed reader that takes nothing is closed with 4013 while the others get everything', async () => {
  await using server = await startSocketServer({
    wireLimits: { outletBytes: 100_000, closeSlowWithinMs: 50 },
  });
  const slow = await rawClient(server.url());
  const healthy = await rawClient(server.url());
  for (const client of [slow, healthy]) {
    client.send(request(1, 'subscription', 'feed'));
    await client.next();
    await client.next();
  }
  slow.socket.pause();
  let published = 0;
  while (server.stage.feeds.readers.size === 2) {
    server.stage.feeds.publish(Body.ofValue('x'.repeat(5000)));
    published += 1;
    expect(await healthy.next()).toContain(`"e1:${published}"`);
  }
  expect(server.gate.wire.budget.totalBytes).toBe(0);
  slow.socket.resume();
  const { code, reason } = await slow.closed;
  // Cut off before the close frame came through, or told: either way it comes back and resumes.
  expect([1006, 4013]).toContain(code);
  if (code === 4013) expect(JSON.parse(reason)).toEqual({ code: 'slow_consumer' });
});

test('draining tells clients to reconnect, then closes with 4014 and a hint', async () => {
  await using server = await startSocketServer();
  const client = await rawClient(server.url());
  client.send(request(1, 'query', 'echo', 'in'));
  await client.next();
  const drained = server.gate.wire.drain(500);
  expect(await client.next()).toBe('{"id":null,"method":"reconnect"}');
  const { code, reason } = await client.closed;
  expect(code).toBe(4014);
  expect(JSON.parse(reason)).toEqual({ code: 'draining', retryAfterMs: expect.any(Number) });
  expect(await drained).toBe(0);
});

test('a client that announces connection parameters and sends none is closed', async () => {
  await using server = await startSocketServer({ limits: { helloWithinMs: 30 } });
  const client = await rawClient(server.url('/?connectionParams=1'));
  expect((await client.closed).code).toBe(4001);
  expect(server.contexts.opened).toBe(0);
});

test.each(['nonsense', '[]', '{"method":"connectionParams","data":{"key":1}}', '{"data":[1]}', '7'])(
  'connection parameters that are none (%s) are refused with an error and a close',
  async (text) => {
    await using server = await startSocketServer();
    const client = await rawClient(server.url('/?connectionParams=1'));
    client.send(text);
    expect(await next(client)).toMatchObject({ id: null, error: {} });
    client.send(request(1, 'query', 'echo', 1));
    expect(await next(client)).toMatchObject({ id: 1, error: {} });
    expect((await client.closed).code).toBe(4000);
    expect(server.contexts.opened).toBe(0);
  },
);

test('a peer that vanished is noticed and its context disposed of', async () => {
  await using server = await startSocketServer({ wireLimits: { pingAfterMs: 200, pongWithinMs: 200 } });
  const dead = await deafClient(server.gate.port);
  await until(() => server.contexts.opened === 1);
  await until(() => server.contexts.closed === 1);
  dead.destroy();
});
