import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { RestCall } from '../harness/rest-client.ts';
import { startTestServer, type TestServer } from '../harness/test-server.ts';
import { type AppSide, defaultApp, newApp } from './two-apps.ts';

const Id = z.object({ id: z.string() });
const Begun = z.object({ conversation: Id });
const Announced = z.object({ files: z.array(Id.extend({ uploadUrl: z.url() })) });
const Body = z.record(z.string(), z.unknown());
const NOWHERE = 'f'.repeat(24);
const SECRET = 'nobody else is to know';

let server: TestServer;
let here: AppSide;
let there: AppSide;
/** Ann, of the one app, and her namesake in the other. */
let ann: RestCall;
let namesake: RestCall;
let conversation: string;
let message: string;
let file: string;
beforeAll(async () => {
  server = await startTestServer();
  here = defaultApp(server);
  there = await newApp(server, 'there');
  for (const user of ['ann', 'bob', 'only-here']) await here.rest('PUT', `/chat/users/${user}`, {});
  for (const user of ['ann', 'bob', 'dan']) await there.rest('PUT', `/chat/users/${user}`, {});
  [ann, namesake] = [here.as('ann'), there.as('ann')];
  const begun = await ann('POST', '/chat/conversations', {
    ...{ kind: 'group', name: SECRET, participants: ['bob'] },
  });
  conversation = Begun.parse(begun.body).conversation.id;
  const announced = await ann('POST', '/chat/files', {
    files: [{ name: 'a.txt', size: 6, contentType: 'text/plain' }],
  });
  const [upload] = Announced.parse(announced.body).files;
  if (!upload) throw new Error('no file was announced');
  file = upload.id;
  await fetch(upload.uploadUrl, { method: 'PUT', body: 'secret', headers: { 'content-type': 'text/plain' } });
  const said = await ann('POST', `/chat/conversations/${conversation}/messages`, {
    ...{ text: SECRET, attachments: [{ fileId: file }] },
  });
  message = Id.parse(said.body).id;
});
afterAll(() => server[Symbol.asyncDispose]());

test('a conversation of another app and its messages are answered like those that do not exist, to a namesake too', async () => {
  const calls: Array<[method: string, path: (id: string) => string, body?: object]> = [
    ['GET', (id) => `/chat/conversations/${id}`],
    ['PATCH', (id) => `/chat/conversations/${id}`, { name: 'Taken over' }],
    ['GET', (id) => `/chat/conversations/${id}/members`],
    ['POST', (id) => `/chat/conversations/${id}/members`, { users: ['dan'] }],
    ['DELETE', (id) => `/chat/conversations/${id}/members?users=bob`],
    ['PUT', (id) => `/chat/conversations/${id}/members/bob/role`, { role: 'admin' }],
    ['POST', (id) => `/chat/conversations/${id}/leave`],
    ['GET', (id) => `/chat/conversations/${id}/messages`],
    ['POST', (id) => `/chat/conversations/${id}/messages`, { text: 'Let me in' }],
    ['GET', (id) => `/chat/conversations/${id}/messages/${message}`],
    ['PATCH', (id) => `/chat/conversations/${id}/messages/${message}`, { text: 'changed' }],
    ['POST', (id) => `/chat/conversations/${id}/messages/delete`, { ids: [message], for: 'everyone' }],
    ['POST', (id) => `/chat/conversations/${id}/messages/${message}/reactions`, { add: '👍' }],
    ['GET', (id) => `/chat/conversations/${id}/messages/${message}/reactions`],
    ['POST', (id) => `/chat/conversations/${id}/read`, {}],
    ['POST', (id) => `/chat/conversations/${id}/typing`, {}],
  ];
  for (const [method, path, body] of calls) {
    const refused = await namesake(method, path(conversation), body);
    const nowhere = await namesake(method, path(NOWHERE), body);
    expect([refused.status, refused.body], `${method} ${path('…')}`).toEqual([nowhere.status, nowhere.body]);
    expect(refused.status, `${method} ${path('…')}`).toBe(404);
  }
  const custom = { call: 'ringing' };
  const signalled = await namesake('POST', '/chat/signals', { to: { conversation }, custom });
  expect(signalled.status).toBe(404);

  const { body } = await ann('GET', `/chat/conversations/${conversation}/messages`);
  expect(body).toMatchObject({ messages: [{ id: message, text: SECRET, isRead: false, reactions: [] }] });
  const members = await ann('GET', `/chat/conversations/${conversation}/members`);
  expect(members.body).toMatchObject({ members: [{ role: 'owner' }, { role: 'member' }] });
});

test('the log of a conversation is not there in another app, even for whom its backend lets in by name', async () => {
  const channel = `conversation:${conversation}`;
  using theirs = await there.listener('ann', [channel]);
  await theirs.follow(channel);
  await ann('POST', `/chat/conversations/${conversation}/messages`, { text: SECRET });
  await theirs.settled();
  expect(theirs.data).toEqual([]);
  const { body } = await there.rest('GET', `/channels/${channel}/history`);
  expect(body).toMatchObject({ events: [] });
});

test('a namesake finds nothing of another app: no users, conversations, operations or activity', async () => {
  for (const path of [
    '/chat/users?keyword=only',
    '/chat/users-by-id?ids=only-here',
    '/chat/conversations',
    `/chat/conversations/search?name=${encodeURIComponent(SECRET)}`,
    '/chat/operations?at=0',
    '/chat/activity?users=only-here',
    '/chat/contacts',
    '/chat/blocks',
    '/chat/push/subscriptions',
  ]) {
    const { status, body } = await namesake('GET', path);
    expect(status, path).toBe(200);
    const lists = Object.values(Body.parse(body)).filter(Array.isArray);
    expect(lists, path).toEqual([[]]);
  }
  expect(await there.rest('GET', '/chat/users/only-here')).toMatchObject({ status: 404 });
  expect(await there.rest('DELETE', '/chat/users/only-here')).toMatchObject({ status: 404 });
  expect(await here.rest('GET', '/chat/users/only-here')).toMatchObject({ status: 200 });
});

test('users of another app cannot be taken in: they look like those that do not exist', async () => {
  const begun = await namesake('POST', '/chat/conversations', {
    ...{ kind: 'group', name: 'Ours', participants: ['only-here', 'bob'] },
  });
  const ours = Begun.parse(begun.body).conversation.id;
  const { body } = await namesake('GET', `/chat/conversations/${ours}/members`);
  expect(JSON.stringify(body)).not.toContain('only-here');
  const alone = (user: string) =>
    namesake('POST', '/chat/conversations', { kind: 'private', participants: [user] });
  const [refused, nobody] = [await alone('only-here'), await alone('nobody')];
  expect([refused.status, refused.body]).toEqual([nobody.status, nobody.body]);
  expect(refused.status).not.toBe(201);
});

test('a file of another app has no address, and cannot be made one’s own by naming it', async () => {
  expect((await namesake('GET', `/chat/files/urls?ids=${file}`)).body).toEqual({ urls: {} });
  const begun = await namesake('POST', '/chat/conversations', {
    ...{ kind: 'group', name: 'Ours', participants: ['bob'] },
  });
  const ours = Begun.parse(begun.body).conversation.id;
  const attachments = [{ fileId: file }];
  await namesake('POST', `/chat/conversations/${ours}/messages`, { text: 'look', attachments });
  await namesake('PATCH', '/chat/me', { avatar: { fileId: file } });
  await namesake('PATCH', `/chat/conversations/${ours}`, { image: { fileId: file } });
  for (const reader of [namesake, there.as('bob')]) {
    expect((await reader('GET', `/chat/files/urls?ids=${file}`)).body).toEqual({ urls: {} });
  }
  const { body } = await here.as('bob')('GET', `/chat/files/urls?ids=${file}`);
  expect(body).toMatchObject({ urls: { [file]: expect.stringContaining('http') } });
});
