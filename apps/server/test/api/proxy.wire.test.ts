import { expect, test } from 'vitest';
import { rawSocket } from '../harness/raw-socket.ts';
import { adminRest } from '../harness/rest-client.ts';
import { ADMIN_KEY, APP_KEY, startTestServer, type TestServer } from '../harness/test-server.ts';

/** The address under which a request (by the audit log) and a WebSocket (by the connections) is known. */
async function addressesOf(server: TestServer, forwarded: string): Promise<unknown[]> {
  const headers = { 'x-forwarded-for': forwarded };
  using socket = await rawSocket(server, { key: APP_KEY }, { headers });
  socket.send({ id: 1, method: 'query', params: { path: 'session.whoAmI' } });
  await socket.frames.until(() => true);
  const [session] = [...server.running.core.sessions.ofApp('default')];
  await fetch(`${server.url}/api/v1/messaging`, {
    method: 'PUT',
    headers: { ...headers, 'api-key': ADMIN_KEY, 'content-type': 'application/json' },
    body: '{"enabled":true}',
  });
  const { body } = await adminRest(server)('GET', '/audit?limit=1');
  const entries = typeof body === 'object' && body !== null && 'entries' in body ? body.entries : null;
  const [entry] = Array.isArray(entries) ? entries : [];
  return [session?.address, entry?.address];
}

test('X-Forwarded-For counts for nothing unless a proxy is trusted', async () => {
  await using server = await startTestServer();
  expect(await addressesOf(server, '203.0.113.7')).toEqual(['127.0.0.1', '127.0.0.1']);
});

test('from a trusted proxy the nearest address that is no proxy counts, on requests and WebSockets alike', async () => {
  await using server = await startTestServer({ PARLEY_TRUST_PROXY: 'loopback, 10.0.0.0/8' });
  const forwarded = '198.51.100.1, 203.0.113.7, 10.1.2.3';
  expect(await addressesOf(server, forwarded)).toEqual(['203.0.113.7', '203.0.113.7']);
});

test('a number trusts that many hops and not one more', async () => {
  await using server = await startTestServer({ PARLEY_TRUST_PROXY: '1' });
  expect(await addressesOf(server, '198.51.100.1, 203.0.113.7')).toEqual(['203.0.113.7', '203.0.113.7']);
});

test('a forwarded text that is no address, however long, breaks nothing', async () => {
  await using server = await startTestServer({ PARLEY_TRUST_PROXY: '1' });
  const [socket, request] = await addressesOf(server, 'x'.repeat(4000));
  for (const address of [socket, request]) expect(String(address).length).toBeLessThan(256);
  expect(server.errors).toEqual([]);
});
