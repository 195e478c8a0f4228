import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../harness/test-server.ts';
import { connected } from './people.ts';
import { conversations, group, nextMoment, openWorld, pair, say, type World } from './world.ts';

let server: TestServer;
let world: World;

beforeAll(async () => {
  server = await startTestServer();
  world = await openWorld(server);
});

afterAll(async () => {
  await world[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

const ISO = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
const OID = expect.stringMatching(/^[0-9a-f]{24}$/);
const NUMBER = expect.any(Number);
const NOWHERE = 'f'.repeat(24);

const error = (status: number, message: string) => ({ status, message });
const FORBIDDEN = error(403, 'Forbidden.');
const BAD_REQUEST = error(400, 'Bad Request.');
const USER_SELECTED = error(422, 'Please select at least one user.');
const TOO_MANY = error(422, 'There are too many users in the group conversation.');
const CIDS_REQUIRED = error(422, "'cids' field is required.");

/** The order of ids in the server's answers. */
const newestFirst = (ids: readonly string[]) => [...ids].sort().reverse();

test('a group is made of who exists; all but the socket that made it hear of it', async () => {
  const { ann, bob, cat, ann1 } = world;
  let answer: unknown;
  const heard = await world.heard(async () => {
    const participants = [bob.id, cat.id, NOWHERE];
    const request = { type: 'g', name: 'Hall', description: 'Talk', participants, owner_id: bob.id };
    answer = (await ann1.ask('conversation_create', request)).conversation;
  });
  const made = {
    _id: OID,
    organization_id: 'default',
    type: 'g',
    name: 'Hall',
    description: 'Talk',
    owner_id: ann.id,
    participants: [ann.id, bob.id, cat.id].sort(),
    created_at: ISO,
    updated_at: ISO,
  };
  expect(answer).toEqual({ ...made, unread_messages_count: 0 });
  const cid = Object(answer)._id;
  const news = {
    system_message: { _id: cid, cid, from: ann.id, t: NUMBER, x: { conversation_created: made } },
  };
  expect(heard).toEqual({ ann2: [news], bob1: [news], bob2: [news], cat1: [news], cat2: [news] });
});

test('the two of a private conversation have one, whoever asks, and may have it for themselves again', async () => {
  const { ann, bob, ann1, bob1 } = world;
  let cid = '';
  const first = await world.heard(async () => {
    cid = await pair(ann1, bob.id);
  });
  expect(Object.keys(first)).toEqual(['ann2', 'bob1', 'bob2']);
  const again = await world.heard(async () => {
    expect(await pair(bob1, ann.id)).toBe(cid);
    const { conversation } = await ann1.ask('conversation_create', {
      ...{ type: 'u', participants: [ann.id, bob.id], opponent_id: bob.id },
    });
    expect(conversation).toMatchObject({ _id: cid, type: 'u', owner_id: ann.id, opponent_id: bob.id });
  });
  expect(again).toEqual({});
});

test('leaving a private conversation tells the other side nothing; a word there brings back who had left', async () => {
  const { ann, bob, cat, cat1, bob1 } = world;
  const cid = await pair(cat1, bob.id);
  const left = await world.heard(async () => {
    expect(await cat1.ask('conversation_delete', { id: cid })).toMatchObject({ success: true });
  });
  expect(left).toEqual({});
  expect((await conversations(cat1)).map(({ _id }) => _id)).not.toContain(cid);
  const back = await world.heard(() => say(bob1, cid, 'come back'));
  const created = { system_message: { x: { conversation_created: { _id: cid } }, from: bob.id } };
  const message = { message: { cid, body: 'come back', from: bob.id } };
  expect(back).toMatchObject({ bob2: [message], cat1: [created, message], cat2: [created, message] });
  expect(Object.keys(back)).toEqual(['bob2', 'cat1', 'cat2']);
  const both = await cat1.ask('get_participants_by_cids', { cids: [cid] });
  expect(both).toMatchObject({ conversations: { [cid]: [cat.id, bob.id] } });
  expect(Object.keys(Object(both.conversations))).toEqual([cid]);
  expect(JSON.stringify(both)).not.toContain(ann.id);
});

test('the first thing that is wrong with a new conversation is told, in the order of its fields', async () => {
  const { ann, bob, cat, ann1 } = world;
  const refused = (body: unknown) => ann1.refusal('conversation_create', body);
  expect(await refused({})).toEqual(error(422, 'Conversation type missed.'));
  expect(await refused({ type: 'x', participants: [] })).toEqual(
    error(422, 'The type you entered is incorrect.'),
  );
  expect(await refused({ type: 'g', participants: [] })).toEqual(
    error(422, "You haven't specified a conversation name."),
  );
  expect(await refused({ type: 'g', name: 'n', participants: [] })).toEqual(USER_SELECTED);
  expect(await refused({ type: 'u' })).toEqual(USER_SELECTED);
  expect(await refused({ type: 'g', name: 'n', participants: 'all' })).toEqual(USER_SELECTED);
  const many = Array.from({ length: 51 }, (_, index) => `user-${index}`);
  expect(await refused({ type: 'g', name: 'n', participants: many })).toEqual(TOO_MANY);
  expect(await refused({ type: 'g', name: 'n', participants: [ann.id] })).toEqual(
    error(422, 'Participants not provided.'),
  );
  expect(await refused({ type: 'u', participants: [bob.id, cat.id] })).toEqual(
    error(422, 'There are too many users in the private conversation.'),
  );
  expect(await refused({ type: 'u', participants: [ann.id] })).toEqual(
    error(422, 'The specified user is incorrect.'),
  );
  expect(await refused({ type: 'u', participants: [NOWHERE] })).toEqual(error(422, 'Opponent ID not found.'));
  expect(await refused({ type: 'u', participants: [bob.id], foo: 1 })).toEqual(
    error(422, '"foo" is not allowed'),
  );
  expect(await refused({ type: 'u', participants: [bob.id], is_encrypted: true })).toEqual(
    error(422, '"is_encrypted" is not valid'),
  );
});

test('who is added, and all who are there, hear what happens in a group, in this order', async () => {
  const { ann, bob, cat, ann1 } = world;
  const all = expect.arrayContaining([ann.id, bob.id, cat.id]);
  const cid = await group(ann1, 'Growing', [bob.id]);
  await say(ann1, cid, 'before cat');
  const heard = await world.heard(async () => {
    const { conversation } = await ann1.ask('conversation_update', {
      ...{ id: cid, name: 'Grown', participants: { add: [cat.id] } },
    });
    expect(conversation).toMatchObject({
      _id: cid,
      name: 'Grown',
      participants: all,
    });
  });
  const added = {
    message: {
      ...{ _id: OID, cid, c_type: 'g', from: ann.id, t: NUMBER, body: 'cat has been added to the group' },
      x: {
        type: 'added_participant',
        user: {
          ...{ _id: cat.id, native_id: cat.id, login: 'cat', recent_activity: NUMBER },
          ...{ created_at: ISO, updated_at: ISO },
        },
      },
      ...{ created_at: ISO, updated_at: ISO },
    },
  };
  const changed = { system_message: { x: { conversation_updated: { _id: cid, name: 'Grown' } } } };
  const welcome = {
    system_message: {
      x: {
        conversation_updated: {
          ...{ _id: cid, name: 'Grown', participants: all },
          last_message: { body: 'before cat', from: ann.id },
        },
      },
    },
  };
  expect(heard.ann1).toEqual([added]);
  expect(heard.ann2).toEqual([added, expect.objectContaining({ system_message: expect.anything() })]);
  expect(heard.ann2?.[1]).toMatchObject(changed);
  expect(heard.bob1).toEqual(heard.ann2);
  expect(heard.cat1?.[0]).toMatchObject(welcome);
  expect(heard.cat1?.slice(1)).toEqual([added]);
  expect(heard.cat2).toEqual(heard.cat1);
  // What was said before is not unread for who came after it.
  const [seen] = await conversations(world.cat1, { ids: [cid] });
  expect(seen).toMatchObject({ unread_messages_count: 1, last_message: { body: added.message.body } });
});

test('who is removed is told so, and hears nothing more; the others read who it was', async () => {
  const { ann, bob, cat, ann1, cat1 } = world;
  const cid = await group(ann1, 'Shrinking', [bob.id, cat.id]);
  const heard = await world.heard(async () => {
    await ann1.ask('conversation_update', { id: cid, participants: { remove: [cat.id] } });
    await say(ann1, cid, 'among us');
  });
  const removed = {
    message: {
      body: 'cat has been removed from the group',
      x: { type: 'removed_participant', user: { _id: cat.id, native_id: cat.id, login: 'cat' } },
    },
  };
  const kicked = {
    system_message: { _id: cid, cid, from: ann.id, x: { conversation_kicked: { _id: cid } } },
  };
  const said = { message: { body: 'among us' } };
  expect(heard).toMatchObject({
    ...{ ann1: [removed], ann2: [removed, said], bob1: [removed, said], bob2: [removed, said] },
    ...{ cat1: [kicked], cat2: [kicked] },
  });
  expect(await cat1.refusal('message_list', { cid })).toEqual(FORBIDDEN);
  expect(await cat1.refusal('conversation_update', { id: cid, name: 'Mine' })).toEqual(FORBIDDEN);
  // Notes about users tell nobody their e-mail or phone.
  expect(JSON.stringify(heard)).not.toMatch(/"(email|phone)"/);
});

test('a group is renamed with or without naming participants, by those who run it alone', async () => {
  const { bob, cat, ann1, bob1 } = world;
  const cid = await group(ann1, 'Named', [bob.id, cat.id]);
  for (const [name, more] of [
    ['One', {}],
    ['Two', { participants: {} }],
  ] as const) {
    const heard = await world.heard(async () => {
      expect((await ann1.ask('conversation_update', { id: cid, name, ...more })).conversation).toMatchObject({
        name,
      });
    });
    const news = { system_message: { x: { conversation_updated: { _id: cid, name } } } };
    expect(heard).toMatchObject({ ann2: [news], bob1: [news], bob2: [news], cat1: [news], cat2: [news] });
    expect(heard).not.toHaveProperty('ann1');
    // What its readers know of unread messages stays as it is.
    expect(JSON.stringify(heard)).not.toContain('unread');
  }
  expect(await bob1.refusal('conversation_update', { id: cid, name: 'Three' })).toEqual(FORBIDDEN);
  await ann1.ask('conversation_update', { id: cid, admins: { add: [bob.id] } });
  const admins = await bob1.ask('get_admins_by_cids', { cids: [cid, NOWHERE] });
  expect(admins).toMatchObject({ conversations: { [cid]: expect.arrayContaining([world.ann.id, bob.id]) } });
  expect(admins.users).toHaveLength(2);
  expect((await bob1.ask('conversation_update', { id: cid, name: 'Three' })).conversation).toBeDefined();
});

test('a group tells of its new picture; one that is no file keeps nobody from seeing their conversations', async () => {
  const { bob, cat, ann1, bob1 } = world;
  const cid = await group(ann1, 'Pictured', [bob.id, cat.id]);
  const picture = { file_id: 'no-such-file', file_name: 'a.png', file_blur_hash: 'LKO2' };
  const heard = await world.heard(async () => {
    await ann1.ask('conversation_update', { id: cid, image_object: picture });
  });
  const note = {
    message: {
      body: 'Group chat image was updated',
      x: { type: 'update_image', conversation: { _id: cid, image_object: picture } },
    },
  };
  const news = { system_message: { x: { conversation_updated: { image_object: picture } } } };
  expect(heard).toMatchObject({ ann1: [note], ann2: [news, note], bob1: [news, note], cat2: [news, note] });
  const [seen] = await conversations(bob1, { ids: [cid] });
  expect(seen).toMatchObject({ image_object: picture });
  expect(seen).not.toHaveProperty('image_url');

  const { files } = await ann1.ask('create_files', [{ name: 'b.png', size: 3, content_type: 'image/png' }]);
  const file_id = Object(files)[0].object_id;
  const { conversation } = await ann1.ask('conversation_update', { id: cid, image_object: { file_id } });
  expect(conversation).toMatchObject({
    image_object: { file_id },
    image_url: expect.stringContaining(server.url),
  });
  const [shown] = await conversations(bob1, { ids: [cid] });
  expect(shown).toMatchObject({ image_url: expect.stringContaining(server.url) });
});

test('what a conversation cannot be changed to is refused', async () => {
  const { ann, bob, cat, ann1, cat1 } = world;
  const cid = await group(ann1, 'Firm', [bob.id]);
  const two = await pair(ann1, bob.id);
  const refused = (body: unknown) => ann1.refusal('conversation_update', body);
  expect(await refused({ name: 'n' })).toEqual(error(422, '"id" is required'));
  expect(await refused({ id: NOWHERE, name: 'n' })).toEqual(BAD_REQUEST);
  expect(await refused({ id: cid, name: '' })).toEqual(error(422, '"name" is not valid'));
  expect(await refused({ id: cid, foo: 1 })).toEqual(error(422, '"foo" is not allowed'));
  expect(await refused({ id: two, participants: { add: [cat.id] } })).toEqual(BAD_REQUEST);
  expect(await cat1.refusal('conversation_update', { id: two, name: 'Ours' })).toEqual(FORBIDDEN);
  expect(await refused({ id: cid, participants: { remove: [ann.id, bob.id] } })).toBeUndefined();
  expect(await refused({ id: cid, name: 'n' })).toEqual(BAD_REQUEST);

  const last = await group(ann1, 'Last', [bob.id]);
  const request = { id: last, participants: { remove: [bob.id, ann.id] } };
  expect(await ann1.ask('conversation_update', request)).toMatchObject({ deleted: true });
});

test('a group of as many as may be takes nobody more', async () => {
  const { bob, cat, ann1 } = world;
  const cid = await group(ann1, 'Full', [bob.id]);
  const { apps } = server.running.core;
  const bound = (groupMembers: number) =>
    apps.update('default', {
      settingsOf: (settings) => ({ ...settings, chat: { ...settings.chat, groupMembers } }),
    });
  await bound(2);
  const refusal = await ann1.refusal('conversation_update', { id: cid, participants: { add: [cat.id] } });
  const create = await ann1.refusal('conversation_create', {
    ...{ type: 'g', name: 'n', participants: [bob.id, cat.id] },
  });
  await bound(50);
  expect(refusal).toEqual(error(422, "You've reached the maximum participant limit."));
  expect(create).toEqual(TOO_MANY);
});

test('who leaves a group is read of by those who stay, and its owner has an heir', async () => {
  const { ann, bob, cat, ann1, bob1 } = world;
  const cid = await group(ann1, 'Left', [bob.id, cat.id]);
  const heard = await world.heard(async () => {
    expect(await ann1.ask('conversation_delete', { id: cid })).toMatchObject({ success: true });
  });
  const left = {
    message: { body: 'ann has left the group', x: { type: 'left_participants', user: { _id: ann.id } } },
  };
  expect(heard).toMatchObject({ bob1: [left, {}], bob2: [left, {}], cat1: [left, {}], cat2: [left, {}] });
  expect(heard).not.toHaveProperty('ann1');
  expect(heard).not.toHaveProperty('ann2');
  const [seen] = await conversations(bob1, { ids: [cid] });
  expect(seen?.owner_id).not.toBe(ann.id);
  expect(await ann1.refusal('conversation_delete', { id: cid })).toEqual(
    error(404, 'ConversationParticipant not found.'),
  );
  expect(await ann1.refusal('conversation_delete', { id: NOWHERE })).toEqual(BAD_REQUEST);
  expect(await ann1.refusal('conversation_delete')).toEqual(error(422, '"id" is required'));
});

test('conversations are chosen by what happened last, old ones with news included, and told in the order they were made', async () => {
  const { bob, ann1, bob1 } = world;
  const old = await group(ann1, 'List old', [bob.id]);
  const middle = await group(ann1, 'List middle', [bob.id]);
  const young = await group(ann1, 'List young', [bob.id]);
  const since = await nextMoment(server, ann1);
  const mid = await say(bob1, old, 'news in an old chat');
  const [one, ...others] = await conversations(ann1, { updated_at: { gt: since - 1 } });
  expect([one, ...others].map((shown) => shown?._id)).toEqual(expect.arrayContaining([old]));
  expect(one?._id === middle || others.some(({ _id }) => _id === middle)).toBe(false);
  const found = [one, ...others].find((shown) => shown?._id === old);
  expect(found).toMatchObject({
    ...{ type: 'g', name: 'List old', unread_messages_count: 1, organization_id: 'default' },
    last_message: { _id: mid, from: bob.id, body: 'news in an old chat', reactions: {} },
  });
  expect(Object(found?.last_message)).not.toHaveProperty('status');
  expect(Object(found?.last_message)).not.toHaveProperty('cid');

  const ids = (await conversations(ann1, { ids: [old, middle, young, NOWHERE] })).map(({ _id }) => _id);
  expect(ids).toEqual([young, middle, old]);
  // The two that something happened in last are the oldest and the youngest.
  expect((await conversations(ann1, { limit: 2 })).map(({ _id }) => _id)).toEqual([young, old]);
  const before = (await conversations(ann1, { updated_at: { lt: since } })).map(({ _id }) => _id);
  expect(before).toContain(middle);
  expect(before).not.toContain(old);
  const all = await conversations(ann1, { updated_at: {} });
  expect(all.map(({ _id }) => _id)).toEqual(newestFirst(all.map(({ _id }) => _id)));
  expect(await ann1.refusal('conversation_list', { ids: Array.from({ length: 11 }, () => old) })).toBe(
    '"ids" must contain less than or equal to 10 items',
  );
});

test('a page of conversations is as long as the app says, however many are asked for', async () => {
  const { cat, ann1 } = world;
  for (let made = 0; made < 31; made += 1) await group(ann1, `Page ${made}`, [cat.id]);
  expect(await conversations(ann1, { limit: 1000 })).toHaveLength(30);
  expect(await conversations(ann1)).toHaveLength(30);
});

test('participants are named by user objects and by conversation, of the own conversations alone', async () => {
  const { ann, bob, cat, ann1, cat1 } = world;
  const three = await group(ann1, 'Three', [bob.id, cat.id]);
  const two = await pair(ann1, bob.id);
  const answer = await ann1.ask('get_participants_by_cids', { cids: [three, two, NOWHERE] });
  expect(answer.conversations).toEqual({
    [three]: expect.arrayContaining([ann.id, bob.id, cat.id]),
    [two]: [ann.id, bob.id],
  });
  const ids = Array.from(Object(answer.users), (user) => Object(user)._id);
  expect(ids).toEqual(newestFirst([ann.id, bob.id, cat.id]));
  expect(Object(answer.users)[0]).toMatchObject({ native_id: ids[0] });
  expect(await cat1.ask('get_participants_by_cids', { cids: [two] })).toMatchObject({
    ...{ users: [], conversations: {} },
  });
  expect(await ann1.refusal('get_participants_by_cids')).toEqual(CIDS_REQUIRED);
  expect(await ann1.refusal('get_participants_by_cids', { cids: 5 })).toEqual(CIDS_REQUIRED);
  expect(await ann1.refusal('get_admins_by_cids')).toEqual(CIDS_REQUIRED);
});

test('a search finds the own conversations alone, and takes what it looks for literally', async () => {
  const { cat, ann1, bob1 } = world;
  const mine = await group(ann1, 'Findable (1)', [cat.id]);
  await group(bob1, 'Findable (2)', [cat.id]);
  expect((await ann1.ask('conversation_search', { name: 'findable (' })).conversations).toEqual([mine]);
  for (const name of ['Find.*', 'Find%1', 'Findabl_ (', '%', '!', '\\']) {
    expect((await ann1.ask('conversation_search', { name })).conversations, name).toEqual([]);
  }
  expect(await ann1.refusal('conversation_search')).toBe('"name" is required');
  expect(await ann1.refusal('conversation_search', { name: '' })).toBe('"name" is required');
  await using seeded = await connected(server, world.ann, '/?dialect=seed');
  const { conversations: found } = await seeded.ask('conversation_search', { name: 'findable' });
  expect(found).toEqual([{ _id: mine, name: 'Findable (1)' }]);
  expect(await seeded.refusal('conversation_search')).toEqual(error(422, '"name" is required'));
});

test('nothing of this failed for a fault of the server', () => {
  expect(server.errors).toEqual([]);
});
