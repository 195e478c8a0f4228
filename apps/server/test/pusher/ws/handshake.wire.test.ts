import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { adminRest } from '../../harness/rest-client.ts';
import { APP_KEY, startTestServer, type TestServer } from '../../harness/test-server.ts';
import { dataOf, RawClient } from './raw-client.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

test('the first frame names the socket and the activity timeout, as JSON in a string', async () => {
  await using client = await RawClient.open(server);
  const [first] = client.frames.items;
  expect(first?.event).toBe('pusher:connection_established');
  expect(typeof first?.data).toBe('string');
  expect(first && dataOf(first)).toEqual({ socket_id: client.socketId, activity_timeout: 120 });
  expect(client.socketId).toMatch(/^\d+\.\d+$/);
});

test.each(['', '?protocol=4', '?protocol=5&client=java', '?protocol=7&version=anything', '/?protocol=7'])(
  'a client that connects with %j is welcome',
  async (query) => {
    await using client = await RawClient.open(server, `/app/${APP_KEY}${query}`);
    expect(client.events()).toEqual(['pusher:connection_established']);
  },
);

test('a path before the one of the protocol is let pass, as its clients can set one', async () => {
  await using client = await RawClient.open(server, `/behind/a/proxy/app/${APP_KEY}?protocol=7`);
  expect(client.events()).toEqual(['pusher:connection_established']);
});

test.each(['3', '8', '0', '-1', 'seven', '7.5', '', '99999999999999999999'])(
  'protocol version %j is refused on the open connection, for good',
  async (version) => {
    await using client = await RawClient.open(server, `/app/${APP_KEY}?protocol=${version}`);
    expect(client.frames.items).toEqual([
      { event: 'pusher:error', data: { code: 4007, message: 'Unsupported protocol version' } },
    ]);
    expect((await client.closed).code).toBe(4007);
  },
);

test.each(['nobody', '%ff', encodeURIComponent('ключ'), 'a'.repeat(3000)])(
  'an unknown key is refused on the open connection, for good',
  async (key) => {
    await using client = await RawClient.open(server, `/app/${key}?protocol=7`);
    expect(client.frames.items[0]).toMatchObject({ event: 'pusher:error', data: { code: 4001 } });
    expect(client.frames.items).toHaveLength(1);
    expect((await client.closed).code).toBe(4001);
  },
);

test('an app that has as many connections as it may refuses the next for good', async () => {
  const rest = adminRest(server);
  await using first = await RawClient.open(server);
  await rest('PATCH', '/apps/default', { settings: { limits: { connections: 1 } } });
  await using second = await RawClient.open(server);
  expect(second.frames.items[0]).toMatchObject({ event: 'pusher:error', data: { code: 4004 } });
  expect((await second.closed).code).toBe(4004);
  await rest('PATCH', '/apps/default', { settings: { limits: { connections: 1000 } } });
  expect(first.events()).toEqual(['pusher:connection_established']);
});

test('what a connection was opened with ends it when it is taken back', async () => {
  const rest = adminRest(server);
  const { body } = await rest('POST', '/apps/default/keys', { kind: 'client' });
  const { id, value } = z.object({ id: z.string(), value: z.string() }).parse(body);
  await using client = await RawClient.open(server, `/app/${value}`);
  await rest('DELETE', `/apps/default/keys/${id}`);
  expect((await client.closed).code).toBe(4009);
  expect(client.events()).toEqual(['pusher:connection_established', 'pusher:error']);
});

test('any page may connect, unless the origins that may are named: then others are sent away for good', async () => {
  await using strict = await startTestServer({ PARLEY_ALLOWED_ORIGINS: 'https://app.example' });
  const statuses = await Promise.all(
    [server, strict].map(async ({ wsUrl }) => {
      const socket = new WebSocket(`${wsUrl}/app/${APP_KEY}`, { origin: 'https://elsewhere.example' });
      const event = await new Promise<string>((resolve) => {
        socket.once('message', (data) => resolve(String(data)));
      });
      socket.terminate();
      return event;
    }),
  );
  expect(statuses[0]).toContain('connection_established');
  expect(statuses[1]).toContain('4009');
});

test('a server that goes down tells clients to come back at once', async () => {
  const leaving = await startTestServer();
  await using client = await RawClient.open(leaving);
  await leaving[Symbol.asyncDispose]();
  expect((await client.closed).code).toBe(4200);
  expect(client.frames.items.at(-1)).toMatchObject({ event: 'pusher:error', data: { code: 4200 } });
});
