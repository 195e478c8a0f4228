import { readFileSync } from 'node:fs';
import { symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { ChatSettings } from '../../src/core/apps/chat-settings.ts';
import { temporaryFolder } from '../../src/store/testing/temporary-folder.ts';
import { adminRest } from '../harness/rest-client.ts';
import { ADMIN_KEY, startTestServer, type TestServer } from '../harness/test-server.ts';
import { httpCall } from './http-call.ts';
import { connected, logIn, PASSWORD, register } from './people.ts';
import { listed } from './world.ts';

const page = readFileSync(join(import.meta.dirname, '../../../../docs/sama.md'), 'utf8');
const ORIGIN = 'https://chat.example.com';

/** The JavaScript of the page, in the order in which it stands there. */
const CODE = [...page.matchAll(/^```js\n([\s\S]*?)^```/gm)].map(([, code = '']) => code);
/** What is sent to a path, as JSON. */
const sentTo = (path: string): string =>
  new RegExp(`^curl -X \\w+ https://[^ ]*${path} [^\`]*?-d '([^']*)'$`, 'm').exec(page)?.[1] ?? '';

const Check = z.object({
  check: z.function({ input: [z.string(), z.string(), z.string()], output: z.promise(z.array(z.unknown())) }),
});
const Moved = z.promise(
  z.object({ users: z.map(z.string(), z.string()), conversations: z.map(z.string(), z.string()) }),
);
const Move = z.object({
  move: z.function({ input: [z.string(), z.string(), z.object({}).loose()], output: Moved }),
});

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ PARLEY_ALLOWED_ORIGINS: ORIGIN });
});

afterAll(async () => {
  await server[Symbol.asyncDispose]();
});

/** What a sample of the page exports, with the packages that a reader would have. */
async function sample(index: number): Promise<object> {
  await using folder = await temporaryFolder('sample');
  await symlink(join(import.meta.dirname, '../../node_modules'), join(folder.path, 'node_modules'));
  const file = join(folder.path, 'sample.mjs');
  await writeFile(file, CODE[index] ?? '');
  return { ...(await import(pathToFileURL(file).href)) };
}

test('the page’s check signs in, shows the conversations, and says why it cannot', async () => {
  const { check } = Check.parse(await sample(0));
  await register(server, 'checker');
  const { status } = await logIn(server, 'checker');
  expect(status).toBe(200);
  expect(await check(server.url, 'checker', PASSWORD)).toEqual([]);
  await expect(check(server.url, 'checker', 'wrong')).rejects.toThrow('Incorrect username or password.');
});

test('the page’s script moves users, conversations and messages, which SAMA’s clients then see', async () => {
  const rest = adminRest(server);
  const settings = JSON.parse(sentTo('/api/v1/apps/default'));
  expect(await rest('PATCH', '/apps/default', settings)).toMatchObject({ status: 200 });
  const { move } = Move.parse(await sample(1));
  const user = (login: string) => ({ _id: `old-${login}`, login, password: `${login}s password` });
  const said = (_id: string, cid: string, from: string) => {
    return { _id, cid, from, body: `${_id} of ${from}`, created_at: '2024-05-01T10:00:00.000Z' };
  };
  const members = ['old-ann', 'old-bob'];
  const { users, conversations } = await move(server.url, ADMIN_KEY, {
    users: [{ ...user('ann'), email: 'ann@example.com', phone: '123456' }, user('bob'), user('cat')],
    conversations: [
      { _id: 'pair', type: 'u', owner_id: 'old-ann', participants: members },
      { _id: 'all', type: 'g', name: 'All', owner_id: 'old-bob', participants: [...members, 'old-cat'] },
    ],
    messages: [
      said('m1', 'pair', 'old-ann'),
      said('m2', 'all', 'old-cat'),
      said('m3', 'pair', 'old-bob'),
      said('m4', 'all', 'old-ann'),
    ],
  });
  const profile = { firstName: 'Ann', lastName: 'Lee' };
  expect(await rest('PUT', `/chat/users/${users.get('old-ann')}`, profile)).toMatchObject({ status: 200 });
  const { body } = await httpCall(server, '/login', {
    body: { organization_id: 'default', device_id: 'd1', login: 'ann', password: 'anns password' },
  });
  const token = z.string().parse(body.access_token);
  const shown = { email: 'ann@example.com', phone: '123456', first_name: 'Ann', last_name: 'Lee' };
  expect(body.user).toMatchObject({ _id: users.get('old-ann'), ...shown });
  await using ann = await connected(server, { token, deviceId: 'd1' });
  const { conversations: chats } = await ann.ask('conversation_list', {});
  expect(chats).toMatchObject([
    { _id: conversations.get('all'), name: 'All', type: 'g', unread_messages_count: 0 },
    { _id: conversations.get('pair'), type: 'u', unread_messages_count: 0 },
  ]);
  expect(await listed(ann, conversations.get('pair') ?? '')).toMatchObject([
    { from: users.get('old-bob'), body: 'm3 of old-bob', x: { saidAt: '2024-05-01T10:00:00.000Z' } },
    { from: users.get('old-ann'), body: 'm1 of old-ann' },
  ]);
  expect(await listed(ann, conversations.get('all') ?? '')).toHaveLength(2);
});

test('an organization is made as the page says, and its users are its own', async () => {
  const headers = { 'admin-api-key': ADMIN_KEY };
  const made = await httpCall(server, '/admin/organization', {
    headers,
    body: JSON.parse(sentTo('/admin/organization')),
  });
  const { organization } = z
    .object({ organization: z.object({ _id: z.string(), name: z.literal('Sales') }).loose() })
    .parse(made.body);
  await register(server, 'seller', { organization_id: organization._id });
  expect((await logIn(server, 'seller', { organization_id: organization._id })).status).toBe(200);
  expect((await logIn(server, 'seller')).status).toBe(401);
});

test('the operations log is bounded as the page says', async () => {
  const ruled = await adminRest(server)('PUT', '/rules', JSON.parse(sentTo('/api/v1/rules')));
  expect(ruled).toMatchObject({
    status: 200,
    body: { pattern: 'user:*', rule: { retainMs: 1_209_600_000 } },
  });
});

test('pages of other origins than those that are named do not learn the answer of a sign-in', async () => {
  await register(server, 'visitor');
  const body = { login: 'visitor', password: PASSWORD, device_id: 'd1' };
  const allowed = async (origin: string) => {
    const { headers } = await httpCall(server, '/login', { body, headers: { origin } });
    return headers.get('access-control-allow-origin');
  };
  expect([await allowed(ORIGIN), await allowed('https://elsewhere.example.com')]).toEqual([ORIGIN, null]);
});

test('the page names every setting of chat with its default, and no route for backends that is not there', async () => {
  const rows = [...page.matchAll(/^\| `(\w+)`\s*\| `([^`]+)`\s*\|/gm)].map(([, name, value]) => [
    name,
    value,
  ]);
  const settings = Object.entries(ChatSettings.parse({})).map(([name, value]) => [name, String(value)]);
  const names = new Set(settings.map(([name]) => name));
  expect(rows.filter(([name = '']) => names.has(name))).toEqual(settings);
  const routes = [...page.matchAll(/`(\/admin\/[\w/-]+)`/g)].map(([, path = '']) => path);
  expect(routes.length).toBeGreaterThan(3);
  for (const path of routes) {
    const method = path.endsWith('stats') ? 'GET' : 'POST';
    expect((await httpCall(server, path, { method })).text, path).toBe('Unauthorized.');
  }
});
