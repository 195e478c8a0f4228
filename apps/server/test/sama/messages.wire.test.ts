import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../harness/test-server.ts';
import {
  bareRefusal,
  conversations,
  group,
  listed,
  nextMoment,
  openWorld,
  pair,
  say,
  type World,
  withoutHaste,
} from './world.ts';

let server: TestServer;
let world: World;
/** A group of all three. */
let hall: string;

beforeAll(async () => {
  server = await startTestServer();
  await withoutHaste(server);
  world = await openWorld(server);
  hall = await group(world.ann1, 'Hall', [world.bob.id, world.cat.id]);
});

afterAll(async () => {
  await world[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

const ISO = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
const OID = expect.stringMatching(/^[0-9a-f]{24}$/);
const NOWHERE = 'f'.repeat(24);

const error = (status: number, message: string) => ({ status, message });
const FORBIDDEN = error(403, 'Forbidden.');
const NO_CONVERSATION = error(404, 'Conversation not found.');
const CID_REQUIRED = error(422, "'cid' field is required.");
const EMPTY = error(422, 'Either message body or attachments required.');
const UNKNOWN_MESSAGE = error(422, 'Message ID not found.');
const ID_MISSED = error(422, 'Message ID missed.');
const INCORRECT_ID = error(422, 'Incorrect message ID.');
const NOT_ALLOWED = error(422, '"foo" is not allowed');
const BLOCKED = error(422, 'Communication is not possible - you are in a block list of the recipient.');

test('a message is acknowledged by both names, and stored once however often it is sent', async () => {
  const { ann, ann1 } = world;
  const packet = { message: { id: 'once', cid: hall, body: 'hello', x: { color: 'red' } } };
  const now = server.running.core.runtime.clock.now();
  const heard = await world.heard(async () => ann1.send(packet));
  const { ask, ack } = await ann1.packets.until(({ ask }) => Object(ask).mid === 'once');
  expect(ack).toEqual(ask);
  expect(ask).toEqual({
    mid: 'once',
    server_mid: OID,
    t: expect.any(Number),
    modified: null,
    bot_message: null,
  });
  const message = {
    ...{ _id: Object(ask).server_mid, cid: hall, c_type: 'g', from: ann.id, t: Object(ask).t, body: 'hello' },
    ...{ x: { color: 'red' }, created_at: ISO, updated_at: ISO },
  };
  const all = [{ message }];
  expect(heard).toEqual({ ann2: all, bob1: all, bob2: all, cat1: all, cat2: all });
  const { created_at, updated_at } = Object(heard.bob1?.[0]?.message);
  expect(updated_at).toBe(created_at);
  // Whole seconds of the same moment, never ahead of it.
  expect(Object(ask).t).toBe(Math.floor(Date.parse(created_at) / 1000));
  expect(Date.parse(created_at)).toBeGreaterThanOrEqual(now);

  const again = await world.heard(async () => ann1.send({ request: { ...packet, id: 'r' } }));
  expect(again).toEqual({});
  const answers = ann1.packets.items.filter(({ ask }) => Object(ask).mid === 'once');
  expect(answers).toHaveLength(2);
  expect(answers[1]).toEqual(answers[0]);
  expect((await listed(ann1, hall)).filter(({ body }) => body === 'hello')).toHaveLength(1);
});

test('attachments come as they were sent, in the words of today and of the document', async () => {
  const { ann1, bob1 } = world;
  const today = {
    ...{ file_id: 'f1', file_name: 'a.png', file_content_type: 'image/png', file_size: 240 },
    ...{ file_width: 10, file_height: 20, file_blur_hash: 'LKO2', more: { of: 'it' } },
  };
  const attachments = [today, { name: 'file_1', size: 240, content_type: 'type' }];
  const heard = await world.heard(() => say(ann1, hall, '', { attachments }));
  expect(heard.bob1?.[0]).toMatchObject({ message: { body: '', attachments, x: {} } });
  const [newest] = await listed(bob1, hall, { limit: 1 });
  expect(newest?.attachments).toEqual(attachments);
  expect(newest).not.toHaveProperty('x');
});

test('the first thing that is wrong with a message is told under its name, with its id', async () => {
  const { ann1, cat1, bob } = world;
  const two = await pair(ann1, bob.id);
  const refused = (body: object) => bareRefusal(ann1, 'message', body);
  const attached = (attachment: object) => refused({ id: 'm', cid: hall, attachments: [attachment] });
  const INVALID = error(422, 'Invalid attachment fields.');
  for (const id of ['', 5, 'a\0', 'a\ud800', 'a ', 'x'.repeat(129)]) {
    expect(await refused({ id, cid: hall, body: 'x' })).toEqual(INCORRECT_ID);
  }
  expect(await refused({ id: 'm', body: 'x' })).toEqual(CID_REQUIRED);
  expect(await refused({ id: 'm', cid: hall })).toEqual(EMPTY);
  expect(await refused({ id: 'm', cid: hall, body: '' })).toEqual(EMPTY);
  expect(await refused({ id: 'm', cid: hall, body: 5 })).toEqual(EMPTY);
  expect(await refused({ id: 'm', cid: hall, body: 'x'.repeat(65_537) })).toEqual(EMPTY);
  expect(await refused({ id: 'm', cid: hall, attachments: [] })).toEqual(EMPTY);
  expect(await attached({ file_id: 'f', file_name: 'x'.repeat(256) })).toEqual(INVALID);
  expect(await attached({ file_id: 'f', file_size: 104_857_602 })).toEqual(INVALID);
  expect(await attached({ fileId: 'f' })).toEqual(INVALID);
  expect(await refused({ id: 'm', cid: hall, body: 'x', foo: 1 })).toEqual(NOT_ALLOWED);
  expect(await refused({ id: 'm', cid: NOWHERE, body: 'x' })).toEqual(NO_CONVERSATION);
  expect(await refused({ id: 'm', cid: 'no id', body: 'x' })).toEqual(NO_CONVERSATION);
  expect(await refused({ id: 'm', cid: hall, body: 'x', replied_message_id: NOWHERE })).toEqual(
    error(422, 'Incorrect replied message ID.'),
  );
  const forged = { conversation_kicked: { _id: hall } };
  expect(await refused({ id: 'm', cid: hall, body: 'x', x: forged })).toMatchObject({ status: 400 });
  cat1.send({ message: { id: 'mine', cid: two, body: 'x' } });
  expect(await cat1.event('message', (value) => Object(value).id === 'mine')).toEqual({
    ...{ id: 'mine', error: FORBIDDEN },
  });
  expect((await listed(ann1, two)).length).toBe(0);
});

test('replies and forwarded messages say to what; lists give the messages that are named', async () => {
  const { ann1, bob1, bob } = world;
  const first = await say(ann1, hall, 'first');
  const elsewhere = await pair(ann1, bob.id);
  const heard = await world.heard(() => say(bob1, hall, 'reply', { replied_message_id: first }));
  expect(heard.ann1?.[0]).toMatchObject({ message: { replied_message_id: first } });
  await say(bob1, elsewhere, 'again', { forwarded_message_id: first });
  expect(await listed(ann1, elsewhere)).toMatchObject([{ forwarded_message_id: first }]);
  expect(await listed(bob1, hall, { ids: [first, NOWHERE, 'no id'] })).toMatchObject([{ _id: first }]);
  expect(await ann1.refusal('message_list', { cid: hall, ids: Array(101).fill(first) })).toMatchObject({
    status: 422,
  });
});

test('pages are turned by when messages were said, and caught up by what was said or edited since', async () => {
  const { ann1, bob1, bob, ann } = world;
  const cid = await group(ann1, 'Paged', [bob.id]);
  const ids: string[] = [];
  for (let number = 1; number <= 35; number += 1) {
    // Times are all that pages are turned by.
    await nextMoment(server, ann1);
    ids.push(await say(ann1, cid, `n${number}`));
  }
  await nextMoment(server, ann1);
  const newest = await listed(bob1, cid);
  expect(newest.map(({ body }) => body)).toEqual(Array.from({ length: 30 }, (_, index) => `n${35 - index}`));
  expect(await listed(bob1, cid, { limit: 1000, updated_at: {} })).toEqual(newest);
  const oldest = newest.at(-1);
  await ann1.ask('message_edit', { id: ids[0], body: 'n1 edited' });
  const older = await listed(bob1, cid, { updated_at: { lt: oldest?.created_at } });
  expect(older.map(({ body }) => body)).toEqual(['n5', 'n4', 'n3', 'n2', 'n1 edited']);
  const edited = older.find(({ body }) => body === 'n1 edited');
  expect(Date.parse(String(edited?.updated_at))).toBeGreaterThan(Date.parse(String(edited?.created_at)));

  const since = Date.parse(String(newest[0]?.created_at));
  await say(ann1, cid, 'n36');
  const caught = await listed(bob1, cid, { updated_at: { gt: since } });
  expect(caught.map(({ body }) => body)).toEqual(['n1 edited', 'n36']);
  expect(caught[1]).toMatchObject({ cid, from: ann.id, reactions: {}, created_at: ISO });
  expect(caught[1]).not.toHaveProperty('c_type');
  expect(caught[1]).not.toHaveProperty('status');
  expect(await ann1.refusal('message_list', {})).toEqual(CID_REQUIRED);
  expect(await ann1.refusal('message_list', { cid: NOWHERE })).toEqual(NO_CONVERSATION);
  expect(await world.cat1.refusal('message_list', { cid })).toEqual(FORBIDDEN);
  expect(await ann1.refusal('message_list', { cid, foo: 1 })).toEqual(NOT_ALLOWED);
});

test('authors alone are told what is read now, once; what was read stays read', async () => {
  const { ann, bob, cat, ann1, bob1, cat1 } = world;
  const cid = await group(ann1, 'Read', [bob.id, cat.id]);
  const one = await say(ann1, cid, 'one');
  const two = await say(ann1, cid, 'two');
  const ofCat = await say(cat1, cid, 'of cat');
  const unread = async () => (await conversations(bob1, { ids: [cid] }))[0]?.unread_messages_count;
  expect(await unread()).toBe(3);
  const news = (ids: string[]) => ({ message_read: { cid, ids, from: bob.id } });
  const read = (body: object) => async () => {
    expect(await bob1.ask('message_read', { cid, ...body })).toMatchObject({ success: true });
  };
  expect(await world.heard(read({ ids: [two] }))).toEqual({
    ann1: [news([two, one])],
    ann2: [news([two, one])],
  });
  expect(await unread()).toBe(1);
  expect(await world.heard(read({ ids: [one] }))).toEqual({});
  expect(await unread()).toBe(1);
  expect(await world.heard(read({}))).toEqual({ cat1: [news([ofCat])], cat2: [news([ofCat])] });
  expect(await unread()).toBe(0);
  expect(await world.heard(read({}))).toEqual({});
  const statuses = (await listed(ann1, cid)).map(({ from, status }) => [from, status]);
  expect(statuses).toEqual([
    ...[[cat.id, undefined]],
    ...[
      [ann.id, 'read'],
      [ann.id, 'read'],
    ],
  ]);
  const three = await say(ann1, cid, 'three');
  expect((await listed(ann1, cid, { ids: [three] }))[0]).toMatchObject({ status: 'sent' });

  // Messages of another conversation are not read here, nor there by naming them here.
  const other = await group(ann1, 'Other', [bob.id]);
  const there = await say(ann1, other, 'there');
  expect(await world.heard(read({ ids: [there, 'no id'] }))).toEqual({});
  expect(await unread()).toBe(1);
  expect((await conversations(bob1, { ids: [other] }))[0]?.unread_messages_count).toBe(1);
  expect(await bob1.refusal('message_read')).toEqual(CID_REQUIRED);
  expect(await bob1.refusal('message_read', { cid: NOWHERE })).toEqual(NO_CONVERSATION);
  expect(await cat1.refusal('message_read', { cid: other })).toEqual(FORBIDDEN);
});

test('a read of more than a hundred messages tells of each once', async () => {
  const { bob, ann1, bob1 } = world;
  const cid = await group(ann1, 'Many', [bob.id]);
  for (let number = 0; number < 120; number += 1)
    ann1.send({ message: { id: `b${number}`, cid, body: 'x' } });
  await ann1.packets.until(({ ask }) => Object(ask).mid === 'b119');
  const heard = await world.heard(() => bob1.ask('message_read', { cid }));
  expect(Object(heard.ann1?.[0]?.message_read).ids).toHaveLength(120);
  await say(ann1, cid, 'one more');
  const again = await world.heard(() => bob1.ask('message_read', { cid }));
  expect(Object(again.ann1?.[0]?.message_read).ids).toHaveLength(1);
  // Sent at once, they were answered, and stored, in their order.
  const order = ann1.packets.items.flatMap(({ ask }) => String(Object(ask).mid).match(/^b(\d+)$/)?.[1] ?? []);
  expect(order).toEqual(Array.from({ length: 120 }, (_, index) => String(index)));
});

test('a message is edited by its sender, who is still a member, and by nobody else', async () => {
  const { bob, cat, ann1, bob1, cat1 } = world;
  const cid = await group(ann1, 'Edited', [bob.id, cat.id]);
  const id = await say(bob1, cid, 'before');
  const heard = await world.heard(async () => {
    expect(await bob1.ask('message_edit', { id, body: 'after' })).toMatchObject({ success: true });
  });
  const edit = { message_edit: { id, cid, c_type: 'g', from: bob.id, body: 'after' } };
  expect(heard).toEqual({ ann1: [edit], ann2: [edit], bob2: [edit], cat1: [edit], cat2: [edit] });
  expect(await ann1.refusal('message_edit', { id, body: 'mine' })).toEqual(FORBIDDEN);
  expect(await bob1.refusal('message_edit', { id: NOWHERE, body: 'x' })).toEqual(UNKNOWN_MESSAGE);
  expect(await bob1.refusal('message_edit', { id, body: '' })).toEqual(EMPTY);
  expect(await bob1.refusal('message_edit', { body: 'x' })).toEqual(ID_MISSED);
  await ann1.ask('conversation_update', { id: cid, participants: { remove: [bob.id] } });
  expect(await bob1.refusal('message_edit', { id, body: 'from outside' })).toEqual(UNKNOWN_MESSAGE);
  expect(await bob1.refusal('message_reactions_update', { mid: id, add: '👍' })).toEqual(UNKNOWN_MESSAGE);
  expect((await listed(cat1, cid, { ids: [id] }))[0]).toMatchObject({ body: 'after' });
});

test('messages are deleted for all by who may, where they are, and hidden by anybody for itself', async () => {
  const { bob, cat, ann1, bob1, cat1 } = world;
  const cid = await group(ann1, 'Deleted', [bob.id, cat.id]);
  const other = await group(cat1, 'Elsewhere', [bob.id]);
  const [one, two, three] = [await say(bob1, cid, '1'), await say(bob1, cid, '2'), await say(bob1, cid, '3')];
  const there = await say(cat1, other, 'there');
  const hidden = await world.heard(async () => {
    const request = { cid, ids: [three, three, NOWHERE], type: 'myself' };
    for (let time = 0; time < 2; time += 1) {
      expect(await cat1.ask('message_delete', request)).toMatchObject({ success: true });
    }
  });
  expect(hidden).toEqual({});
  expect((await listed(cat1, cid)).map(({ body }) => body)).toEqual(['2', '1']);
  expect((await listed(ann1, cid)).map(({ body }) => body)).toEqual(['3', '2', '1']);

  expect(await cat1.refusal('message_delete', { cid, ids: [one], type: 'all' })).toEqual(FORBIDDEN);
  const gone = await world.heard(async () => {
    await bob1.ask('message_delete', { cid, ids: [one, there, NOWHERE], type: 'all' });
    await ann1.ask('message_delete', { cid, ids: [two], type: 'all' });
  });
  const deletion = (id: string, from: string) => ({
    message_delete: { ids: [id], cid, c_type: 'g', from, type: 'all' },
  });
  const [ofBob, ofAnn] = [deletion(one, bob.id), deletion(two, world.ann.id)];
  expect(gone).toEqual({
    ...{ ann1: [ofBob], ann2: [ofBob, ofAnn], bob1: [ofAnn], bob2: [ofBob, ofAnn] },
    ...{ cat1: [ofBob, ofAnn], cat2: [ofBob, ofAnn] },
  });
  expect((await listed(bob1, cid)).map(({ body }) => body)).toEqual(['3']);
  expect(await listed(bob1, other)).toHaveLength(1);

  const refused = (body: object) => bob1.refusal('message_delete', body);
  expect(await refused({})).toEqual(CID_REQUIRED);
  expect(await refused({ cid })).toEqual(error(422, 'Message type missed.'));
  expect(await refused({ cid, type: 'some' })).toEqual(error(422, 'The type you entered is incorrect.'));
  expect(await refused({ cid, type: 'all' })).toEqual(ID_MISSED);
  expect(await refused({ cid, type: 'all', ids: [] })).toEqual(ID_MISSED);
  expect(await refused({ cid: NOWHERE, type: 'all', ids: [one] })).toEqual(NO_CONVERSATION);
  expect(await ann1.refusal('message_delete', { cid: other, type: 'all', ids: [there] })).toEqual(FORBIDDEN);
});

test('either of the two deletes what was said between them', async () => {
  const { bob, ann1, bob1 } = world;
  const cid = await pair(ann1, bob.id);
  const id = await say(ann1, cid, 'between us');
  const heard = await world.heard(() => bob1.ask('message_delete', { cid, ids: [id], type: 'all' }));
  expect(heard.ann1).toEqual([
    { message_delete: { ids: [id], cid, c_type: 'u', from: bob.id, type: 'all' } },
  ]);
});

test('reactions are told when they change something, counted, and nobody reacts from outside', async () => {
  const { ann, bob, ann1, bob1, cat1 } = world;
  const cid = await group(ann1, 'Reactions', [bob.id]);
  const mid = await say(ann1, cid, 'react');
  const react = (change: object) => () => bob1.ask('message_reactions_update', { mid, ...change });
  const told = { message_reactions_update: { mid, cid, c_type: 'g', from: bob.id, add: '👍' } };
  expect(await world.heard(react({ add: '👍' }))).toEqual({ ann1: [told], ann2: [told], bob2: [told] });
  expect(await world.heard(react({ add: '👍' }))).toEqual({});
  await ann1.ask('message_reactions_update', { mid, add: '👍' });
  await ann1.ask('message_reactions_update', { mid, add: '__proto__' });
  const { reactions } = await bob1.ask('message_reactions_list', { mid });
  expect(Object.entries(Object(reactions))).toEqual(
    expect.arrayContaining([
      ['👍', expect.arrayContaining([ann.id, bob.id])],
      ['__proto__', [ann.id]],
    ]),
  );
  const [shown] = await listed(bob1, cid, { ids: [mid] });
  expect(shown?.reactions).toMatchObject({ own: ['👍'], total: { '👍': 2 } });
  const gone = await world.heard(react({ remove: '👍' }));
  expect(gone.ann1).toEqual([
    { message_reactions_update: { mid, cid, c_type: 'g', from: bob.id, remove: '👍' } },
  ]);
  const refused = (body: object) => bob1.refusal('message_reactions_update', body);
  expect(await refused({ add: 'x' })).toEqual(ID_MISSED);
  expect(await refused({ mid })).toBe('"value" must contain at least one of [add, remove]');
  expect(await refused({ mid, add: 'x'.repeat(11) })).toEqual(error(422, '"add" is not valid'));
  expect(await refused({ mid: NOWHERE, add: 'x' })).toEqual(UNKNOWN_MESSAGE);
  expect(await cat1.refusal('message_reactions_update', { mid, add: 'x' })).toEqual(UNKNOWN_MESSAGE);
  expect(await cat1.refusal('message_reactions_list', { mid })).toEqual(UNKNOWN_MESSAGE);
});

test('typing is told to members, and neither answered nor kept', async () => {
  const { ann, bob, ann1, cat1 } = world;
  const cid = await group(ann1, 'Typing', [bob.id]);
  const heard = await world.heard(async () => {
    ann1.send({ typing: { cid } });
    ann1.send({ typing: { cid, status: 'stop' } });
  });
  const typing = { cid, c_type: 'g', from: ann.id, t: expect.any(Number) };
  const both = [{ typing }, { typing: { ...typing, status: 'stop' } }];
  expect(heard).toEqual({ ann2: both, bob1: both, bob2: both });
  expect(await bareRefusal(ann1, 'typing', {})).toEqual(CID_REQUIRED);
  expect(await bareRefusal(ann1, 'typing', { cid: NOWHERE })).toEqual(NO_CONVERSATION);
  expect(await bareRefusal(cat1, 'typing', { cid })).toEqual(FORBIDDEN);
});

test('in private, who blocked the other and who was blocked are both silent; in groups they are not', async () => {
  const { ann, cat, ann1, cat1 } = world;
  const cid = await pair(ann1, cat.id);
  await cat1.ask('block_user', { ids: [ann.id] });
  const heard = await world.heard(async () => {
    for (const client of [ann1, cat1]) {
      expect(await bareRefusal(client, 'message', { id: 'm', cid, body: 'x' })).toEqual(BLOCKED);
      expect(await bareRefusal(client, 'typing', { cid })).toEqual(BLOCKED);
    }
  });
  expect(heard).toEqual({
    ann1: expect.anything(),
    cat1: expect.anything(),
  });
  expect((await world.heard(() => say(ann1, hall, 'to all'))).cat1).toHaveLength(1);
  await cat1.ask('unblock_user', { ids: [ann.id] });
  await say(ann1, cid, 'heard again');
});

test('a system message goes to members or to users, is kept nowhere, and cannot pass for the server’s own', async () => {
  const { ann, bob, cat, ann1, bob1, cat1 } = world;
  const cid = await group(ann1, 'System', [bob.id]);
  const x = { param1: 'value' };
  const inGroup = await world.heard(async () => ann1.send({ system_message: { id: 's1', cid, x } }));
  const ask = { mid: 's1', t: expect.any(Number) };
  expect(await ann1.packets.until(({ ask }) => Object(ask).mid === 's1')).toEqual({ ask, ack: ask });
  const told = { _id: 's1', from: ann.id, t: expect.any(Number), x };
  const there = [{ system_message: { ...told, cid } }];
  expect(inGroup).toEqual({ ann2: there, bob1: there, bob2: there });
  const uids = [cat.id, ann.id, NOWHERE];
  const toUsers = await world.heard(async () => ann1.send({ system_message: { id: 's1', uids, x } }));
  const direct = [{ system_message: told }];
  expect(toUsers).toEqual({ ann2: direct, cat1: direct, cat2: direct });
  expect(await listed(bob1, cid)).toEqual([]);

  const refused = (body: object) => bareRefusal(ann1, 'system_message', body);
  expect(await refused({ cid, x })).toEqual(INCORRECT_ID);
  expect(await refused({ id: 's', x })).toEqual(error(422, "'cid' or 'uids' field is required."));
  expect(await refused({ id: 's', cid, uids, x })).toEqual(error(422, "'cid' or 'uids' field is required."));
  expect(await refused({ id: 's', uids: Array(21).fill(bob.id), x })).toEqual(
    error(422, "'uids' max length 20"),
  );
  expect(await refused({ id: 's', cid })).toEqual(error(422, '"x" is required'));
  expect(await refused({ id: 's', cid: NOWHERE, x })).toEqual(NO_CONVERSATION);
  expect(await bareRefusal(cat1, 'system_message', { id: 's', cid, x })).toEqual(FORBIDDEN);
  const forged = await world.heard(async () => {
    for (const name of ['conversation_created', 'conversation_updated', 'conversation_kicked']) {
      for (const to of [{ cid }, { uids: [bob.id] }]) {
        expect(await refused({ id: 's', ...to, x: { [name]: { _id: cid } } })).toMatchObject({ status: 400 });
      }
    }
  });
  expect(forged).toEqual({ ann1: expect.anything() });
});

test('nothing of this failed for a fault of the server', () => {
  expect(server.errors).toEqual([]);
});
