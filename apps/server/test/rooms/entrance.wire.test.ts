import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { appToken } from '../harness/app-token.ts';
import { adminRest, type RestAnswer, restClient } from '../harness/rest-client.ts';
import { ADMIN_KEY, APP_KEY, startTestServer, type TestServer } from '../harness/test-server.ts';
import { SocketLinkClient } from '../socketlink/socketlink-client.ts';
import { clientCalls, messageIn } from './room-calls.ts';

let server: TestServer;
let ann: SocketLinkClient;
let count = 0;
/** A room that no other test uses. */
const room = (prefix = 'pub-'): string => {
  count += 1;
  return `${prefix}entrance-${count}`;
};
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());
beforeEach(async () => {
  count += 1;
  ann = await SocketLinkClient.connect(server, `ann ${count}`);
  return () => ann[Symbol.dispose]();
});

function said({ status, body }: RestAnswer): [number, unknown] {
  return [status, messageIn(body)];
}

test('a client enters a room, hears what is said there, and leaves it, by the words that it knows', async () => {
  const calls = clientCalls(server, ann.uid);
  const rid = room();
  const entered = await calls.enter(rid);
  expect([entered.status, entered.body]).toEqual([
    200,
    { message: 'Successfully subscribed to the given room!' },
  ]);
  using bob = await SocketLinkClient.connect(server, `bob ${rid}`);
  await clientCalls(server, bob.uid).enter(rid);
  bob.send('hello', rid);
  expect(await ann.next()).toMatchObject({ data: 'CONNECTED_TO_ROOM', rid });
  expect(await ann.next()).toEqual({ data: 'hello', source: 'user', rid });

  const left = await calls.leave(rid);
  expect([left.status, left.body]).toEqual([
    200,
    { message: 'Successfully unsubscribed from the given room!' },
  ]);
  expect(said(await calls.leave(rid))).toEqual([400, 'You are not subscribed to the given room!']);
});

test.each([
  ['pub-', 200, 'Successfully subscribed to the given room!'],
  ['pub-state-cache', 200, 'Successfully subscribed to the given room!'],
  [`pub-${'x'.repeat(156)}`, 200, 'Successfully subscribed to the given room!'],
  [`pub-${'x'.repeat(157)}`, 400, 'The room ID length should be between 1 to 160 characters!'],
  ['cache-temp-room', 400, 'The provided room type is invalid!'],
  ['pub', 400, 'The provided room type is invalid!'],
  ['#broadcast', 400, 'The provided room type is invalid!'],
  ['global', 400, 'The provided room type is invalid!'],
  ['user:ann', 400, 'The provided room type is invalid!'],
])('entering %s is answered %i', async (rid, status, message) => {
  expect(said(await clientCalls(server, ann.uid).enter(rid))).toEqual([status, message]);
});

test('leaving says what is wrong with a name in its own spelling', async () => {
  const { leave } = clientCalls(server, ann.uid);
  expect(said(await leave('x'.repeat(161)))).toEqual([
    400,
    'The room id length should be between 1 to 160 characters!',
  ]);
  expect(said(await leave('lobby'))).toEqual([400, 'The provided room type is invalid!']);
});

test('the name of a room in the path is decoded, and is the name that frames use', async () => {
  const rid = `${room()} ä%20/b`;
  expect((await clientCalls(server, ann.uid).enter(rid)).status).toBe(200);
  expect(ann.entrance.has(rid)).toBe(true);
  expect((await clientCalls(server, ann.uid).leave(rid)).status).toBe(200);
});

test('entering twice is refused, by GET and by POST, also at the same moment', async () => {
  const { call, enter } = clientCalls(server, ann.uid);
  const rid = room();
  const both = await Promise.all([enter(rid), call('POST', `/users/subscribe/room/${rid}`)]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 400]);
  expect(said(await enter(rid))).toEqual([400, 'You are already subscribed to the given room!']);
});

test('who is not connected, or calls itself nothing, is no client; neither is one of another protocol', async () => {
  const rid = room();
  for (const uid of ['nobody', '']) {
    expect(said(await clientCalls(server, uid).enter(rid))).toEqual([404, 'Invalid uid!']);
    expect(said(await clientCalls(server, uid).leave(rid))).toEqual([404, 'Invalid uid!']);
  }
  expect(
    said(await restClient(server, { 'api-key': APP_KEY })('GET', `/users/subscribe/room/${rid}`)),
  ).toEqual([404, 'Invalid uid!']);
});

test('a uid beyond ASCII is the same in the handshake and in a request', async () => {
  using zoe = await SocketLinkClient.connect(server, 'Zoë 🎉');
  expect((await clientCalls(server, 'Zoë 🎉').enter(room())).status).toBe(200);
  expect([...zoe.entrance.channels]).toHaveLength(1);
});

test('a banned user does not enter, wherever the ban came from, and enters again once it is lifted', async () => {
  const rest = adminRest(server);
  const rid = room();
  const { enter } = clientCalls(server, ann.uid);
  await rest('POST', '/rooms/users/ban', [{ rid, uid: [ann.uid] }]);
  expect(said(await enter(rid))).toEqual([403, 'You have been banned from this room!']);
  expect((await enter(room())).status).toBe(200);
  await rest('POST', '/rooms/users/unban', [{ rid, uid: [ann.uid] }]);
  expect((await enter(rid)).status).toBe(200);
});

test('a private room without a webhook that is asked admits nobody, and says why', async () => {
  const calls = clientCalls(server, ann.uid);
  const rid = room('pri-');
  expect(said(await calls.enter(rid))).toEqual([
    403,
    'The ON_VERIFICATION_REQUEST webhook must be enabled to activate private rooms!',
  ]);
  expect(ann.entrance.has(rid)).toBe(false);
});

test('the shared client key moves nobody whose connection is elsewhere', async () => {
  await using behind = await startTestServer({ PARLEY_TRUST_PROXY: 'loopback' });
  const from = (address: string) => ({ 'x-forwarded-for': address });
  using victim = await SocketLinkClient.connect(behind, 'victim', { headers: from('203.0.113.7') });
  const rid = 'pub-cache-theirs';
  const thief = clientCalls(behind, 'victim', from('198.51.100.9'));
  expect(said(await thief.enter(rid))).toEqual([404, 'Invalid uid!']);
  expect((await clientCalls(behind, 'victim', from('203.0.113.7')).enter(rid)).status).toBe(200);
  expect(said(await thief.leave(rid))).toEqual([404, 'Invalid uid!']);
  expect(said(await thief.messages(rid))).toEqual([403, 'Access denied!']);
  expect(victim.entrance.has(rid)).toBe(true);

  const settings = { rooms: { sameAddress: false } };
  expect((await adminRest(behind)('PATCH', '/apps/default', { settings })).status).toBe(200);
  expect((await thief.messages(rid)).status).toBe(200);
  expect((await thief.leave(rid)).status).toBe(200);
});

test('a token of that very user, or the admin key, moves a client from anywhere', async () => {
  await using behind = await startTestServer({ PARLEY_TRUST_PROXY: 'loopback' });
  using roamer = await SocketLinkClient.connect(behind, 'roamer', {
    headers: { 'x-forwarded-for': '203.0.113.7' },
  });
  const bearer = async (sub: string) => ({ authorization: `Bearer ${await appToken({ sub })}` });
  const elsewhere = { 'x-forwarded-for': '198.51.100.9' };
  const own = clientCalls(behind, 'roamer', { ...elsewhere, ...(await bearer('roamer')) });
  expect((await own.enter('pub-by-token')).status).toBe(200);
  const other = clientCalls(behind, 'roamer', { ...elsewhere, ...(await bearer('other')) });
  expect(said(await other.enter('pub-by-other'))).toEqual([404, 'Invalid uid!']);
  const admin = clientCalls(behind, 'roamer', { ...elsewhere, 'api-key': ADMIN_KEY });
  expect((await admin.enter('pub-by-admin')).status).toBe(200);
  expect([...roamer.entrance.channels].sort()).toEqual(['pub-by-admin', 'pub-by-token']);
});

test('a client of another app is nobody here', async () => {
  const created = await adminRest(server)('POST', '/apps', { id: 'other', name: 'Other' });
  const { client } = JSON.parse(JSON.stringify(created.body)).keys;
  const stranger = restClient(server, { 'api-key': client.value, uid: ann.uid });
  const rid = room();
  expect(said(await stranger('GET', `/users/subscribe/room/${rid}`))).toEqual([404, 'Invalid uid!']);
  expect(ann.entrance.has(rid)).toBe(false);
});
