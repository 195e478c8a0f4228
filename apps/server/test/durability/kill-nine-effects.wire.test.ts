import * as mariadb from 'mariadb';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { Receiver, type Reply } from '../../src/effects/testing/receiver.ts';
import { freePort } from '../../src/store/embedded/free-port.ts';
import { createMariadbDatabase } from '../../src/store/testing/test-mariadb.ts';
import { BuiltServer } from '../harness/built-server.ts';
import { ADMIN_KEY } from '../harness/test-server.ts';

const ROOMS = ['pub-cache-red', 'pub-state-cache-blue'];
const EACH = 40;

test('kill -9 with webhooks and mirror rows pending loses none: each request comes in order, each row is there once', {
  timeout: 240_000,
}, async () => {
  await using receiver = await Receiver.open();
  const database = await createMariadbDatabase();
  onTestFinished(() => database.drop());
  const { hostname, port, pathname } = new URL(database.url);
  const server = await BuiltServer.prepare({ PARLEY_PRIVATE_TARGETS: '127.0.0.1' });
  // Not `await using`: a test that times out never comes to the end of its block.
  onTestFinished(() => server[Symbol.asyncDispose]());
  await server.start();
  const call = callsTo(server);
  await call('POST', '/webhooks', {
    url: receiver.url,
    events: ['message'],
    format: 'socketlink',
    secret: 's',
  });
  const login = { host: hostname, user: 'root', database: pathname.slice(1) };
  const mirror = { ...login, tls: 'off', batchRows: 7 };
  await call('PUT', '/mirror', { ...mirror, port: await freePort(null) });

  // Nothing is taken; then the server dies while requests are under way; then while both are being told.
  const replies: Reply[] = [{ status: 503 }, 'hold', { status: 200 }];
  for (const [kill, reply] of replies.entries()) {
    receiver.reply = () => reply;
    for (let n = 0; n < EACH; n += 1) {
      const event = { name: 'm', data: String(kill * EACH + n) };
      await Promise.all(ROOMS.map((room) => call('POST', `/channels/${room}/events`, event)));
    }
    await server.kill();
    await server.start();
    if (kill === 1) await call('PUT', '/mirror', { ...mirror, port: Number(port) });
  }

  const expected = Array.from({ length: 3 * EACH }, (_, n) => String(n));
  const pending = async () =>
    Pending.parse(await call('GET', '/webhook-deliveries?state=pending')).deliveries;
  await expect.poll(pending, { timeout: 60_000 }).toEqual([]);
  await call('POST', '/mirror/sync');
  const customer = await mariadb.createConnection({ ...login, port: Number(port) });
  const rows = await customer.query<unknown>('SELECT rid, message FROM socketlink_messages ORDER BY id');
  await customer.end();
  for (const room of ROOMS) {
    const told = receiver.bodies.map((body) => Told.parse(body)).filter(({ rid }) => rid === room);
    // What was sent and not noted before a kill comes twice; nothing is missing, and nothing overtakes.
    expect([...new Set(told.map(({ message }) => message))]).toEqual(expected);
    const written = Rows.parse(rows).filter(({ rid }) => rid === room);
    expect(written.map(({ message }) => message)).toEqual(expected);
  }
  expect(receiver.requests.every(({ headers }) => headers['x-hmac-signature'] !== undefined)).toBe(true);
});

const Pending = z.object({ deliveries: z.array(z.unknown()) });
const Told = z.object({ event: z.literal('ON_MESSAGE'), rid: z.string(), message: z.string() });
const Rows = z.array(z.object({ rid: z.string(), message: z.string() }));

function callsTo({ url }: BuiltServer) {
  return async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { 'api-key': ADMIN_KEY, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    expect(response.ok, `${method} ${path}: ${text}`).toBe(true);
    return JSON.parse(text);
  };
}
