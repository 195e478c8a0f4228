import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type RawClient, rawClient } from '../../wire/testing/raw-client.ts';
import { startSocketServer } from './testing/socket-server.ts';

async function errorOf(client: RawClient): Promise<{ id: unknown; code: unknown }> {
  const { id, error } = JSON.parse(await client.next());
  return { id, code: error?.json?.data?.parley?.code ?? error };
}

test.each([
  ['no JSON', '{"id":1', null],
  ['nothing', '', null],
  ['a number', '7', null],
  ['null', 'null', null],
  ['no method', '{"id":1}', 1],
  ['an unknown method', '{"id":1,"method":"eval","params":{"path":"echo"}}', 1],
  ['no params', '{"id":"a","method":"query"}', 'a'],
  ['a path that is no text', '{"id":1,"method":"query","params":{"path":{}}}', 1],
  ['input of another transformer', '{"id":1,"method":"query","params":{"path":"echo","input":null}}', 1],
  ['no id', '{"method":"query","params":{"path":"echo"}}', null],
  ['an id of null', '{"id":null,"method":"query","params":{"path":"echo"}}', null],
  ['an id that is an object', '{"id":{},"method":"query","params":{"path":"echo"}}', null],
  ['an infinite id', '{"id":1e999,"method":"query","params":{"path":"echo"}}', null],
  ['an endless id', `{"id":"${'x'.repeat(301)}","method":"query","params":{"path":"echo"}}`, null],
  ['another JSON-RPC', '{"id":1,"jsonrpc":"1.0","method":"query","params":{"path":"echo"}}', 1],
  [
    'a path into the prototype',
    '{"id":1,"method":"query","params":{"path":"__proto__.toString"}}',
    undefined,
  ],
])('a frame with %s is answered and the connection lives', async (_name, text, id) => {
  await using server = await startSocketServer();
  const client = await rawClient(server.url());
  client.send(text);
  const answer = JSON.parse(await client.next());
  if (id !== undefined)
    expect(answer).toMatchObject({
      id,
      error: { json: { code: -32700, data: { code: 'PARSE_ERROR', httpStatus: 400 } } },
    });
  client.send('PING');
  expect(await client.next()).toBe('PONG');
});

test('a binary frame is answered as unreadable', async () => {
  await using server = await startSocketServer();
  const client = await rawClient(server.url());
  client.send(Buffer.from('{"id":1,"method":"query","params":{"path":"echo"}}'));
  expect(await errorOf(client)).toEqual({ id: null, code: 'bad_request' });
});

test('a bad request in a batch is answered under its id and the others are run', async () => {
  await using server = await startSocketServer();
  const client = await rawClient(server.url());
  client.send('[{"id":1,"method":"nope"},{"id":2,"method":"query","params":{"path":"whoAmI"}},5]');
  const answers = [await client.next(), await client.next(), await client.next()].map((text) =>
    JSON.parse(text),
  );
  expect(answers.map(({ id, result }) => [id, result?.data?.json])).toEqual([
    [1, undefined],
    [null, undefined],
    [2, 'nobody'],
  ]);
});

test('nesting as deep as the frame limit allows is answered', async () => {
  await using server = await startSocketServer();
  const client = await rawClient(server.url());
  const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
  client.send(`{"id":1,"method":"query","params":{"path":"echo","input":{"json":${deep}}}}`);
  expect(JSON.parse(await client.next()).error).toBeDefined();
  client.send(deep);
  expect(JSON.parse(await client.next()).error).toBeDefined();
  client.send('PING');
  expect(await client.next()).toBe('PONG');
});

test('after many unreadable frames in a row the connection is closed; a good one in between starts the count anew', async () => {
  await using server = await startSocketServer({ limits: { malformedInARow: 5 } });
  const client = await rawClient(server.url());
  for (let count = 0; count < 4; count += 1) client.send('{');
  client.send('{"id":1,"method":"query","params":{"path":"whoAmI"}}');
  for (let count = 0; count < 5; count += 1) client.send('{');
  const { code, reason } = await client.closed;
  expect(code).toBe(4000);
  expect(JSON.parse(reason)).toEqual({ code: 'bad_request' });
});

test('10,000 random frames: each connection is answered or closed, and the server serves on', async () => {
  const faults: unknown[] = [];
  const onFault = (fault: unknown): void => {
    faults.push(fault);
  };
  process.on('unhandledRejection', onFault);
  await using server = await startSocketServer({ limits: { malformedInARow: 1_000_000 } });
  const frames = fc.sample(randomFrame, { numRuns: 10_000, seed: 20 });
  for (let from = 0; from < frames.length; from += 500) {
    const client = await rawClient(server.url(from % 1000 === 0 ? '/' : '/?connectionParams=1'));
    for (const frame of frames.slice(from, from + 500)) client.send(frame);
    client.send('PING');
    let answered = 0;
    try {
      while ((await client.next()) !== 'PONG') answered += 1;
      expect(answered).toBeGreaterThanOrEqual(450);
    } catch {
      expect((await client.closed).code).toBe(4000);
    }
    client.socket.terminate();
  }
  const client = await rawClient(server.url());
  client.send('{"id":1,"method":"query","params":{"path":"whoAmI"}}');
  expect(await client.next()).toContain('nobody');
  process.off('unhandledRejection', onFault);
  expect(faults).toEqual([]);
});

/** Frames that are wrong in every way we can think of; never a request that would be served silently. */
const randomFrame: fc.Arbitrary<string | Buffer> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }).filter((text) => text !== 'PING' && text !== 'PONG'),
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  fc.json(),
  fc
    .record(
      {
        id: fc.anything(),
        jsonrpc: fc.oneof(fc.constant('2.0'), fc.anything()),
        method: fc.oneof(fc.constantFrom('query', 'mutation', 'subscription', '__proto__'), fc.string()),
        params: fc.oneof(
          fc.anything(),
          fc.record({
            path: fc.oneof(
              fc.constantFrom('echo', 'add', 'count', 'feed', 'constructor', '__proto__'),
              fc.string(),
            ),
            input: fc.oneof(fc.anything(), fc.record({ json: fc.jsonValue(), meta: fc.jsonValue() })),
            lastEventId: fc.oneof(fc.string(), fc.anything()),
          }),
        ),
      },
      { requiredKeys: [] },
    )
    .map((message) => textOf(message)),
  fc.json().map((text) => text.slice(0, Math.floor(text.length / 2))),
);

function textOf(message: unknown): string {
  try {
    return (
      JSON.stringify(message, (_key, value) => (typeof value === 'bigint' ? Number(value) : value)) ??
      'undefined'
    );
  } catch {
    return '{';
  }
}
