import { afterAll, beforeAll, expect, test } from 'vitest';
import { follow } from '../../harness/follow.ts';
import { adminRest } from '../../harness/rest-client.ts';
import { startTestServer, type TestServer } from '../../harness/test-server.ts';
import { userClient } from '../../harness/user-client.ts';
import { RawClient } from './raw-client.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

test('what a client says reaches the others as it came, never itself', async () => {
  await using ann = await RawClient.open(server);
  await using bob = await RawClient.open(server);
  await ann.enter('private-a');
  await bob.enter('private-a');
  const texts: string[] = [];
  bob.socket.on('message', (data) => texts.push(String(data)));
  const data = '{ "n": 1.10, "big": 12345678901234567890, "é": "\\u00e9" }';
  ann.socket.send(`{"data":${data},"event":"client-moved" , "channel":"private-a"}`);
  ann.send('client-said', 'text', 'private-a');
  ann.send('client-nothing', undefined, 'private-a');
  await bob.event('client-nothing');
  expect(texts).toEqual([
    `{"event":"client-moved","channel":"private-a","data":${data}}`,
    '{"event":"client-said","channel":"private-a","data":"text"}',
    '{"event":"client-nothing","channel":"private-a","data":null}',
  ]);
  await ann.settled();
  expect(ann.events().filter((event) => event.startsWith('client-'))).toEqual([]);
});

test('on a presence channel it says who said it, in the type of the id that was signed', async () => {
  await using seven = await RawClient.open(server);
  await using bob = await RawClient.open(server);
  await seven.join('presence-a', 7);
  await bob.join('presence-a', 'bob');
  seven.send('client-typing', {}, 'presence-a');
  expect(await bob.event('client-typing')).toEqual({
    event: 'client-typing',
    channel: 'presence-a',
    data: {},
    user_id: 7,
  });
  bob.send('client-done', {}, 'presence-a');
  expect(await seven.event('client-done')).toMatchObject({ user_id: 'bob' });
});

const refusal = (channel: string, message: RegExp) => ({
  event: 'pusher:error',
  channel,
  data: { code: 4301, message: expect.stringMatching(message) },
});

test.each([
  ['news', 'client-x', /only supported on private and presence channels/],
  ['my-private-x', 'client-x', /only supported on private and presence channels/],
  ['private-not-entered', 'client-x', /not subscribed/],
  ['private-a', 'moved', /must be prefixed by 'client-'/],
  ['private-a', 'my-client-x', /must be prefixed by 'client-'/],
  ['private-a', `client-${'x'.repeat(200)}`, /at most 200/],
])('on %s an event %s is refused and reaches nobody', async (channel, name, message) => {
  await using ann = await RawClient.open(server);
  await using bob = await RawClient.open(server);
  for (const client of [ann, bob]) {
    await client.enter('private-a');
    await client.subscribe('news');
    await client.subscribe('my-private-x');
  }
  ann.send(name, {}, channel);
  expect(await ann.event('pusher:error')).toEqual(refusal(channel, message));
  ann.send('client-last', {}, 'private-a');
  await bob.event('client-last');
  expect(bob.events().slice(4)).toEqual(['client-last']);
});

test('an app that does not want them says so, and one that bounds them is obeyed', async () => {
  const rest = adminRest(server);
  const set = (clients: object) => rest('PATCH', '/apps/default', { settings: { clients } });
  await using ann = await RawClient.open(server);
  await ann.enter('private-a');
  await set({ clientEvents: false });
  ann.send('client-x', {}, 'private-a');
  expect(await ann.event('pusher:error')).toEqual(refusal('private-a', /you must enable this feature/));
  await set({ clientEvents: true, maxEventBytes: 10 });
  const from = ann.frames.items.length;
  ann.send('client-x', 'nine byte', 'private-a');
  expect(await ann.next(from, ({ event }) => event === 'pusher:error')).toEqual(
    refusal('private-a', /exceeds the allowed maximum \(10 bytes\)/),
  );
  await set({ maxEventBytes: 10_240 });
});

test('who says more than its rate is refused, event by event, and stays connected', async () => {
  await using ann = await RawClient.open(server);
  await using bob = await RawClient.open(server);
  await ann.enter('private-rate');
  await bob.enter('private-rate');
  for (let n = 0; n < 30; n += 1) ann.send('client-n', n, 'private-rate');
  await ann.settled();
  await bob.settled();
  const heard = bob.events().filter((event) => event === 'client-n').length;
  const refused = ann.frames.items.filter(({ event }) => event === 'pusher:error');
  expect(heard + refused.length).toBe(30);
  expect(heard).toBeGreaterThanOrEqual(10);
  expect(heard).toBeLessThan(30);
  expect(refused[0]).toEqual(refusal('private-rate', /more than 10 events per second/));
});

test('a muted user is not heard, and told so', async () => {
  const rest = adminRest(server);
  await using ann = await RawClient.open(server);
  await ann.join('presence-a', 'loud');
  await rest('POST', '/mutes', { user: 'loud' });
  ann.send('client-x', {}, 'presence-a');
  expect(await ann.event('pusher:error')).toEqual(refusal('presence-a', /muted/i));
});

test('a native signal arrives as a client event, and a client event as a native signal', async () => {
  await using native = await userClient(server, 'nia', ['private-n']);
  using feed = await follow(native.client, 'private-n');
  await using client = await RawClient.open(server);
  await client.enter('private-n');
  client.send('client-moved', { x: 1 }, 'private-n');
  expect(await feed.until((item) => item.type === 'signal')).toMatchObject({
    name: 'client-moved',
    data: { x: 1 },
  });
  await native.client.channels.signal.mutate({ channel: 'private-n', name: 'typing', data: { on: true } });
  expect(await client.event('client-typing')).toEqual({
    event: 'client-typing',
    channel: 'private-n',
    data: { on: true },
  });
});
