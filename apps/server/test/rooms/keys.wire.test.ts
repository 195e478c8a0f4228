import { afterAll, beforeAll, expect, test } from 'vitest';
import { nativeApiDocument } from '../../src/api/native-api-document.ts';
import { appToken } from '../harness/app-token.ts';
import { signIn } from '../harness/dashboard.ts';
import { APP_KEY, APP_SECRET, startTestServer, type TestServer } from '../harness/test-server.ts';
import { messageIn } from './room-calls.ts';

const INVALID = 'Unauthorized access, Invalid API key!';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

interface Route {
  readonly method: string;
  readonly path: string;
  /** Whether a client key is enough. */
  readonly isForClients: boolean;
}

const routes: Route[] = Object.entries(nativeApiDocument().paths).flatMap(([path, methods]) =>
  Object.entries(methods).flatMap(([method, { tags, security }]) => {
    if (!tags.includes('Rooms') || security.some((kinds) => Object.keys(kinds).length === 0)) return [];
    const isForClients = security.some((kinds) => 'roomKey' in kinds);
    const filled = path.replace('{action}', 'enable').replace('{rid}', 'pub-cache-x');
    return [{ method: method.toUpperCase(), path: filled, isForClients }];
  }),
);

/** Every route with a body that no operation takes, so that one whose key is looked at too late answers otherwise. */
async function ask({ method, path }: Route, headers: Record<string, string>) {
  const response = await fetch(`${server.url}/api/v1${path}`, {
    method,
    headers,
    ...(method === 'GET' ? {} : { body: '{"broken":' }),
  });
  return [response.status, messageIn(await response.json())];
}

test('the rooms have all the paths that the original has, and those that its documents name besides', () => {
  const known = routes.map(({ method, path }) => `${method} ${path}`);
  expect(known).toEqual(
    expect.arrayContaining([
      ...['GET /metrics', 'GET /mysql/sync', 'GET /rooms/users/all', 'POST /rooms/users', 'POST /broadcast'],
      ...['POST /rooms/broadcast', 'POST /connections/broadcast', 'POST /users/broadcast'],
      ...['POST /rooms/users/ban', 'POST /rooms/users/unban', 'POST /rooms/messaging/enable'],
      ...['GET /server/messaging/enable', 'PUT /server/messaging/enable', 'GET /users/banned'],
      ...['GET /messages/room', 'GET /messages/room/pub-cache-x', 'DELETE /database', 'GET /users/orphan'],
      ...['GET /users/subscriptions/all', 'POST /users/subscriptions', 'GET /users/messaging/disabled'],
      ...['GET /users/subscribe/room/pub-cache-x', 'GET /users/unsubscribe/room/pub-cache-x'],
    ]),
  );
});

test.each(routes)(
  '$method $path without a key, or with a wrong one, is answered 401 in the known words',
  async (route) => {
    for (const headers of [
      {},
      { 'api-key': '' },
      { 'api-key': 'wrong' },
      { 'api-key': APP_SECRET },
      { 'api-key': APP_KEY.slice(0, -1) },
      { authorization: 'Bearer x' },
    ]) {
      expect(await ask(route, headers)).toEqual([401, INVALID]);
    }
  },
);

test.each(routes.filter(({ isForClients }) => !isForClients))(
  '$method $path does not take a client key, wherever it is sent, with a token or without',
  async (route) => {
    const authorization = `Bearer ${await appToken({ sub: 'ann', channels: ['*'] })}`;
    for (const headers of [
      { 'api-key': APP_KEY },
      { 'api-key': APP_KEY, authorization },
      { 'x-parley-key': APP_KEY },
      { 'x-parley-key': APP_KEY, authorization },
    ]) {
      expect(await ask(route, headers)).toEqual([401, INVALID]);
    }
  },
);

test('a browser that is signed in to the dashboard cannot be made to change anything by a link', async () => {
  const { cookie } = await signIn(server);
  const { core } = server.running;
  const link = await fetch(`${server.url}/api/v1/server/messaging/disable`, { headers: { cookie } });
  expect([link.status, messageIn(await link.json())]).toEqual([401, INVALID]);
  expect(core.apps.get('default').settings.messagingEnabled).toBe(true);
  const meant = { cookie, 'x-parley-csrf': '1' };
  expect((await fetch(`${server.url}/api/v1/server/messaging/disable`, { headers: meant })).status).toBe(200);
  expect((await fetch(`${server.url}/api/v1/users/banned`, { headers: { cookie } })).status).toBe(200);
  expect(core.apps.get('default').settings.messagingEnabled).toBe(false);
});
