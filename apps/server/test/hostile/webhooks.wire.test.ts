import { createServer, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { z } from 'zod';
import { Receiver } from '../../src/effects/testing/receiver.ts';
import { stockClient } from '../harness/client.ts';
import { follow } from '../harness/follow.ts';
import { adminRest } from '../harness/rest-client.ts';
import { selfSigned } from '../harness/self-signed.ts';
import { APP_KEY, startTestServer, type TestServer } from '../harness/test-server.ts';

const ALLOWED = { PARLEY_PRIVATE_TARGETS: '127.0.0.1' };
const Id = z.object({ id: z.string() });
const Delivery = Id.extend({ state: z.string(), attempts: z.number() });
const Deliveries = z.object({ deliveries: z.array(Delivery) });
const Detail = z.object({ log: z.array(z.object({ status: z.number().nullable(), answer: z.string() })) });

const open: Server[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function listen(server: Server): Promise<number> {
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('It does not listen.');
  return address.port;
}

async function hook(server: TestServer, settings: object): Promise<string> {
  const made = await adminRest(server)('POST', '/webhooks', { events: ['message'], ...settings });
  expect(made).toMatchObject({ status: 201 });
  return Id.parse(made.body).id;
}

const publish = (server: TestServer, channel: string, data: unknown) =>
  adminRest(server)('POST', `/channels/${channel}/events`, { name: 'm', data });

async function deliveriesOf(server: TestServer, webhook: string) {
  const { body } = await adminRest(server)('GET', `/webhook-deliveries?webhook=${webhook}&limit=500`);
  return Deliveries.parse(body).deliveries;
}

/** What the first attempt at the first delivery came to. */
async function firstAttempt(server: TestServer, webhook: string) {
  const attempted = async () => (await deliveriesOf(server, webhook)).at(-1)?.attempts ?? 0;
  await expect.poll(attempted, { timeout: 10_000 }).toBeGreaterThan(0);
  const id = (await deliveriesOf(server, webhook)).at(-1)?.id;
  const [attempt] = Detail.parse((await adminRest(server)('GET', `/webhook-deliveries/${id}`)).body).log;
  return attempt;
}

test('a receiver that never answers delays neither messages nor another receiver, and takes no more than its lanes', async () => {
  await using server = await startTestServer(ALLOWED);
  await using hanging = await Receiver.open();
  await using sound = await Receiver.open();
  hanging.reply = () => 'hold';
  await hook(server, { url: hanging.url, concurrency: 2, timeoutMs: 30_000 });
  const other = await hook(server, { url: sound.url });
  await using reader = stockClient(server, { key: APP_KEY });
  using feed = await follow(reader.client, 'pub-cache-flow');
  const began = performance.now();
  for (let n = 0; n < 50; n += 1) {
    await publish(server, 'pub-cache-flow', n);
    await publish(server, `pub-cache-${n}`, n);
  }
  await feed.event(49);
  // One answer of the receiver would have taken longer than all of this.
  expect(performance.now() - began).toBeLessThan(20_000);
  const done = async () => (await deliveriesOf(server, other)).filter(({ state }) => state === 'done').length;
  await expect.poll(done, { timeout: 10_000 }).toBe(100);
  expect(hanging.requests.length).toBe(2);
  expect(server.errors).toEqual([]);
});

test('of an answer of megabytes only the beginning is read, and the status counts', async () => {
  await using server = await startTestServer(ALLOWED);
  let written = 0;
  const port = await listen(
    createServer((request, response) => {
      request.resume();
      response.writeHead(200);
      const chunk = 'm'.repeat(65_536);
      const more = (): void => {
        while (!response.destroyed && written < 200_000_000) {
          written += chunk.length;
          if (!response.write(chunk)) return void response.once('drain', more);
        }
        response.end();
      };
      more();
    }),
  );
  const webhook = await hook(server, { url: `http://127.0.0.1:${port}/` });
  await publish(server, 'room:1', 1);
  expect(await firstAttempt(server, webhook)).toEqual({ status: 200, answer: 'm'.repeat(1000) });
  expect(written).toBeLessThan(50_000_000);
});

test('a redirect is not followed: it is an attempt that failed', async () => {
  await using server = await startTestServer(ALLOWED);
  await using inside = await Receiver.open();
  await using receiver = await Receiver.open();
  receiver.reply = () => ({ status: 307, headers: { location: inside.url } });
  const webhook = await hook(server, { url: receiver.url });
  await publish(server, 'room:1', 1);
  expect(await firstAttempt(server, webhook)).toMatchObject({ status: 307 });
  expect(inside.requests).toEqual([]);
});

test('by default nothing in the house is called, however its name is written', async () => {
  await using server = await startTestServer();
  await using receiver = await Receiver.open();
  for (const host of [
    '127.0.0.1',
    'localhost',
    '2130706433',
    '0x7f.1',
    '[::ffff:127.0.0.1]',
    '[::1]',
    '0.0.0.0',
  ]) {
    const webhook = await hook(server, { url: `http://${host}:${receiver.port}/hook` });
    await publish(server, 'room:1', 1);
    const refused = { status: null, answer: expect.stringContaining('private network') };
    expect(await firstAttempt(server, webhook), host).toMatchObject(refused);
    const tested = await adminRest(server)('POST', `/webhooks/${webhook}/test`, {});
    expect(tested.body, host).toMatchObject(refused);
  }
  expect(receiver.requests).toEqual([]);
});

test('a certificate that nobody vouches for is not taken', async () => {
  await using server = await startTestServer({ PARLEY_PRIVATE_TARGETS: '*' });
  const { certificate, key } = selfSigned();
  let requests = 0;
  const secure = createSecureServer({ cert: certificate, key }, (_request, response) => {
    requests += 1;
    response.end();
  });
  const port = await listen(secure);
  const webhook = await hook(server, { url: `https://localhost:${port}/` });
  await publish(server, 'room:1', 1);
  expect(await firstAttempt(server, webhook)).toMatchObject({
    status: null,
    answer: expect.stringMatching(/certificate/i),
  });
  expect(requests).toBe(0);
});

test.each([
  ['closes the connection', 'close', null],
  ['speaks no HTTP', 'rubbish', null],
  ['switches protocols', 'upgrade', null],
] as const)('a receiver that %s is one that failed, and the server goes on', async (_does, how, status) => {
  await using server = await startTestServer(ALLOWED);
  const rude = createServer();
  rude.on('connection', (socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => {
      if (how === 'close') socket.destroy();
      else if (how === 'rubbish') socket.end('rubbish\r\n\r\n');
      else socket.end('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n');
    });
  });
  const port = await listen(rude);
  const webhook = await hook(server, { url: `http://127.0.0.1:${port}/`, timeoutMs: 3000 });
  await publish(server, 'room:1', 1);
  expect(await firstAttempt(server, webhook)).toMatchObject({ status });
  expect(server.errors).toEqual([]);
});

test('what was not taken when the server stopped is sent after the next start, in order', async () => {
  await using receiver = await Receiver.open();
  receiver.reply = () => 'hold';
  const first = await startTestServer(ALLOWED);
  const webhook = await hook(first, { url: receiver.url, secret: 'kept', timeoutMs: 30_000 });
  for (const n of [1, 2, 3]) await publish(first, 'pub-cache-restart', n);
  for (const n of [1, 2, 3]) await publish(first, 'room:restart', n);
  await receiver.until(2);
  const interrupted = receiver.requests.map(({ headers }) => headers['parley-delivery']);
  receiver.reply = () => ({ status: 200 });
  await using second = await first.restart();
  const done = async () =>
    (await deliveriesOf(second, webhook)).filter(({ state }) => state === 'done').length;
  await expect.poll(done, { timeout: 10_000 }).toBe(6);
  const told = receiver.requests.slice(2).map(({ body }) => Told.parse(JSON.parse(body)));
  for (const name of ['pub-cache-restart', 'room:restart']) {
    expect(told.flatMap(({ channel, data }) => (channel === name ? [data] : []))).toEqual([1, 2, 3]);
  }
  const again = receiver.requests.slice(2).map(({ headers }) => headers['parley-delivery']);
  expect(again).toEqual(expect.arrayContaining(interrupted));
  expect(receiver.requests.every(({ headers }) => headers['parley-signature'] !== undefined)).toBe(true);
});

const Told = z.object({ channel: z.string(), data: z.number() });
