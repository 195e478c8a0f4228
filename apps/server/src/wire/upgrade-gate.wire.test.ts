import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { ParleyError } from '../core/errors/parley-error.ts';
import { textFrame } from './server-frame.ts';
import { type GateServerOptions, startGateServer } from './testing/gate-server.ts';
import { clientFrame, deafClient, rawClient } from './testing/raw-client.ts';
import type { WebSocketOutlet } from './web-socket-outlet.ts';

/** A server that echoes, and remembers its outlets. */
async function echo(overrides: Partial<GateServerOptions> = {}) {
  const outlets: WebSocketOutlet[] = [];
  const server = await startGateServer({
    closing: (error) => ({ code: error.code === 'slow_consumer' ? 4013 : 4000, reason: error.message }),
    open(outlet) {
      outlets.push(outlet);
      outlet.listen({
        message: (data, isBinary) => outlet.send(textFrame(`${isBinary ? 'binary' : 'text'}:${data}`)),
        closed: () => {},
      });
    },
    ...overrides,
  });
  return { server, outlets };
}

/** A handshake by hand: the status and body of the refusal. */
function handshake(port: number, headers: Record<string, string>, method = 'GET') {
  return new Promise<{ status: number; body: string; retryAfter: string | undefined }>((resolve, reject) => {
    const sent = request({
      port,
      method,
      headers: { connection: 'upgrade', upgrade: 'websocket', ...headers },
    });
    sent.on('response', async (response) => {
      let body = '';
      for await (const chunk of response) body += String(chunk);
      resolve({ status: response.statusCode ?? 0, body, retryAfter: response.headers['retry-after'] });
    });
    sent.on('error', reject);
    sent.end();
  });
}

test('messages come whole and in order, text or binary, also in fragments with a ping between them', async () => {
  const { server } = await echo();
  await using _server = server;
  const client = await rawClient(server.url());
  client.send('one');
  client.send(Buffer.from('two'));
  client.socket.send('th', { fin: false });
  client.socket.ping();
  client.socket.send('ree', { fin: true });
  expect([await client.next(), await client.next(), await client.next()]).toEqual([
    'text:one',
    'binary:two',
    'text:three',
  ]);
});

test('a message over the limit closes with 1009, in one frame or in fragments, and the others live', async () => {
  const { server } = await echo({ maxMessageBytes: 1000 });
  await using _server = server;
  const [whole, parts, other] = [
    await rawClient(server.url()),
    await rawClient(server.url()),
    await rawClient(server.url()),
  ];
  whole.send('x'.repeat(1001));
  for (let count = 0; count < 3; count += 1) parts.socket.send('x'.repeat(400), { fin: false });
  expect((await whole.closed).code).toBe(1009);
  expect((await parts.closed).code).toBe(1009);
  other.send('still here');
  expect(await other.next()).toBe('text:still here');
  expect(server.faults).toHaveLength(2);
});

test('bytes that are no WebSocket frames end their own connection only', async () => {
  const { server } = await echo();
  await using _server = server;
  const other = await rawClient(server.url());
  for (const bytes of [
    Buffer.of(0xff, 0xff, 0xff),
    Buffer.of(0x81, 0x05, 1, 2, 3, 4, 5),
    Buffer.of(0x83, 0x80, 0, 0, 0, 0),
  ]) {
    const socket = await deafClient(server.port);
    socket.write(bytes);
    socket.resume();
    await once(socket, 'close');
  }
  other.send('hello');
  expect(await other.next()).toBe('text:hello');
});

test('a page from a foreign origin is refused with an HTTP answer that says why', async () => {
  const { server } = await echo({ allowedOrigin: 'https://app.example' });
  await using _server = server;
  const refused = await handshake(server.port, {
    origin: 'https://evil.example',
    'sec-websocket-version': '13',
    'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
  });
  expect(refused.status).toBe(403);
  expect(JSON.parse(refused.body)).toMatchObject({ error: { code: 'forbidden' } });
  const client = await rawClient(server.url(), { origin: 'https://app.example' });
  client.send('in');
  expect(await client.next()).toBe('text:in');
});

test.each([
  ['no key', { 'sec-websocket-version': '13' }, 'GET', 400],
  ['a bad key', { 'sec-websocket-version': '13', 'sec-websocket-key': 'short' }, 'GET', 400],
  [
    'an unknown version',
    { 'sec-websocket-version': '7', 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==' },
    'GET',
    400,
  ],
  ['a POST', { 'sec-websocket-version': '13', 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==' }, 'POST', 405],
])(
  'a handshake with %s is answered with its HTTP status and a reason',
  async (_name, headers, method, status) => {
    const { server } = await echo();
    await using _server = server;
    const refused = await handshake(server.port, headers, method);
    expect(refused.status).toBe(status);
    expect(JSON.parse(refused.body)).toMatchObject({ error: { message: expect.stringMatching(/./) } });
  },
);

test('connections that vanish at any point leave nothing behind', async () => {
  const { server } = await echo();
  await using _server = server;
  for (let count = 0; count < 30; count += 1) {
    const socket = connect(server.port, '127.0.0.1');
    socket.on('error', () => {});
    await once(socket, 'connect');
    const whole = Buffer.concat([
      Buffer.from(
        'GET / HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' +
          'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
      ),
      clientFrame('hello'),
    ]);
    socket.write(whole.subarray(0, Math.floor((whole.length * (count + 1)) / 30)));
    await new Promise((resolve) => setImmediate(resolve));
    if (count % 2 === 0) socket.resetAndDestroy();
    else socket.destroy();
    await once(socket, 'close');
  }
  await server.wire.outlets.whenEmpty();
  const client = await rawClient(server.url());
  client.send('up');
  expect(await client.next()).toBe('text:up');
  client.socket.close();
  await client.closed;
  await server.wire.outlets.whenEmpty();
  expect(server.wire.budget.totalBytes).toBe(0);
});

test('a peer that is dead without having said so is noticed and dropped', async () => {
  const { server } = await echo({ limits: { pingAfterMs: 200, pongWithinMs: 200 } });
  await using _server = server;
  const dead = await deafClient(server.port);
  const alive = await rawClient(server.url());
  const isDropped = new Promise((resolve) => dead.once('close', resolve));
  dead.resume();
  await isDropped;
  alive.send('alive');
  expect(await alive.next()).toBe('text:alive');
});

test('a reader that takes nothing is closed at its budget while the others get everything', async () => {
  const { server, outlets } = await echo({ limits: { outletBytes: 200_000, closeSlowWithinMs: 50 } });
  await using _server = server;
  const stuck = await deafClient(server.port);
  const healthy = await rawClient(server.url());
  const [stuckOutlet, healthyOutlet] = outlets;
  let sent = 0;
  while (stuckOutlet && !stuckOutlet.isClosed) {
    const frame = textFrame(`${sent}`.padEnd(10_000));
    stuckOutlet.sendNow(frame);
    healthyOutlet?.sendNow(frame);
    sent += 1;
    if (sent % 20 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  for (let expected = 0; expected < sent; expected += 1) {
    expect(Number(await healthy.next())).toBe(expected);
  }
  stuck.resume();
  await once(stuck, 'close');
  expect(server.wire.budget.totalBytes).toBe(0);
});

test('a reader that is merely slow learns why it was closed', async () => {
  const { server, outlets } = await echo({ limits: { outletBytes: 200_000 } });
  await using _server = server;
  const slow = await rawClient(server.url());
  slow.socket.pause();
  const [outlet] = outlets;
  while (outlet && !outlet.isClosed) {
    outlet.sendNow(textFrame('x'.repeat(10_000)));
    await new Promise((resolve) => setImmediate(resolve));
  }
  slow.socket.resume();
  expect((await slow.closed).code).toBe(4013);
});

test('close tells the code and the reason after everything sent before; a reason too long is left out', async () => {
  const { server, outlets } = await echo();
  await using _server = server;
  const [first, second] = [await rawClient(server.url()), await rawClient(server.url())];
  outlets[0]?.send(textFrame('last words'));
  outlets[0]?.close(new ParleyError('banned', 'You are banned.'));
  outlets[1]?.close(new ParleyError('banned', 'x'.repeat(124)));
  expect(await first.next()).toBe('last words');
  expect(await first.closed).toEqual({ code: 4000, reason: 'You are banned.' });
  expect(await second.closed).toEqual({ code: 4000, reason: '' });
});
