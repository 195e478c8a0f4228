import { expect, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import { ParleyError } from '../../src/core/errors/parley-error.ts';
import { Mirrors } from '../../src/effects/mirror/mirrors.ts';
import { metric } from '../harness/metric.ts';
import { ADMIN_KEY, startTestServer, type TestServer } from '../harness/test-server.ts';
import { SocketLinkClient } from '../socketlink/socketlink-client.ts';
import { backend } from './room-calls.ts';

const Figures = z.record(z.string(), z.number());

async function figures(server: TestServer): Promise<Record<string, number>> {
  const [status, body] = await backend(server)('GET', '/metrics');
  expect(status).toBe(200);
  return Figures.parse(body);
}

test('ping answers in plain text, with any key or none', async () => {
  await using server = await startTestServer();
  for (const headers of [{}, { 'api-key': 'wrong' }, { 'api-key': ADMIN_KEY }]) {
    const response = await fetch(`${server.url}/api/v1/ping`, { headers });
    expect([response.status, await response.text()]).toEqual([200, 'Pong!']);
    expect(response.headers.get('content-type')).toMatch(/^text\/plain/);
  }
});

test('an idle server has all fourteen figures, and they are 0 but for the calls', async () => {
  await using server = await startTestServer();
  expect(await figures(server)).toEqual({
    connections: 0,
    messages_sent: 0,
    average_payload_size: 0,
    total_payload_sent: 0,
    total_rejected_requests: 0,
    average_latency: 0,
    dropped_messages: 0,
    total_failed_api_calls: 0,
    total_success_api_calls: 0,
    total_failed_connection_attempts: 0,
    total_mysql_db_batch_writes: 0,
    total_local_db_writes: 0,
    total_success_webhook_calls: 0,
    total_failed_webhook_calls: 0,
  });
});

test('messages count once for each reader, without the sender, with the bytes of their texts', async () => {
  await using server = await startTestServer();
  using ann = await SocketLinkClient.connect(server, 'ann');
  using bob = await SocketLinkClient.connect(server, 'bob');
  using eve = await SocketLinkClient.connect(server, 'eve');
  for (const client of [ann, bob, eve]) await client.enter('pub-cache-1');
  await ann.enter('pub-alone');
  ann.send('äöü', 'pub-cache-1');
  for (const client of [bob, eve]) await client.next();
  ann.send('nobody hears this', 'pub-alone');
  await backend(server)('POST', '/broadcast', { message: 'not a message of a client' });
  for (const client of [ann, bob, eve]) await client.next();
  // A text is stored as JSON, in quotes.
  const bytes = Buffer.byteLength('"äöü"') * 2;
  await expect
    .poll(() => figures(server))
    .toMatchObject({
      connections: 3,
      messages_sent: 2,
      total_payload_sent: bytes,
      average_payload_size: bytes / 2,
      total_local_db_writes: 1,
    });
  expect(await metric(server, 'parley_messages_delivered_total')).toBe(2);
  expect(await metric(server, 'parley_messages_delivered_bytes_total')).toBe(bytes);
  expect(await metric(server, 'parley_room_messages_stored_total')).toBe(1);
});

test('every call is counted once: answered, refused, to strangers, on unknown paths', async () => {
  await using server = await startTestServer();
  const at = `${server.url}/api/v1`;
  const call = async (path: string, init: RequestInit = {}): Promise<void> => {
    await (await fetch(at + path, { headers: { 'api-key': ADMIN_KEY }, ...init })).text();
  };
  await call('/ping');
  await call('/users/banned');
  await call('/stats');
  await call('/users/banned', { headers: { 'api-key': 'wrong' } });
  await call('/users/banned', { headers: {} });
  await call('/nowhere');
  await call('/rooms/users', { method: 'POST', body: '{' });
  await call('/rooms/users', { method: 'PATCH' });
  await call('/ping');
  const counted = { total_success_api_calls: 4, total_failed_api_calls: 5, total_rejected_requests: 5 };
  const { callsAnswered } = server.running.core.stats.of('default');
  expect(callsAnswered).toBe(4);
  expect(await figures(server)).toMatchObject(counted);
});

test('calls of an app count for that app', async () => {
  await using server = await startTestServer();
  await backend(server)('POST', '/apps', { id: 'other', name: 'Other' });
  const before = await figures(server);
  const response = await fetch(`${server.url}/api/v1/metrics`, {
    headers: { 'api-key': ADMIN_KEY, 'x-parley-app': 'other' },
  });
  expect(Figures.parse(await response.json()).total_success_api_calls).toBe(0);
  await expect.poll(() => server.running.core.stats.of('other').callsAnswered).toBe(1);
  expect((await figures(server)).total_success_api_calls).toBe((before.total_success_api_calls ?? 0) + 1);
});

test('a refused handshake counts among the rejected', async () => {
  await using server = await startTestServer();
  using _ann = await SocketLinkClient.connect(server, 'ann');
  await expect(SocketLinkClient.connect(server, 'ann')).rejects.toThrow(/409/);
  expect(await figures(server)).toMatchObject({
    connections: 1,
    total_failed_connection_attempts: 1,
    total_rejected_requests: 1,
  });
});

test('totals go on after a restart', async () => {
  const first = await startTestServer();
  await backend(first)('GET', '/users/banned');
  await backend(first)('GET', '/nowhere');
  await backend(first)('POST', '/channels/pub-cache-kept/events', { name: 'm', data: 1 });
  await using second = await first.restart();
  expect(await figures(second)).toMatchObject({
    total_success_api_calls: 2,
    total_failed_api_calls: 1,
    total_local_db_writes: 1,
    connections: 0,
  });
});

test('an app without a MySQL of its own has nothing to synchronise, and is told so', async () => {
  await using server = await startTestServer();
  expect(await backend(server)('GET', '/mysql/sync')).toEqual([
    403,
    expect.objectContaining({ message: 'MySQL integration is disabled!' }),
  ]);
});

test('a sync answers after it happened, and says honestly that it could not', async () => {
  await using server = await startTestServer();
  const sync = vi.spyOn(Mirrors.prototype, 'sync');
  onTestFinished(() => sync.mockRestore());
  const happened: string[] = [];
  sync.mockImplementationOnce(async (appId) => {
    await Promise.resolve();
    happened.push(appId);
  });
  expect(await backend(server)('GET', '/mysql/sync')).toEqual([
    200,
    { message: 'MySQL data synced successfully!' },
  ]);
  expect(happened).toEqual(['default']);
  sync.mockRejectedValueOnce(new ParleyError('unavailable', 'The MySQL of the app cannot be reached.'));
  expect(await backend(server)('GET', '/mysql/sync')).toEqual([
    503,
    expect.objectContaining({ message: 'The MySQL of the app cannot be reached.' }),
  ]);
});
