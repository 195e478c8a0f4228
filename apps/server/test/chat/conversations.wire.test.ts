import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { type Followed, follow } from '../harness/follow.ts';
import { refusalOf } from '../harness/refusal-of.ts';
import { adminRest, restClient } from '../harness/rest-client.ts';
import { ADMIN_KEY, startTestServer, type TestServer } from '../harness/test-server.ts';
import { userClient } from '../harness/user-client.ts';

const Listed = z.object({ conversations: z.array(z.object({ id: z.string() })) });

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(async () => {
  expect(server.errors).toEqual([]);
  await server[Symbol.asyncDispose]();
});

/** Users of these names, as the app's backend tells of them. */
async function people(...ids: string[]): Promise<void> {
  const rest = adminRest(server);
  await Promise.all(ids.map((id) => rest('PUT', `/chat/users/${id}`, { firstName: id.toUpperCase() })));
}

/** What a user is told on its own channel: names with what they are about. */
function told(feed: Followed): Array<[name: string, data: unknown]> {
  return feed.items.flatMap(
    (item): Array<[string, unknown]> => (item.type === 'event' ? [[item.name, item.data]] : []),
  );
}

function namesTold(feed: Followed): string[] {
  return told(feed).map(([name]) => name);
}

function isEvent(name: string) {
  return (item: Followed['items'][number]): boolean => item.type === 'event' && item.name === name;
}

test('two users have one private conversation, whoever begins it and however often at once', async () => {
  await people('a1', 'a2', 'a3');
  await using one = await userClient(server, 'a1');
  await using other = await userClient(server, 'a2');
  using news = await follow(other.client, 'user:a2');
  const begun = await Promise.all(
    [1, 2, 3, 4].map((nr) =>
      (nr % 2 === 0 ? one : other).client.chat.conversations.create.mutate({
        kind: 'private',
        participants: [nr % 2 === 0 ? 'a2' : 'a1', 'nobody-here'],
      }),
    ),
  );
  const [{ conversation } = expect.fail()] = begun;
  expect(new Set(begun.map((each) => each.conversation.id)).size).toBe(1);
  expect(begun.filter(({ isNew }) => isNew)).toHaveLength(1);
  expect(conversation).toMatchObject({
    kind: 'private',
    memberCount: 2,
    unread: 0,
    lastMessage: null,
    position: 'new:0',
  });
  expect([conversation.ownerId, conversation.opponentId].sort()).toEqual(['a1', 'a2']);
  await other.client.session.whoAmI.query();
  expect(namesTold(news).length).toBe(conversation.ownerId === 'a1' ? 1 : 0);

  const { create } = one.client.chat.conversations;
  const reasons = await Promise.all([
    refusalOf(create.mutate({ kind: 'private', participants: ['a1'] })),
    refusalOf(create.mutate({ kind: 'private', participants: ['nobody-here'] })),
    refusalOf(create.mutate({ kind: 'private', participants: ['a2', 'a3'] })),
    refusalOf(create.mutate({ kind: 'group', name: 'g', participants: ['a1', 'nobody-here'] })),
  ]);
  expect(reasons.map(({ reason }) => reason)).toEqual([
    'self_conversation',
    'user_not_found',
    'too_many_in_private',
    'no_participants',
  ]);
  const malformed = [
    { kind: 'group' as const, name: ' ', participants: ['a2'] },
    { kind: 'group' as const, name: 'a\0b', participants: ['a2'] },
    { kind: 'group' as const, name: 'g', participants: [] },
  ];
  for (const input of malformed) {
    expect(await refusalOf(create.mutate(input))).toMatchObject({ code: 'bad_request' });
  }
});

test('all members of a group hear that it began, but the connection that began it', async () => {
  await people('b1', 'b2');
  await using begins = await userClient(server, 'b1');
  await using tablet = await userClient(server, 'b1');
  await using member = await userClient(server, 'b2');
  using own = await follow(begins.client, 'user:b1');
  using onTablet = await follow(tablet.client, 'user:b1');
  using onMember = await follow(member.client, 'user:b2');
  const { conversation, isNew } = await begins.client.chat.conversations.create.mutate({
    kind: 'group',
    name: 'Plans',
    description: 'for\nMay',
    participants: ['b2', 'b2', 'b1', 'unknown-to-all'],
  });
  expect(isNew).toBe(true);
  expect(conversation).toMatchObject({
    name: 'Plans',
    role: 'owner',
    ownerId: 'b1',
    opponentId: null,
    memberCount: 2,
  });
  for (const feed of [onTablet, onMember]) {
    await feed.until(isEvent('conversation_created'));
    expect(told(feed)).toEqual([
      [
        'conversation_created',
        {
          conversation: expect.objectContaining({ id: conversation.id, name: 'Plans', ownerId: 'b1' }),
          participants: ['b1', 'b2'],
          by: 'b1',
          position: 'new:0',
        },
      ],
    ]);
  }
  await begins.client.session.whoAmI.query();
  expect(namesTold(own)).toEqual([]);
  const { members } = await member.client.chat.conversations.members.query({ id: conversation.id });
  expect(members).toMatchObject([
    { id: 'b1', role: 'owner', user: { firstName: 'B1' } },
    { id: 'b2', role: 'member', user: { firstName: 'B2' } },
  ]);
  expect(members[0]?.user).not.toHaveProperty('email');
  const page = await member.client.chat.conversations.members.query({ id: conversation.id, after: 'b1' });
  expect(page.members.map(({ id }) => id)).toEqual(['b2']);
});

test('who changes a group must be its owner or an admin, and only the owner says who that is', async () => {
  await people('c1', 'c2', 'c3', 'c4');
  await using owner = await userClient(server, 'c1');
  await using member = await userClient(server, 'c2');
  await using stranger = await userClient(server, 'c4');
  const { conversation } = await owner.client.chat.conversations.create.mutate({
    kind: 'group',
    name: 'Rules',
    participants: ['c2', 'c3'],
  });
  const { id } = conversation;
  const { conversations } = member.client.chat;
  const reasonOf = async (call: Promise<unknown>) => (await refusalOf(call)).reason;
  expect(await reasonOf(stranger.client.chat.conversations.update.mutate({ id, name: 'x' }))).toBe(
    'not_member',
  );
  expect(await reasonOf(stranger.client.chat.conversations.get.query({ id }))).toBe('not_member');
  expect(await reasonOf(conversations.get.query({ id: '0'.repeat(24) }))).toBe('conversation_not_found');
  expect(await reasonOf(conversations.update.mutate({ id, name: 'x' }))).toBe('not_admin');
  expect(await reasonOf(conversations.addMembers.mutate({ id, users: ['c4'] }))).toBe('not_admin');
  expect(await reasonOf(conversations.removeMembers.mutate({ id, users: ['c3'] }))).toBe('not_admin');
  expect(await reasonOf(conversations.setRole.mutate({ id, user: 'c2', role: 'admin' }))).toBe('not_owner');

  const { conversations: ofOwner } = owner.client.chat;
  await ofOwner.setRole.mutate({ id, user: 'c2', role: 'admin' });
  expect(await reasonOf(ofOwner.setRole.mutate({ id, user: 'c4', role: 'admin' }))).toBe('user_not_found');
  expect(await conversations.update.mutate({ id, name: 'New', description: 'd' })).toMatchObject({
    name: 'New',
    role: 'admin',
  });
  expect(await conversations.update.mutate({ id, description: null })).toMatchObject({ description: null });
  expect(await reasonOf(conversations.removeMembers.mutate({ id, users: ['c1'] }))).toBe('not_owner');
  expect(await reasonOf(conversations.setRole.mutate({ id, user: 'c3', role: 'owner' }))).toBe('not_owner');

  expect(await ofOwner.setRole.mutate({ id, user: 'c2', role: 'owner' })).toMatchObject({
    ownerId: 'c2',
    role: 'admin',
  });
  expect(await conversations.setRole.mutate({ id, user: 'c1', role: 'member' })).toMatchObject({
    role: 'owner',
  });
  expect(await reasonOf(ofOwner.update.mutate({ id, name: 'x' }))).toBe('not_admin');
});

test('either of two may name their private conversation, and nobody comes into it or goes', async () => {
  await people('d1', 'd2', 'd3');
  await using one = await userClient(server, 'd1');
  await using other = await userClient(server, 'd2');
  using news = await follow(one.client, 'user:d1');
  const { conversation } = await one.client.chat.conversations.create.mutate({
    kind: 'private',
    participants: ['d2'],
  });
  const { id } = conversation;
  const { conversations } = other.client.chat;
  expect(await conversations.update.mutate({ id, name: 'Us' })).toMatchObject({ name: 'Us' });
  await news.until(isEvent('conversation_updated'));
  for (const call of [
    () => conversations.addMembers.mutate({ id, users: ['d3'] }),
    () => conversations.removeMembers.mutate({ id, users: ['d1'] }),
    () => conversations.setRole.mutate({ id, user: 'd1', role: 'admin' }),
    () => conversations.setRole.mutate({ id, user: 'd1', role: 'owner' }),
  ]) {
    expect(await refusalOf(call())).toMatchObject({ reason: 'not_group' });
  }
});

test('who is added begins to read there; the group reads who came and went, and who went hears it last', async () => {
  await people('e1', 'e2', 'e3');
  await using owner = await userClient(server, 'e1');
  await using stays = await userClient(server, 'e2');
  await using comes = await userClient(server, 'e3');
  const { conversation } = await owner.client.chat.conversations.create.mutate({
    kind: 'group',
    name: 'Team',
    participants: ['e2'],
  });
  const { id } = conversation;
  await owner.client.chat.messages.send.mutate({ conversation: id, text: 'before' });
  using onOwner = await follow(owner.client, `conversation:${id}`);
  using onStays = await follow(stays.client, 'user:e2');
  using onComes = await follow(comes.client, 'user:e3');

  const added = await owner.client.chat.conversations.addMembers.mutate({
    id,
    users: ['e3', 'e2', 'unknown-to-all'],
  });
  expect(added).toMatchObject({ memberCount: 3 });
  await onComes.until(isEvent('conversation_updated'));
  const offset = Number(conversation.position.split(':')[1]);
  expect(told(onComes)).toMatchObject([
    [
      'conversation_updated',
      {
        participants: ['e1', 'e2', 'e3'],
        unread: 0,
        lastMessage: { body: { text: 'before' } },
        position: expect.stringMatching(new RegExp(`:${offset + 1}$`)),
      },
    ],
  ]);
  // What was said before is to be read, but not unread; that it came is.
  expect(await comes.client.chat.conversations.get.query({ id })).toMatchObject({
    unread: 1,
    lastMessage: { text: 'E3 has been added to the group' },
  });
  expect(await stays.client.chat.conversations.get.query({ id })).toMatchObject({ unread: 2 });
  const joined = await onOwner.until((item) => item.type === 'event');
  expect(joined).toMatchObject({
    name: 'message',
    user: 'e1',
    data: { text: 'E3 has been added to the group', system: { kind: 'member_added', userId: 'e3' } },
  });

  await owner.client.chat.conversations.removeMembers.mutate({ id, users: ['e3', 'nobody'] });
  await onComes.until(isEvent('conversation_removed'));
  await comes.client.session.whoAmI.query();
  expect(namesTold(onComes)).toEqual(['conversation_updated', 'conversation_removed']);
  await onOwner.until(
    (item) => item.type === 'event' && item.id !== (joined.type === 'event' ? joined.id : ''),
  );
  expect(onOwner.data()).toMatchObject([{}, { text: 'E3 has been removed from the group' }]);
  await stays.client.session.whoAmI.query();
  // Who stays reads of it in the group.
  expect(namesTold(onStays)).toEqual([]);
  expect((await comes.client.chat.conversations.list.query({})).conversations).toEqual([]);

  // Who comes back begins anew.
  await owner.client.chat.conversations.addMembers.mutate({ id, users: ['e3'] });
  expect(await comes.client.chat.conversations.get.query({ id })).toMatchObject({ unread: 1 });
});

test('a group has no more members than the app allows', async () => {
  await people('f1', 'f2', 'f3', 'f4');
  const rest = adminRest(server);
  await rest('PATCH', '/apps/default', { settings: { chat: { groupMembers: 3 } } });
  await using owner = await userClient(server, 'f1');
  const { create, addMembers } = owner.client.chat.conversations;
  const tooMany = { reason: 'too_many_participants' };
  const group = { kind: 'group', name: 'Small' } as const;
  expect(await refusalOf(create.mutate({ ...group, participants: ['f2', 'f3', 'f4'] }))).toMatchObject(
    tooMany,
  );
  const { conversation } = await create.mutate({ ...group, participants: ['f2', 'f3'] });
  expect(await refusalOf(addMembers.mutate({ id: conversation.id, users: ['f4'] }))).toMatchObject(tooMany);
  await rest('PATCH', '/apps/default', { settings: { chat: { groupMembers: 50 } } });
  expect(await addMembers.mutate({ id: conversation.id, users: ['f4'] })).toMatchObject({ memberCount: 4 });
});

test('an owner who leaves is followed by the oldest admin, and the last one out ends the group', async () => {
  await people('g1', 'g2', 'g3');
  await using owner = await userClient(server, 'g1');
  await using phone = await userClient(server, 'g1');
  await using heir = await userClient(server, 'g3');
  using onPhone = await follow(phone.client, 'user:g1');
  using onHeir = await follow(heir.client, 'user:g3');
  const { conversation } = await owner.client.chat.conversations.create.mutate({
    kind: 'group',
    name: 'Leaving',
    participants: ['g2', 'g3'],
  });
  const { id } = conversation;
  await owner.client.chat.conversations.setRole.mutate({ id, user: 'g3', role: 'admin' });
  using inGroup = await follow(heir.client, `conversation:${id}`);
  await owner.client.chat.conversations.leave.mutate({ id });
  await onPhone.until(isEvent('conversation_left'));
  expect(told(onPhone).at(-1)).toEqual(['conversation_left', { conversationId: id }]);
  await inGroup.until((item) => item.type === 'event');
  expect(inGroup.data()).toMatchObject([
    { text: 'G1 has left the group', system: { kind: 'member_left', userId: 'g1' } },
  ]);
  await onHeir.until(isEvent('conversation_updated'));
  expect(await heir.client.chat.conversations.get.query({ id })).toMatchObject({
    ownerId: 'g3',
    role: 'owner',
    memberCount: 2,
  });
  expect(await refusalOf(owner.client.chat.conversations.leave.mutate({ id }))).toMatchObject({
    reason: 'not_member',
  });

  // To remove oneself is to leave; the owner may take everybody along.
  const gone = await heir.client.chat.conversations.removeMembers.mutate({ id, users: ['g2', 'g3'] });
  expect(gone).toEqual({ conversation: null });
  expect(await refusalOf(heir.client.chat.conversations.get.query({ id }))).toMatchObject({
    reason: 'conversation_not_found',
  });
  await using other = await userClient(server, 'g2');
  using later = await follow(other.client, 'user:g2', { rewind: 10 });
  await later.until(isEvent('conversation_removed'));
});

test('a private conversation that one of the two left is open again when it is written to or begun', async () => {
  await people('h1', 'h2');
  await using one = await userClient(server, 'h1');
  await using other = await userClient(server, 'h2');
  const begin = () => one.client.chat.conversations.create.mutate({ kind: 'private', participants: ['h2'] });
  const { id } = (await begin()).conversation;
  await one.client.chat.messages.send.mutate({ conversation: id, text: 'old' });
  await other.client.chat.conversations.leave.mutate({ id });
  expect((await other.client.chat.conversations.list.query({})).conversations).toEqual([]);
  using news = await follow(other.client, 'user:h2');
  await one.client.chat.messages.send.mutate({ conversation: id, text: 'are you there?' });
  await news.until(isEvent('conversation_created'));
  expect(told(news)).toMatchObject([
    [
      'conversation_created',
      { participants: ['h1', 'h2'], unread: 0, lastMessage: { body: { text: 'old' } } },
    ],
  ]);
  expect(await other.client.chat.conversations.get.query({ id })).toMatchObject({
    unread: 1,
    lastMessage: { text: 'are you there?' },
  });

  await one.client.chat.conversations.leave.mutate({ id });
  await other.client.chat.conversations.leave.mutate({ id });
  const anew = await begin();
  expect(anew).toMatchObject({ isNew: true, conversation: { lastMessage: null, role: 'owner' } });
  expect(anew.conversation.id).not.toBe(id);
  await one.client.chat.conversations.leave.mutate({ id: anew.conversation.id });
  const again = await begin();
  expect(again).toMatchObject({ isNew: false, conversation: { id: anew.conversation.id, memberCount: 2 } });
});

test('conversations are listed by what was said last, and an old one with a new message is found', async () => {
  await people('i1', 'i2');
  await using user = await userClient(server, 'i1');
  const { conversations, messages } = user.client.chat;
  const ids: string[] = [];
  for (const name of ['One', 'Two', 'Three 100%']) {
    const { conversation } = await conversations.create.mutate({ kind: 'group', name, participants: ['i2'] });
    ids.push(conversation.id);
  }
  const [one = '', two = '', three = ''] = ids;
  const before = (await conversations.list.query({})).conversations;
  const sent = await messages.send.mutate({ conversation: one, text: 'news' });
  const listed = (await conversations.list.query({})).conversations;
  expect(listed.map(({ id }) => id)).toEqual([one, three, two]);
  expect(listed[0]).toMatchObject({ updatedAt: sent.at, unread: 0, lastMessage: { id: sent.id } });
  const newest = Math.max(...before.map(({ updatedAt }) => updatedAt));
  const after = await conversations.list.query({ updatedAfter: Math.min(newest, sent.at - 1) });
  expect(after.conversations.map(({ id }) => id)).toContain(one);
  const older = await conversations.list.query({ updatedBefore: sent.at, limit: 1 });
  expect(older.conversations.map(({ id }) => id)).not.toContain(one);
  expect((await conversations.list.query({ ids: [two, '0'.repeat(24)] })).conversations).toHaveLength(1);

  const named = async (name: string) =>
    (await conversations.search.query({ name })).conversations.map(({ id }) => id);
  expect(await named('t')).toEqual([three, two]);
  expect(await named('%')).toEqual([three]);
  expect(await named('.*')).toEqual([]);
  await using stranger = await userClient(server, 'i3');
  expect((await stranger.client.chat.conversations.search.query({ name: 'One' })).conversations).toEqual([]);
});

test('an image that is no file of anybody leaves the list of conversations as it is', async () => {
  await people('j1', 'j2');
  await using owner = await userClient(server, 'j1');
  const { conversations } = owner.client.chat;
  const { conversation } = await conversations.create.mutate({
    kind: 'group',
    name: 'Picture',
    participants: ['j2'],
  });
  const { id } = conversation;
  const image = { fileId: 'f'.repeat(24), fileName: 'gone.png' };
  using inGroup = await follow(owner.client, `conversation:${id}`);
  expect(await conversations.update.mutate({ id, image })).toMatchObject({ image });
  await inGroup.until((item) => item.type === 'event');
  expect(inGroup.data()).toEqual([
    { text: 'Group chat image was updated', system: { kind: 'image_updated' } },
  ]);
  const listed = (await conversations.list.query({})).conversations;
  expect(listed.map((each) => each.image)).toEqual([image]);
});

test('a backend acts for a user over REST, and what was made is there after a restart', async () => {
  await people('k1', 'k2');
  const asOne = restClient(server, { 'api-key': ADMIN_KEY, 'as-user': 'k1' });
  const created = await asOne('POST', '/chat/conversations', {
    kind: 'group',
    name: 'Kept',
    participants: ['k2'],
  });
  expect(created).toMatchObject({ status: 201, body: { isNew: true, conversation: { name: 'Kept' } } });
  const { conversations: listed } = Listed.parse((await asOne('GET', '/chat/conversations?limit=5')).body);
  const id = listed[0]?.id ?? '';
  expect(await asOne('GET', '/chat/conversations/search?name=kep')).toMatchObject({
    status: 200,
    body: { conversations: [{ id }] },
  });
  const removed = await asOne('DELETE', `/chat/conversations/${id}/members?users=k2`);
  expect(removed).toMatchObject({ status: 200, body: { conversation: { memberCount: 1 } } });
  expect(await asOne('PUT', `/chat/conversations/${id}/members/k2/role`, { role: 'admin' })).toMatchObject({
    status: 404,
  });
  await asOne('POST', `/chat/conversations/${id}/members`, { users: ['k2'] });

  server = await server.restart();
  const again = restClient(server, { 'api-key': ADMIN_KEY, 'as-user': 'k2' });
  expect(await again('GET', `/chat/conversations/${id}`)).toMatchObject({
    status: 200,
    body: { name: 'Kept', role: 'member', memberCount: 2, unread: 1 },
  });
  expect(await again('POST', `/chat/conversations/${id}/leave`)).toMatchObject({ status: 200 });
});
