import { createServer } from 'node:http';
import type { AddressInfo, Server, Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { systemRuntime } from '../../runtime/runtime.ts';
import { AddressGuard } from '../address-guard.ts';
import { Receiver } from '../testing/receiver.ts';
import { HttpSender, type OutgoingRequest } from './http-sender.ts';

function open(guard = new AddressGuard(['127.0.0.0/8', '::1'])): HttpSender {
  const sender = new HttpSender(guard, systemRuntime());
  onTestFinished(() => sender[Symbol.dispose]());
  return sender;
}

async function receive(): Promise<Receiver> {
  const receiver = await Receiver.open();
  onTestFinished(() => receiver[Symbol.asyncDispose]());
  return receiver;
}

async function listen(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => sockets.add(socket));
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('It does not listen.');
  return address.port;
}

const request = (url: string, more: Partial<OutgoingRequest> = {}): OutgoingRequest => ({
  url: new URL(url),
  body: '{}',
  headers: { 'content-type': 'application/json' },
  timeoutMs: 5000,
  ...more,
});

test('a connection is used again, and one that the other side has closed meanwhile is replaced without a failure', async () => {
  const seen: number[] = [];
  let connections = 0;
  const server = createServer((message, response) => {
    message.resume();
    const count = (perSocket.get(message.socket) ?? 0) + 1;
    perSocket.set(message.socket, count);
    seen.push(count);
    // The third request on a connection finds it closed.
    if (count === 3) message.socket.destroy();
    else response.end('fine');
  });
  const perSocket = new Map<Socket, number>();
  server.on('connection', () => {
    connections += 1;
  });
  const url = `http://127.0.0.1:${await listen(server)}/`;
  const sender = open();
  for (let n = 0; n < 3; n += 1) {
    expect(await sender.send(request(url))).toMatchObject({ status: 200, text: 'fine' });
  }
  expect(seen).toEqual([1, 2, 3, 1]);
  expect(connections).toBe(2);
});

test('a name leads only to the addresses that were checked, also when it means another one a moment later', async () => {
  const receiver = await receive();
  const answers = ['127.0.0.1', '127.0.0.2', '10.0.0.1'];
  class MovingGuard extends AddressGuard {
    asked = 0;
    override async addressesOf(): Promise<Array<{ address: string; family: number }>> {
      this.asked += 1;
      return [{ address: answers[this.asked - 1] ?? '10.0.0.1', family: 4 }];
    }
  }
  const guard = new MovingGuard(['127.0.0.1']);
  const url = `http://moving.example:${receiver.port}/`;
  expect(await open(guard).send(request(url))).toMatchObject({ status: 200 });
  // Looked up once for the connection, and connected to what was found then.
  expect(guard.asked).toBe(1);
});

test('a body that never ends is cut off, and the status counts', async () => {
  const server = createServer((message, response) => {
    message.resume();
    response.writeHead(202);
    response.write('beginning');
  });
  const url = `http://127.0.0.1:${await listen(server)}/`;
  expect(await open().send(request(url, { timeoutMs: 300 }))).toMatchObject({
    status: 202,
    text: 'beginning',
  });
});

test('what cannot be kept of an answer is replaced, and no character is cut in half', async () => {
  const receiver = await receive();
  receiver.reply = () => ({ status: 200, body: `\0${'a'.repeat(998)}😀` });
  const { text } = await open().send(request(receiver.url));
  expect(text).toBe(`\u{fffd}${'a'.repeat(998)}`);
});

test('no answer in time, nobody there and a stop are answers without a status', async () => {
  const receiver = await receive();
  receiver.reply = () => 'hold';
  const sender = open();
  expect(await sender.send(request(receiver.url, { timeoutMs: 100 }))).toMatchObject({
    status: null,
    text: 'No answer within 100 ms.',
  });
  expect(await sender.send(request('http://127.0.0.1:1/'))).toMatchObject({
    status: null,
    text: expect.stringContaining('ECONNREFUSED'),
  });
  const stop = new AbortController();
  const sent = sender.send(request(receiver.url, { signal: stop.signal }));
  await receiver.until(2);
  stop.abort();
  expect(await sent).toMatchObject({ status: null, text: 'The server is stopping.' });
  expect(await sender.send(request(receiver.url, { signal: stop.signal }))).toMatchObject({ status: null });
  expect(receiver.requests).toHaveLength(2);
});
