import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { MessageModel } from '../../src/api/chat/models/message.ts';
import { appToken } from '../harness/app-token.ts';
import { follow } from '../harness/follow.ts';
import { refusalOf } from '../harness/refusal-of.ts';
import { adminRest, clientHeaders, restClient } from '../harness/rest-client.ts';
import { ADMIN_KEY, startTestServer, type TestServer } from '../harness/test-server.ts';
import { userClient } from '../harness/user-client.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

/** REST calls of a user by its own token. */
async function restOf(user: string) {
  return restClient(server, clientHeaders(await appToken({ sub: user })));
}

/** A group of these users, the first of them its owner. */
async function groupOf(owner: string, ...others: string[]): Promise<string> {
  for (const user of others) await adminRest(server)('PUT', `/chat/users/${user}`, {});
  await using client = await userClient(server, owner);
  const { conversation } = await client.client.chat.conversations.create.mutate({
    ...{ kind: 'group', name: 'group', participants: others },
  });
  return conversation.id;
}

test('a member hears every word of its conversation on the channel, once and in order, also what it missed', async () => {
  const id = await groupOf('ann', 'bob');
  const channel = `conversation:${id}`;
  await using ann = await userClient(server, 'ann');
  await using bob = await userClient(server, 'bob');
  const send = (text: string) => ann.client.chat.messages.send.mutate({ conversation: id, text });
  const before = await follow(bob.client, channel);
  using own = await follow(ann.client, channel);
  const first = await send('one');
  expect(await before.event({ text: 'one' })).toMatchObject({
    ...{ kind: 'publish', name: 'message', user: 'ann', id: first.id, position: first.position },
  });
  await before.leave();
  const second = await send('two');
  await ann.client.chat.messages.edit.mutate({ conversation: id, id: first.id, text: 'ONE' });
  await ann.client.chat.messages.delete.mutate({ conversation: id, ids: [second.id], for: 'everyone' });
  using after = await follow(bob.client, channel, { lastEventId: before.ids.at(-1) ?? '' });
  await send('three');
  await after.event({ text: 'three' });
  expect(after.items[0]).toMatchObject({ type: 'subscribed', recovery: 'resumed' });
  const heard = after.items.flatMap((item) => (item.type === 'event' ? [item] : []));
  expect(heard.map(({ kind, target, data }) => [kind, target ?? null, data])).toEqual([
    // What was deleted meanwhile is gone from the log; its place is not.
    ['publish', null, null],
    ['edit', first.id, { text: 'ONE' }],
    ['delete', second.id, null],
    ['publish', null, { text: 'three' }],
  ]);
  const offsets = heard.map(({ position }) => Number(position.split(':')[1]));
  expect(offsets).toEqual(offsets.map((_, index) => first.offset + 1 + index));
  // The connection that spoke has its answers, and no copy of what it said.
  expect(own.data()).toEqual([]);
});

test('who is no member is refused everything, and a word cannot be put into a conversation past chat', async () => {
  const id = await groupOf('ann', 'bob');
  await using eve = await userClient(server, 'eve', ['*']);
  await using bob = await userClient(server, 'bob');
  const { messages } = eve.client.chat;
  const { id: known } = await bob.client.chat.messages.send.mutate({ conversation: id, text: 'x' });
  for (const call of [
    () => messages.send.mutate({ conversation: id, text: 'x' }),
    () => messages.list.query({ conversation: id }),
    () => messages.get.query({ conversation: id, id: known }),
    () => messages.edit.mutate({ conversation: id, id: known, text: 'x' }),
    () => messages.delete.mutate({ conversation: id, ids: [known], for: 'everyone' }),
    () => messages.delete.mutate({ conversation: id, ids: [known], for: 'me' }),
    () => messages.read.mutate({ conversation: id }),
    () => messages.typing.mutate({ conversation: id }),
    () => messages.react.mutate({ conversation: id, id: known, add: 'x' }),
    () => messages.reactions.query({ conversation: id, id: known }),
    () => messages.signal.mutate({ to: { conversation: id }, custom: {} }),
  ]) {
    expect(await refusalOf(call())).toMatchObject({ code: 'forbidden', reason: 'not_member' });
  }
  const nowhere = messages.send.mutate({ conversation: 'f'.repeat(24), text: 'x' });
  expect(await refusalOf(nowhere)).toMatchObject({ code: 'not_found', reason: 'conversation_not_found' });
  const raw = bob.client.channels.publish.mutate({
    channel: `conversation:${id}`,
    name: 'message',
    data: {},
  });
  expect(await refusalOf(raw)).toMatchObject({ code: 'forbidden' });
});

test('over REST a backend does in a user’s name all that the user can', async () => {
  const id = await groupOf('cleo', 'dora');
  const cleo = restClient(server, { 'api-key': ADMIN_KEY, 'as-user': 'cleo' });
  const dora = await restOf('dora');
  const path = `/chat/conversations/${id}`;
  const custom = { order: 7 };
  const sent = await cleo('POST', `${path}/messages`, { text: 'hello', custom, clientId: 'c1' });
  expect(sent).toMatchObject({ status: 201, body: { duplicate: false } });
  const again = await cleo('POST', `${path}/messages`, { text: 'hello', custom, clientId: 'c1' });
  expect(again.body).toEqual({ ...Object(sent.body), duplicate: true });
  const { messages } = await listed(dora, path);
  const first = messages[0]?.id ?? '';
  expect(messages).toMatchObject([{ user: 'cleo', text: 'hello', custom, clientId: 'c1', isRead: false }]);

  expect(await dora('POST', `${path}/messages/${first}/reactions`, { add: '👍' })).toMatchObject({
    ...{ status: 200, body: { changed: true } },
  });
  expect(await cleo('GET', `${path}/messages/${first}/reactions`)).toMatchObject({
    body: { reactions: [{ reaction: '👍', users: ['dora'] }] },
  });
  expect((await dora('POST', `${path}/read`, { upTo: first })).body).toEqual({ messages: [first] });
  expect((await dora('POST', `${path}/read`, {})).body).toEqual({ messages: [] });
  expect((await dora('POST', `${path}/typing`, { status: 'start' })).status).toBe(202);
  expect((await dora('POST', '/chat/signals', { to: { users: ['cleo'] }, custom: { call: 1 } })).status).toBe(
    202,
  );
  expect((await cleo('PATCH', `${path}/messages/${first}`, { text: 'HELLO' })).status).toBe(200);
  expect((await dora('GET', `${path}/messages/${first}`)).body).toMatchObject({
    ...{ text: 'HELLO', custom, isRead: true, reactions: [{ reaction: '👍', count: 1, own: true }] },
  });
  const operations = await dora('GET', '/chat/operations?at=0');
  expect(operations.body).toMatchObject({
    operations: [
      { conversation: null, name: 'conversation_created' },
      { conversation: id, kind: 'publish', user: 'cleo' },
      { conversation: id, kind: 'edit', user: 'cleo', target: first, data: { text: 'HELLO' } },
    ],
  });
  expect((await dora('GET', '/chat/operations')).status).toBe(400);
  expect(await dora('POST', `${path}/messages/delete`, { ids: [first], for: 'everyone' })).toMatchObject({
    ...{ status: 403, body: { reason: 'may_not_delete' } },
  });
  const hidden = await dora('POST', `${path}/messages/delete`, { ids: [first], for: 'me' });
  expect(hidden.body).toEqual({ deleted: [first] });
  expect((await listed(dora, path)).messages).toEqual([]);
  expect((await listed(cleo, path)).messages).toHaveLength(1);
  const deleted = await cleo('POST', `${path}/messages/delete`, { ids: [first], for: 'everyone' });
  expect(deleted.body).toEqual({ deleted: [first] });
  expect((await listed(cleo, path)).messages).toEqual([]);
});

test('input that is out of form or out of bounds is answered, and a mute holds in chat as everywhere', async () => {
  const id = await groupOf('ann', 'bob');
  const bob = await restOf('bob');
  const path = `/chat/conversations/${id}`;
  for (const body of [
    { text: 1 },
    { text: 'x', unknown: 1 },
    { text: 'x', replyTo: 'no' },
    { text: 'x', clientId: 'with space' },
    { text: 'x', attachments: Array.from({ length: 51 }, () => ({})) },
    { text: 'x', attachments: [{ size: -1 }] },
    { text: 'x'.repeat(65_537) },
    {},
    { text: 'x', custom: { type: 'update_image' } },
  ]) {
    const answer = await bob('POST', `${path}/messages`, body);
    expect(answer, JSON.stringify(body).slice(0, 80)).toMatchObject({ status: 400 });
  }
  const large = await bob('POST', `${path}/messages`, { text: '\u{1f600}'.repeat(32_768) });
  expect(large).toMatchObject({ status: 413, body: { code: 'payload_too_large' } });
  expect((await bob('GET', `${path}/messages?limit=101`)).status).toBe(400);
  expect((await bob('POST', `${path}/read`, { upTo: -1 })).status).toBe(400);
  const react = await bob('POST', `${path}/messages/${'f'.repeat(24)}/reactions`, { add: 'x' });
  expect(react).toMatchObject({ status: 404, body: { reason: 'message_not_found' } });
  expect((await listed(bob, path)).messages).toEqual([]);

  await adminRest(server)('POST', '/mutes', { user: 'bob', channel: `conversation:${id}` });
  const muted = await bob('POST', `${path}/messages`, { text: 'x' });
  expect(muted).toMatchObject({ status: 403, body: { code: 'muted' } });
  await adminRest(server)('POST', '/bans', { user: 'bob', channel: `conversation:${id}` });
  expect(await bob('GET', `${path}/messages`)).toMatchObject({ status: 403 });
});

test('what is unread, read and hidden is the same after a restart', async () => {
  const id = await groupOf('ann', 'bob');
  await using ann = await userClient(server, 'ann');
  const ids: string[] = [];
  for (const text of ['1', '2', '3', '4'])
    ids.push((await ann.client.chat.messages.send.mutate({ conversation: id, text })).id);
  const path = `/chat/conversations/${id}`;
  await (await restOf('bob'))('POST', `${path}/read`, { upTo: ids[1] });
  await (await restOf('bob'))('POST', `${path}/messages/delete`, { ids: [ids[3]], for: 'me' });
  await ann[Symbol.asyncDispose]();
  server = await server.restart();
  const bob = await restOf('bob');
  expect((await bob('GET', path)).body).toMatchObject({ unread: 1, lastMessage: { text: '3' } });
  const { messages } = await listed(await restOf('ann'), path);
  expect(messages.map(({ text, isRead }) => `${text} ${isRead}`)).toEqual([
    ...['4 false', '3 false', '2 true', '1 true'],
  ]);
});

async function listed(
  rest: Awaited<ReturnType<typeof restOf>>,
  path: string,
): Promise<z.infer<typeof Listed>> {
  return Listed.parse((await rest('GET', `${path}/messages`)).body);
}

const Listed = z.object({ messages: z.array(MessageModel) });
