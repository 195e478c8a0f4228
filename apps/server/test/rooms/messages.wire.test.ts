import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { appToken } from '../harness/app-token.ts';
import { follow } from '../harness/follow.ts';
import { adminRest } from '../harness/rest-client.ts';
import { startTestServer, type TestServer } from '../harness/test-server.ts';
import { userClient } from '../harness/user-client.ts';
import { SocketLinkClient } from '../socketlink/socketlink-client.ts';
import { backend, clientCalls, says } from './room-calls.ts';

const TRUNCATED = says('Database truncated successfully!');
const Messages = z.array(
  z.strictObject({ timestamp: z.string().regex(/^[0-9]{13}$/), message: z.string(), uid: z.string() }),
);

let server: TestServer;
let rest: ReturnType<typeof backend>;
beforeAll(async () => {
  server = await startTestServer();
  rest = backend(server);
});
afterAll(() => server[Symbol.asyncDispose]());

/** The backend publishes so many texts in a room: 1, 2, … */
async function fill(channel: string, count: number): Promise<void> {
  for (let first = 1; first <= count; first += 100) {
    const events = Array.from({ length: Math.min(100, count - first + 1) }, (_, n) => ({
      channel,
      name: 'message',
      data: String(first + n),
    }));
    await adminRest(server)('POST', '/events/batch', { events });
  }
}

/** The texts of a page. */
async function texts(path: string): Promise<string[]> {
  const [status, body] = await rest('GET', path);
  expect(status).toBe(200);
  return Messages.parse(body).map(({ message }) => message);
}

test('the newest ten come first, an offset leaves out exactly so many, by either path', async () => {
  await fill('pub-cache-page', 25);
  const newest = Array.from({ length: 10 }, (_, n) => String(25 - n));
  expect(await texts('/messages/room/pub-cache-page')).toEqual(newest);
  expect(await texts('/messages/room?rid=pub-cache-page&limit=10&offset=0')).toEqual(newest);
  expect(await texts('/messages/room/pub-cache-page?limit=3&offset=1')).toEqual(['24', '23', '22']);
  expect(await texts('/messages/room/pub-cache-page?limit=10&offset=23')).toEqual(['2', '1']);
  expect(await texts('/messages/room/pub-cache-page?offset=25')).toEqual([]);
  expect(await texts('/messages/room/pub-cache-page?limit=ten&offset=-1')).toEqual(newest);
  expect(await texts('/messages/room/pub-cache-page?limit=0')).toEqual([]);
  expect(await rest('GET', '/messages/room/pub-cache-page?limit=11')).toEqual([
    400,
    expect.objectContaining({ message: 'Limit cannot be greater than 10!' }),
  ]);
});

test('what was deleted is not counted, what was edited is shown as it stands', async () => {
  const publish = async (data: unknown) => {
    const { body } = await adminRest(server)('POST', '/channels/pub-cache-edit/events', { name: 'm', data });
    return z.object({ id: z.string() }).parse(body).id;
  };
  await publish('one');
  const gone = await publish('gone');
  const changed = await publish('before');
  await rest('DELETE', `/channels/pub-cache-edit/events/${gone}`);
  await rest('PATCH', `/channels/pub-cache-edit/events/${changed}`, { data: 'after' });
  await publish({ not: 'a text' });
  expect(await texts('/messages/room/pub-cache-edit')).toEqual(['{"not":"a text"}', 'after', 'one']);
  expect(await texts('/messages/room/pub-cache-edit?offset=2')).toEqual(['one']);
});

test('rooms that keep nothing for this, and names that are no room, have no messages', async () => {
  await fill('pub-plain', 2);
  await fill('conversation:1', 2);
  for (const rid of ['pub-plain', 'conversation:1', 'pub-cache-never', 'cache-x']) {
    expect(await rest('GET', `/messages/room/${rid}`)).toEqual([200, []]);
  }
});

test('by the client key only who is in the room reads it, with the names of the senders', async () => {
  using ann = await SocketLinkClient.connect(server, 'ann');
  const outside = clientCalls(server, 'ann');
  const denied = { status: 403, body: expect.objectContaining({ message: 'Access denied!' }) };
  expect(await outside.messages('pub-cache-m')).toMatchObject(denied);
  expect(await clientCalls(server, '').messages('pub-cache-m')).toMatchObject(denied);
  await ann.enter('pub-cache-m');
  const message = 'a "quote"\nand a line';
  ann.send(message, 'pub-cache-m');
  const page = async () => (await outside.messages('pub-cache-m')).body;
  await expect.poll(page).toEqual([{ timestamp: expect.stringMatching(/^[0-9]{13}$/), message, uid: 'ann' }]);
  expect((await outside.messages('pub-cache-m', '?limit=11')).status).toBe(400);
  expect(await outside.messages('pub-cache-page')).toMatchObject(denied);
});

test('who may listen in a room but not read what was said there is in the room and reads nothing', async () => {
  await fill('pri-cache-past', 3);
  const tokenOf = async (uid: string, rights: string[]) => ({
    authorization: `Bearer ${await appToken({ sub: uid, channels: { 'pri-cache-past': rights } })}`,
  });
  const listener = await tokenOf('listens only', ['subscribe']);
  const reader = await tokenOf('reads too', ['subscribe', 'history']);
  using one = await SocketLinkClient.connect(server, 'listens only', { headers: listener });
  using other = await SocketLinkClient.connect(server, 'reads too', { headers: reader });
  await one.enter('pri-cache-past');
  await other.enter('pri-cache-past');
  for (const headers of [{}, listener]) {
    const { status } = await clientCalls(server, one.uid, headers).messages('pri-cache-past');
    expect(status).toBe(403);
  }
  expect((await clientCalls(server, other.uid).messages('pri-cache-past')).body).toHaveLength(3);
});

test('truncating empties cache rooms and leaves everything else as it is', async () => {
  await fill('pub-state-cache-t', 30);
  await fill('pri-cache-t', 3);
  await fill('conversation:t', 3);
  using ann = await SocketLinkClient.connect(server, 'stays');
  await ann.enter('pub-state-cache-t');
  await rest('POST', '/rooms/users/ban', [{ rid: 'pub-cache-t', uid: ['still banned'] }]);
  await rest('POST', '/rooms/messaging/disable', [{ rid: 'pub-cache-t', uid: ['still muted'] }]);
  const kept = {
    bans: await rest('GET', '/users/banned'),
    mutes: await rest('GET', '/users/messaging/disabled'),
  };
  const { roomMessagesStored } = server.running.core.stats.of('default');
  expect(await rest('DELETE', '/database')).toEqual(TRUNCATED);
  for (const rid of ['pub-state-cache-t', 'pri-cache-t', 'pub-cache-page']) {
    expect(await texts(`/messages/room/${rid}`)).toEqual([]);
  }
  expect((await adminRest(server)('GET', '/channels/conversation:t/history')).body).toMatchObject({
    events: [{}, {}, {}],
  });
  expect(await rest('GET', '/users/banned')).toEqual(kept.bans);
  expect(await rest('GET', '/users/messaging/disabled')).toEqual(kept.mutes);
  expect(ann.entrance.has('pub-state-cache-t')).toBe(true);
  expect(server.running.core.stats.of('default').roomMessagesStored).toBe(roomMessagesStored);
  expect(await rest('DELETE', '/database', {})).toEqual(TRUNCATED);
});

test('while rooms are truncated, messages go on: none is lost to readers, and those that come after stay', async () => {
  await fill('pub-cache-busy', 3000);
  await using reader = await userClient(server, 'reader');
  using feed = await follow(reader.client, 'pub-cache-busy');
  let isTruncating = true;
  const published: string[] = [];
  const publishing = (async () => {
    for (let n = 0; isTruncating || published.length < 20; n += 1) {
      const data = `live ${n}`;
      const { status } = await adminRest(server)('POST', '/channels/pub-cache-busy/events', {
        name: 'm',
        data,
      });
      expect(status).toBe(201);
      published.push(data);
    }
  })();
  expect(await rest('DELETE', '/database')).toEqual(TRUNCATED);
  isTruncating = false;
  await publishing;
  await adminRest(server)('POST', '/channels/pub-cache-busy/events', { name: 'm', data: 'after' });
  await feed.event('after');
  expect(feed.items.map(({ type }) => type)).not.toContain('gap');
  expect(feed.data()).toEqual([...published, 'after']);
  const [newest, ...others] = await texts('/messages/room/pub-cache-busy');
  expect(newest).toBe('after');
  expect(others.every((text) => text.startsWith('live'))).toBe(true);
});
