import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { appToken } from '../harness/app-token.ts';
import { adminRest, clientHeaders, type RestCall, restClient } from '../harness/rest-client.ts';
import { startTestServer, type TestServer } from '../harness/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(async () => {
  expect(server.errors).toEqual([]);
  await server[Symbol.asyncDispose]();
});

/** REST calls of a user whom the app's token names, and who is there. */
async function user(id: string): Promise<RestCall> {
  const call = restClient(server, clientHeaders(await appToken({ sub: id })));
  expect(await call('GET', '/chat/me')).toMatchObject({ status: 200 });
  return call;
}

const Created = z.object({ conversation: z.object({ id: z.string() }) });
const Sent = z.object({ id: z.string() });

async function begin(call: RestCall, kind: 'group' | 'private', participants: string[]): Promise<string> {
  const { body } = await call('POST', '/chat/conversations', { kind, participants });
  return Created.parse(body).conversation.id;
}

async function say(call: RestCall, conversation: string, text: string): Promise<string> {
  return Sent.parse((await call('POST', `/chat/conversations/${conversation}/messages`, { text })).body).id;
}

test('who is banned in the app does nothing in chat and learns nothing of it, also without a connection', async () => {
  const [ann, bob] = [await user('ann'), await user('bob')];
  const id = await begin(ann, 'private', ['bob']);
  const message = await say(ann, id, 'hello');
  const admin = adminRest(server);
  await admin('POST', '/bans', { user: 'bob', reason: 'spam' });
  const path = `/chat/conversations/${id}`;
  const calls: ReadonlyArray<readonly [method: string, path: string, body?: unknown]> = [
    ['GET', '/chat/me'],
    ['PATCH', '/chat/me', { firstName: 'Bob' }],
    ['GET', '/chat/users?keyword=a'],
    ['GET', '/chat/users-by-id?ids=ann'],
    ['GET', '/chat/conversations'],
    ['GET', path],
    ['PATCH', path, { name: 'mine' }],
    ['GET', `${path}/messages`],
    ['GET', `${path}/members`],
    ['POST', `${path}/messages`, { text: 'x' }],
    ['POST', `${path}/read`, {}],
    ['POST', `${path}/typing`, {}],
    ['POST', `${path}/messages/${message}/reactions`, { add: '👍' }],
    ['POST', `${path}/messages/delete`, { ids: [message], for: 'everyone' }],
    ['POST', '/chat/conversations', { kind: 'group', participants: ['ann'] }],
    ['GET', '/chat/operations?at=0'],
    ['GET', '/chat/activity?users=ann'],
    ['GET', '/chat/activity/online'],
    ['GET', '/chat/activity/live?users=ann'],
    ['POST', '/chat/push/messages', { users: ['ann'], content: { body: 'x' } }],
    ['POST', '/chat/signals', { to: { users: ['ann'] }, custom: {} }],
    ['POST', '/chat/files', { files: [{ name: 'a', size: 1, contentType: 'text/plain' }] }],
    ['GET', '/chat/contacts'],
    ['GET', '/chat/blocks'],
  ];
  for (const [method, url, body] of calls) {
    const answer = await bob(method, url, body);
    expect(answer, `${method} ${url}`).toMatchObject({ status: 403, body: { code: 'banned' } });
  }
  await admin('DELETE', '/bans?user=bob');
  expect(await bob('GET', '/chat/me')).toMatchObject({ status: 200 });
});

test('who is banned from a conversation learns of nothing that is said there, changes nothing, and may leave', async () => {
  const [cid, dan] = [await user('cid'), await user('dan')];
  await user('eve');
  const id = await begin(cid, 'group', ['dan']);
  await cid('PUT', `/chat/conversations/${id}/members/dan/role`, { role: 'admin' });
  await say(cid, id, 'secret');
  const path = `/chat/conversations/${id}`;
  expect(await dan('GET', path)).toMatchObject({ body: { unread: 1, lastMessage: { text: 'secret' } } });
  await adminRest(server)('POST', '/bans', { user: 'dan', channel: `conversation:${id}` });

  const unheard = { id, unread: 0, lastMessage: null };
  expect(await dan('GET', path)).toMatchObject({ status: 200, body: unheard });
  expect(await dan('GET', '/chat/conversations')).toMatchObject({ body: { conversations: [unheard] } });
  expect(JSON.stringify((await dan('GET', '/chat/operations?at=0')).body)).not.toContain('secret');
  for (const [method, url, body] of [
    ['PATCH', path, { name: 'mine' }],
    ['POST', `${path}/members`, { users: ['eve'] }],
    ['DELETE', `${path}/members?users=cid`, undefined],
  ] as const) {
    expect(await dan(method, url, body), url).toMatchObject({ status: 403, body: { code: 'banned' } });
  }
  expect(await dan('DELETE', `${path}/members?users=dan`)).toMatchObject({ status: 200 });
  expect(await cid('GET', path)).toMatchObject({ body: { memberCount: 1 } });
});

test('who may not speak says nothing by the name of a conversation either, or by a push', async () => {
  const [fay, gil] = [await user('fay'), await user('gil')];
  const id = await begin(fay, 'private', ['gil']);
  const admin = adminRest(server);
  const said = [
    ['PATCH', `/chat/conversations/${id}`, { name: 'you fool' }],
    ['POST', '/chat/conversations', { kind: 'group', name: 'you fool', participants: ['fay'] }],
    ['POST', '/chat/push/messages', { users: ['fay'], content: { body: 'you fool' } }],
    ['POST', '/chat/signals', { to: { users: ['fay'] }, custom: { text: 'you fool' } }],
  ] as const;
  const expectRefused = async (code: string): Promise<void> => {
    for (const [method, url, body] of said) {
      expect(await gil(method, url, body), `${code} ${url}`).toMatchObject({ status: 403, body: { code } });
    }
  };
  await admin('POST', '/mutes', { user: 'gil' });
  await expectRefused('muted');
  await admin('DELETE', '/mutes?user=gil');
  await admin('PUT', '/messaging', { enabled: false });
  await expectRefused('messaging_disabled');
  await admin('PUT', '/messaging', { enabled: true });

  expect(await fay('POST', '/chat/blocks', { users: ['gil'] })).toMatchObject({ status: 200 });
  expect(await gil('PATCH', `/chat/conversations/${id}`, { name: 'you fool' })).toMatchObject({
    status: 403,
    body: { code: 'forbidden', reason: 'blocked' },
  });
});

test('what many are told of counts as many publishes, so that nobody floods a group by adding and removing', async () => {
  const users = Array.from({ length: 45 }, (_one, index) => `crowd-${index}`);
  const admin = adminRest(server);
  await Promise.all(users.map((id) => admin('PUT', `/chat/users/${id}`, {})));
  const hal = await user('hal');
  const id = await begin(hal, 'group', ['ann']);
  const members = `/chat/conversations/${id}/members`;
  const limits = { clientPublishPerSecond: 1, clientPublishBurst: 100 };
  await admin('PATCH', '/apps/default', { settings: { limits } });
  const add = () => hal('POST', members, { users });
  expect(await add()).toMatchObject({ status: 200, body: { memberCount: 47 } });
  expect(await hal('DELETE', `${members}?users=${users.join('&users=')}`)).toMatchObject({ status: 200 });
  // Each cost 46 of the 100.
  expect(await add()).toMatchObject({ status: 429, body: { code: 'rate_limited' } });
});
