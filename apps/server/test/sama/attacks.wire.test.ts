import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { ROUTES } from '../../src/protocols/sama/requests/routes.ts';
import { startTestServer, type TestServer } from '../harness/test-server.ts';
import { httpCall } from './http-call.ts';
import { connected, logIn, PASSWORD, person } from './people.ts';
import { SamaClient } from './sama-client.ts';
import { bareRefusal, group, listed, openWorld, say, type World, withoutHaste } from './world.ts';

let server: TestServer;
let world: World;

beforeAll(async () => {
  server = await startTestServer();
  await withoutHaste(server);
  world = await openWorld(server);
});

afterAll(async () => {
  await world[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

const OPEN = new Set(['ping', 'connect', 'user_create', 'user_login']);
const DOWN = 'db.internal';
const UNAUTHORIZED = { status: 401, message: 'Unauthorized.' };

/** Expects that all that is for users is closed, asked for in either form. */
async function expectClosed(client: SamaClient): Promise<void> {
  for (const name of ROUTES.keys()) {
    if (OPEN.has(name)) continue;
    expect(await client.refusal(name), name).toEqual(UNAUTHORIZED);
    expect(await bareRefusal(client, name, {}), name).toEqual(UNAUTHORIZED);
  }
}

test('whoever was signed out or deleted elsewhere finds every door closed, and its tokens and cookie with them', async () => {
  const who = await person(server, 'gone');
  await using first = await connected(server, who);
  await using second = await connected(server, who);
  await httpCall(server, '/logout', { token: who.token, cookie: who.cookie });
  await expectClosed(first);
  const again = await logIn(server, 'gone');
  const token = String(again.body.access_token);
  for (const client of [first, second]) await client.ask('connect', { token, device_id: 'd1' });
  expect(await first.ask('user_delete')).toMatchObject({ success: true });
  await expectClosed(second);
  const expired = { status: 422, message: 'The token has expired.' };
  expect(await second.refusal('connect', { token, device_id: 'd1' })).toEqual(expired);
  expect(await second.refusal('user_login', { token })).toEqual(expired);
  const byCookie = await httpCall(server, '/login', {
    cookie: again.cookie ?? '',
    body: { device_id: 'd1' },
  });
  expect([byCookie.status, byCookie.text]).toEqual([422, 'The token has expired.']);
});

test('nobody takes a login that looks like that of another, and whoever types a blank too many is signed in', async () => {
  await using client = await SamaClient.open(server);
  const taken = expect.objectContaining({ status: 422 });
  for (const login of ['ann ', 'a\u200bnn', '\u202eann', 'ＡＮＮ', 'ann\n']) {
    expect(await client.refusal('user_create', { login, password: PASSWORD }), login).toEqual(taken);
  }
  for (const login of ['   ', '\u200b\u200b\u200b', '\ufdfa'.repeat(40)]) {
    expect(await client.refusal('user_create', { login, password: PASSWORD })).toMatchObject({ status: 400 });
  }
  const signedIn = await logIn(server, 'Ann ');
  expect(signedIn.body.user).toMatchObject({ _id: world.ann.id, login: 'ann' });
  const emoji = await person(server, '👩\u200d💻👋');
  expect(emoji.id).toHaveLength(24);
});

test('what nests without end is refused, reads as deep as may be reach everybody, and no socket stops', async () => {
  const { bob, ann1, bob1 } = world;
  const cid = await group(ann1, 'Deep', [bob.id]);
  const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
  const refused = { status: 400, message: expect.stringMatching(/nests/) };
  for (const levels of [150, 4000, 20_000, 200_000]) {
    const from = ann1.packets.items.length;
    ann1.send(`{"message":{"id":"x","cid":"${cid}","body":"b","x":{"a":${nested(levels)}}}}`);
    ann1.send(`{"message":{"id":"a","cid":"${cid}","body":"b","attachments":[{"a":${nested(levels)}}]}}`);
    ann1.send(`{"system_message":{"id":"s","cid":"${cid}","x":{"a":${nested(levels)}}}}`);
    ann1.send(`{"request":{"contacts":${nested(levels)},"id":${nested(levels)}}}`);
    const answers = (await ann1.settled()).slice(from, -1);
    expect(answers.slice(0, 3)).toEqual([
      { message: { id: 'x', error: refused } },
      { message: { id: 'a', error: refused } },
      { system_message: { id: 's', error: refused } },
    ]);
    expect(answers).toHaveLength(4);
  }
  const told = await world.heard(() => say(ann1, cid, 'deep', { x: { a: JSON.parse(nested(90)) } }));
  expect(Object.keys(told)).toEqual(['ann2', 'bob1', 'bob2']);
  expect(await listed(bob1, cid)).toMatchObject([{ body: 'deep' }]);
});

test('who does not read is sent away, and harms nobody else in a busy group', async () => {
  const { bob, ann1, bob1 } = world;
  const cid = await group(ann1, 'Slow', [bob.id]);
  await using slow = await connected(server, bob);
  slow.socket.pause();
  const body = 'x'.repeat(60_000);
  const from = bob1.events('message').length;
  // More than the operating system takes for it, and its own queue.
  for (let turn = 0; turn < 300; turn += 1) await say(ann1, cid, body);
  await bob1.settled();
  expect(bob1.events('message').length - from).toBe(300);
  slow.socket.resume();
  // It learns why if it reads on soon enough; or else it is cut off.
  expect([1006, 1013]).toContain(await slow.closed);
});

test('while the database fails each request is told so and nothing else; then all goes on', async () => {
  const { bob, ann1, bob1 } = world;
  const cid = await group(ann1, 'Outage', [bob.id]);
  const { messages, users, conversations } = server.running.core.store.chat;
  const down = new Error(`connect ECONNREFUSED ${DOWN}`);
  const spies = [
    vi.spyOn(messages, 'page').mockRejectedValue(down),
    vi.spyOn(users, 'search').mockRejectedValue(down),
    vi.spyOn(users, 'findByLogin').mockRejectedValue(down),
    vi.spyOn(conversations, 'search').mockRejectedValue(down),
  ];
  const failed = { status: 500, message: 'Internal server error.' };
  expect(await ann1.refusal('message_list', { cid })).toEqual(failed);
  expect(await ann1.refusal('user_search', { keyword: 'b' })).toEqual(failed);
  expect(await ann1.refusal('conversation_list')).toEqual(failed);
  const http = await logIn(server, 'ann');
  expect([http.status, http.text]).toEqual([500, 'Internal server error.']);
  for (const spy of spies) spy.mockRestore();
  expect(server.errors.filter((line) => line.includes(DOWN))).toHaveLength(4);
  await say(ann1, cid, 'it is back');
  expect(await listed(bob1, cid)).toMatchObject([{ body: 'it is back' }]);
});

test('nothing of this failed for a fault of the server', () => {
  expect(server.errors.filter((line) => !line.includes(DOWN))).toEqual([]);
});
