import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { movableRuntime } from '../../harness/movable-runtime.ts';
import { APP_KEY, APP_SECRET, startTestServer, type TestServer } from '../../harness/test-server.ts';
import { signedCall, signedPath } from '../http/signed-call.ts';
import { RawClient } from '../ws/raw-client.ts';
import { otherApp } from './other-app.ts';

const runtime = movableRuntime();
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({}, { runtime });
});
afterAll(() => server[Symbol.asyncDispose]());

const nowS = (): number => Math.floor(runtime.clock.now() / 1000);
const call = (sent: string, init?: RequestInit) => fetch(`${server.url}${sent}`, init);

/** A query that signs exactly this text, and goes over the wire exactly so. */
function signedBy(query: string, signedPairs: string, path = '/apps/default/channels'): string {
  const auth = `auth_key=${APP_KEY}&auth_timestamp=${nowS()}&auth_version=1.0`;
  const text = `GET\n${path}\n${auth}&${signedPairs}`;
  const signature = createHmac('sha256', APP_SECRET).update(text).digest('hex');
  return `${path}?${auth}&${query}&auth_signature=${signature}`;
}

test('a recorded call counts again for ten minutes, as a repetition of an SDK does, and then never again', async () => {
  await using client = await RawClient.open(server);
  await client.subscribe('replayed');
  const body = JSON.stringify({ name: 'paid', channel: 'replayed', data: '1' });
  const recorded = signedPath({ path: '/apps/default/events', body, timestamp: nowS() }, 'POST');
  const again = async () => (await call(recorded, { method: 'POST', body })).status;
  expect([await again(), await again()]).toEqual([200, 200]);
  await client.settled();
  expect(client.events().filter((event) => event === 'paid')).toHaveLength(2);
  runtime.advance(601_000);
  expect(await again()).toBe(401);
});

test('who records a call cannot unsay a part of it by writing a name in capitals', async () => {
  await using client = await RawClient.open(server);
  await client.subscribe('recorded');
  const path = `/apps/default/channels/recorded/events?name=moved&socket_id=${client.socketId}`;
  const recorded = signedPath({ path, body: 'x', timestamp: nowS() }, 'POST');
  for (const sent of [recorded, recorded.replace('socket_id', 'SOCKET_ID')]) {
    expect((await call(sent, { method: 'POST', body: 'x' })).status).toBe(202);
  }
  const emptied = recorded.replace('body_md5', 'BODY_MD5');
  expect((await call(emptied, { method: 'POST' })).status).toBe(401);
  await client.settled();
  expect(client.events()).not.toContain('moved');
});

test.each([
  [
    'a key twice: the last counts',
    'filter_by_prefix=zzz&filter_by_prefix=odd-',
    'filter_by_prefix=zzz&filter_by_prefix=odd-',
    200,
  ],
  ['a list where a text belongs', 'filter_by_prefix[]=odd-', 'filter_by_prefix[]=odd-', 400],
  ['an empty value', 'filter_by_prefix=odd-&x=', 'filter_by_prefix=odd-&x=', 200],
  ['a name without a value', 'filter_by_prefix=odd-&x', 'filter_by_prefix=odd-&x=', 200],
  ['an escape', 'filter_by_prefix=%6Fdd%2D', 'filter_by_prefix=odd-', 200],
  ['an escape that is none', 'filter_by_prefix=odd-&x=%E0%A4%A', 'filter_by_prefix=odd-&x=%E0%A4%A', 200],
  ['a plus sign for a space', 'filter_by_prefix=odd-&x=a+b', 'filter_by_prefix=odd-&x=a b', 200],
  [
    'a very long value',
    `filter_by_prefix=odd-&x=${'y'.repeat(10_000)}`,
    `filter_by_prefix=odd-&x=${'y'.repeat(10_000)}`,
    200,
  ],
  [
    'names of prototypes',
    '__proto__=1&constructor=2&filter_by_prefix=odd-',
    '__proto__=1&constructor=2&filter_by_prefix=odd-',
    401,
  ],
  [
    'names of prototypes, sorted',
    'constructor=2&filter_by_prefix=odd-',
    'constructor=2&filter_by_prefix=odd-',
    200,
  ],
])('an odd query is read as it was signed: %s', async (_what, query, signedPairs, status) => {
  await using client = await RawClient.open(server);
  await client.subscribe('odd-one');
  const answer = await call(signedBy(query, signedPairs));
  expect(answer.status).toBe(status);
  if (status === 200) expect(await answer.json()).toEqual({ channels: { 'odd-one': expect.anything() } });
});

test('neither the key nor the secret of another app opens this one, and a socket_id of another app leaves nobody out', async () => {
  const other = await otherApp(server, 'signed-other');
  const path = '/apps/default/channels';
  const timestamp = nowS();
  const by = (with_: object) => signedCall(server, { path, timestamp, ...with_ });
  expect(await by(other)).toMatchObject({ status: 401, text: 'Unknown auth_key\n' });
  expect((await by({ key: other.key })).status).toBe(401);
  expect((await by({ secret: other.secret })).status).toBe(401);

  await using here = await RawClient.open(server);
  await using there = await RawClient.open(server, `/app/${other.key}`);
  await here.subscribe('both');
  await there.subscribe('both');
  const body = JSON.stringify({ name: 'said', channel: 'both', data: 'x', socket_id: there.socketId });
  await signedCall(server, { path: '/apps/default/events', body, timestamp });
  await here.event('said');
  await there.settled();
  expect(there.events()).not.toContain('said');
});

test('names of prototypes are channels like others, for readers, triggers and questions', async () => {
  const names = ['__proto__', 'constructor', 'toString', 'presence-__proto__'];
  await using client = await RawClient.open(server);
  for (const name of names.slice(0, 3)) await client.subscribe(name);
  await client.join('presence-__proto__', '__proto__', { __proto__: null, constructor: 1 });
  const timestamp = nowS();
  const body = JSON.stringify({
    name: 'constructor',
    channels: names,
    data: '{"__proto__":1}',
    info: 'subscription_count',
  });
  const answer = await signedCall(server, { path: '/apps/default/events', body, timestamp });
  const { channels } = JSON.parse(answer.text);
  expect(Object.entries(channels)).toEqual(names.map((name) => [name, { subscription_count: 1 }]));
  await client.settled();
  expect(client.events().filter((event) => event === 'constructor')).toHaveLength(4);
  const users = '/apps/default/channels/presence-__proto__/users';
  expect((await signedCall(server, { path: users, timestamp })).text).toBe('{"users":[{"id":"__proto__"}]}');
});
