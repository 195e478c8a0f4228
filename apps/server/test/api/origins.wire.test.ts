import { afterAll, beforeAll, expect, test } from 'vitest';
import { rawSocket } from '../harness/raw-socket.ts';
import { ADMIN_KEY, APP_KEY, startTestServer, type TestServer } from '../harness/test-server.ts';

const ALLOWED = 'https://app.acme.test';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ PARLEY_ALLOWED_ORIGINS: `${ALLOWED}/, http://localhost:5173` });
});
afterAll(() => server[Symbol.asyncDispose]());

function preflight(origin: string, method: string, headers = 'api-key,content-type'): Promise<Response> {
  return fetch(`${server.url}/api/v1/channels/room:1/events/0123456789abcdef01234567`, {
    method: 'OPTIONS',
    headers: { origin, 'access-control-request-method': method, 'access-control-request-headers': headers },
  });
}

test.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])(
  'a page of an allowed origin may send %s',
  async (method) => {
    for (const origin of [ALLOWED, 'http://localhost:5173']) {
      const { status, headers } = await preflight(origin, method);
      expect(status).toBe(204);
      expect(headers.get('access-control-allow-origin')).toBe(origin);
      expect(headers.get('access-control-allow-methods')).toContain(method);
      expect(headers.get('access-control-allow-headers')).toContain('api-key');
      expect(headers.get('access-control-allow-credentials')).toBeNull();
    }
  },
);

test.each(['https://evil.test', 'http://app.acme.test', 'https://app.acme.test.evil.test', 'null'])(
  'a page of %s gets no permission',
  async (origin) => {
    const asked = await preflight(origin, 'POST');
    expect(asked.headers.get('access-control-allow-origin')).toBeNull();
    const answer = await fetch(`${server.url}/api/v1/session`, { headers: { origin, 'api-key': ADMIN_KEY } });
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    await expect(rawSocket(server, { key: APP_KEY }, { headers: { origin } })).rejects.toThrow('403');
  },
);

test('answers and refusals to an allowed page can be read by it, with the time to wait', async () => {
  for (const [path, status] of [
    ['/api/v1/session', 401],
    ['/api/v1/nowhere', 404],
    ['/trpc/session.whoAmI', 401],
    ['/openapi.json', 200],
  ] as const) {
    const { status: got, headers } = await fetch(server.url + path, { headers: { origin: ALLOWED } });
    expect([path, got]).toEqual([path, status]);
    expect(headers.get('access-control-allow-origin'), path).toBe(ALLOWED);
    expect(headers.get('access-control-expose-headers'), path).toContain('retry-after');
  }
});

test('a stream of events can be read by a page of an allowed origin', async () => {
  const controller = new AbortController();
  const stream = await fetch(`${server.url}/api/v1/channels/room:1/events?key=${APP_KEY}`, {
    headers: { origin: ALLOWED },
    signal: controller.signal,
  });
  expect([stream.status, stream.headers.get('access-control-allow-origin')]).toEqual([200, ALLOWED]);
  controller.abort();
});

test('WebSockets open to allowed origins, to the server’s own pages, and to what is no browser', async () => {
  for (const headers of [{ origin: ALLOWED }, { origin: server.url }, {}]) {
    using socket = await rawSocket(server, { key: APP_KEY }, { headers });
    socket.send({ id: 1, method: 'query', params: { path: 'session.whoAmI' } });
    expect(await socket.frames.until(() => true)).toMatchObject({ result: {} });
  }
});

test('without configuration only the server’s own pages may', async () => {
  await using own = await startTestServer();
  await expect(rawSocket(own, { key: APP_KEY }, { headers: { origin: ALLOWED } })).rejects.toThrow('403');
  using socket = await rawSocket(own, { key: APP_KEY }, { headers: { origin: own.url } });
  socket.terminate();
});
