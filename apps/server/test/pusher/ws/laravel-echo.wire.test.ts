import Echo from 'laravel-echo';
import Pusher from 'pusher-js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { APP_KEY, startTestServer, type TestServer } from '../../harness/test-server.ts';
import { trigger } from './backend.ts';
import { type AppUser, stockOptions } from './stock-client.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

/** Echo as Laravel's documentation sets it up, on the real client. */
function echoOf(user: AppUser) {
  const client = new Pusher(APP_KEY, stockOptions(server, user));
  const echo = new Echo({ broadcaster: 'pusher', client, key: APP_KEY, cluster: '' });
  return { echo, [Symbol.dispose]: () => echo.disconnect() };
}

const when = <T>(register: (resolve: (value: T) => void) => unknown): Promise<T> =>
  new Promise((resolve) => void register(resolve));

test.each(['channel', 'private'] as const)('Echo listens by %s()', async (kind) => {
  using ann = echoOf({ id: 'ann' });
  const channel = ann.echo[kind]('orders');
  const subscribed = when<void>((resolve) => channel.subscribed(() => resolve()));
  const shipped = when((resolve) => channel.listen('.order.shipped', resolve));
  await subscribed;
  await trigger(server, { channel: channel.name, name: 'order.shipped', data: { id: 7 } });
  expect(await shipped).toEqual({ id: 7 });
});

test('Echo whispers to the others out of the box', async () => {
  using ann = echoOf({ id: 'ann' });
  using bob = echoOf({ id: 'bob' });
  const from = ann.echo.private('chat');
  const to = bob.echo.private('chat');
  const typing = when((resolve) => to.listenForWhisper('typing', resolve));
  await Promise.all([from, to].map((channel) => when<void>((done) => channel.subscribed(() => done()))));
  from.whisper('typing', { name: 'Ann' });
  expect(await typing).toEqual({ name: 'Ann' });
});

test('Echo knows who is here, who joins and who leaves', async () => {
  using ann = echoOf({ id: 'ann', info: { name: 'Ann' } });
  const room = ann.echo.join('room');
  expect(await when((resolve) => room.here(resolve))).toEqual([{ name: 'Ann' }]);
  const joining = when((resolve) => room.joining(resolve));
  const leaving = when((resolve) => room.leaving(resolve));
  using bob = echoOf({ id: 'bob', info: { name: 'Bob' } });
  bob.echo.join('room');
  expect(await joining).toEqual({ name: 'Bob' });
  bob.echo.leave('room');
  expect(await leaving).toEqual({ name: 'Bob' });
});

test('Echo is told when a channel is refused', async () => {
  using ann = echoOf({ id: 'ann' });
  await trigger(server, { channel: 'x', name: 'x', data: {} });
  const error = when((resolve) => ann.echo.channel('bad name').error(resolve));
  expect(await error).toMatchObject({ type: 'LimitReached', status: 4009 });
});
