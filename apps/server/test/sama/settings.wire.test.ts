import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { startTestServer } from '../harness/test-server.ts';
import { httpCall } from './http-call.ts';
import { connected, logIn, person } from './people.ts';

const PAGE = 'https://chat.example.com';

test('the settings say which pages may come, whether the cookie is for HTTPS, and which dialect is usual', async () => {
  await using server = await startTestServer({
    PARLEY_ALLOWED_ORIGINS: PAGE,
    PARLEY_SECURE_COOKIES: 'true',
    PARLEY_SAMA_DIALECT: 'seed',
  });
  const handshake = (origin: string) =>
    new Promise<number>((resolve) => {
      const socket = new WebSocket(`${server.wsUrl}/`, { origin });
      socket.once('error', () => {});
      socket.once('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
      socket.once('open', () => {
        socket.terminate();
        resolve(101);
      });
    });
  expect(await handshake('https://evil.example')).toBe(403);
  expect(await handshake(PAGE)).toBe(101);

  const ann = await person(server, 'ann-lee');
  const { headers } = await logIn(server, 'ann-lee');
  expect(headers.get('set-cookie')).toContain('; Secure');
  const fromPage = await httpCall(server, '/login', { headers: { origin: PAGE } });
  expect(fromPage.headers.get('access-control-allow-origin')).toBe(PAGE);
  expect(fromPage.headers.get('access-control-allow-credentials')).toBe('true');

  await using seed = await connected(server, ann);
  const activity = { ids: [ann.id] };
  expect((await seed.ask('user_last_activity', activity)).last_activity).toEqual({ [ann.id]: 'online' });
  await using sama = await connected(server, ann, '/?dialect=sama');
  expect((await sama.ask('user_last_activity', activity)).last_activity).toEqual({ [ann.id]: 0 });
});

test('a server that does not speak the protocol has none of its paths', async () => {
  await using server = await startTestServer({ PARLEY_PROTOCOLS: 'pusher' });
  expect((await httpCall(server, '/login', { body: {} })).status).toBe(404);
  const socket = new WebSocket(`${server.wsUrl}/`);
  const refused = new Promise((resolve) => {
    socket.once('error', () => {});
    socket.once('unexpected-response', (_request, response) => resolve(response.statusCode));
  });
  expect(await refused).toBe(404);
});
