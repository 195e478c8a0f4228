import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../harness/test-server.ts';
import { connected, logIn, PASSWORD, type Person, person } from './people.ts';
import type { SamaClient } from './sama-client.ts';

let server: TestServer;
let ann: Person;
let bob: Person;
let annLine: SamaClient;
let bobLine: SamaClient;

beforeAll(async () => {
  server = await startTestServer();
  ann = await person(server, 'ann-lee');
  bob = await person(server, 'bob-ray');
  annLine = await connected(server, ann);
  bobLine = await connected(server, bob);
  await bobLine.ask('user_edit', { email: 'bob@example.com', phone: '5550002', first_name: 'Bobby' });
});

afterAll(async () => {
  await annLine[Symbol.asyncDispose]();
  await bobLine[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

const ISO = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
const OID = expect.stringMatching(/^[0-9a-f]{24}$/);
const NOBODY = '0'.repeat(24);
const said = (message: string, status = 422) => ({ status, message });

test('users are found by a part of their names, without their e-mail and phone, and without oneself', async () => {
  const found = async (body: object) => (await annLine.ask('user_search', body)).users;
  const [one] = Object(await found({ keyword: 'BOBB', limit: 100 }));
  expect(one).toEqual({
    _id: bob.id,
    native_id: bob.id,
    login: 'bob-ray',
    first_name: 'Bobby',
    recent_activity: expect.any(Number),
    created_at: ISO,
    updated_at: ISO,
  });
  expect(await found({ keyword: 'ann-l' })).toEqual([]);
  for (const keyword of ['.*', 'bob%ray', 'bob_ray', '!', '\\']) expect(await found({ keyword })).toEqual([]);
  expect(await found({ keyword: 'bob-r', ignore_ids: [bob.id] })).toEqual([]);
  expect(await found({ keyword: 'bob-r', updated_at: { gt: Date.now() + 60_000 } })).toEqual([]);
  expect(await found({ keyword: 'bob-r', updated_at: { gt: '2001-01-01' } })).toHaveLength(1);
  expect(await annLine.refusal('user_search')).toEqual(said('"keyword" is required'));
  expect(await annLine.refusal('user_search', { keyword: 'x', updated_at: { gt: 'soon' } })).toEqual(
    said('"updated_at" is not valid'),
  );
});

test('users are told by their ids, the newest first, of oneself more than of others', async () => {
  const { users } = await bobLine.ask('get_users_by_ids', { ids: [ann.id, bob.id, NOBODY, 5, 'x\0'] });
  expect(users).toMatchObject([{ _id: bob.id, email: 'bob@example.com', phone: '5550002' }, { _id: ann.id }]);
  bobLine.send({ get_users_by_ids: { ids: [ann.id] }, id: 'top' });
  expect(await bobLine.response('top')).toMatchObject({ id: 'top', users: [{ _id: ann.id }] });
  expect(await bobLine.refusal('get_users_by_ids', { ids: [] })).toBe('"ids" must contain at least 1 items');
  expect(await bobLine.refusal('get_users_by_ids', { ids: Array(101).fill('x') })).toMatchObject({
    status: 422,
  });
  await using seed = await connected(server, bob, '/?dialect=seed');
  expect(await seed.refusal('get_users_by_ids', { ids: [] })).toEqual(
    said('"ids" must contain at least 1 items'),
  );
});

test('an address book is kept, matched with users, changed, listed and cut down', async () => {
  const email = [
    { type: 'work', value: 'BOB@example.com' },
    { type: 'home', value: 'none@example.com' },
  ];
  const { contact } = await annLine.ask('contact_add', { first_name: 'Bob', company: 'Acme', email });
  expect(contact).toEqual({
    _id: OID,
    organization_id: 'default',
    user_id: ann.id,
    first_name: 'Bob',
    company: 'Acme',
    email: [{ ...email[0], matched_user_id: bob.id }, email[1]],
    created_at: ISO,
    updated_at: ISO,
  });
  const id = Object(contact)._id;
  const phone = [{ type: 'home', value: '555-0002' }];
  for (const name of ['contact_batch_add', 'contacts']) {
    const list = [
      { last_name: 'Ray', phone },
      { first_name: 'No One', email: [email[1]] },
    ];
    const answer = await annLine.ask(name, name === 'contacts' ? list : { contacts: list });
    expect(answer.contacts, name).toMatchObject([
      { user_id: ann.id, last_name: 'Ray', phone: [{ ...phone[0], matched_user_id: bob.id }] },
      { user_id: ann.id, first_name: 'No One' },
    ]);
  }
  const before = Date.now();
  const updated = await annLine.ask('contact_update', { id, first_name: 'Robert' });
  expect(updated.contact).toMatchObject({ _id: id, first_name: 'Robert', company: 'Acme', user_id: ann.id });
  expect(Date.parse(Object(updated.contact).updated_at)).toBeGreaterThanOrEqual(before);
  const listed = async (body: object = {}) => Object((await annLine.ask('contact_list', body)).contacts);
  expect(await listed({ updated_at: '' })).toHaveLength(5);
  expect(await listed({ limit: 2 })).toHaveLength(2);
  expect(await listed({ ids: [id] })).toMatchObject([{ _id: id }]);
  expect(await listed({ updated_at: Date.now() + 60_000 })).toEqual([]);
  expect((await bobLine.ask('contact_list')).contacts).toEqual([]);
  expect(await bobLine.ask('contact_delete', { id })).toMatchObject({ success: true });
  expect(await listed()).toHaveLength(5);
  expect(await annLine.ask('contact_delete', { id })).toMatchObject({ success: true });
  expect(await annLine.ask('contact_delete', { id })).toMatchObject({ success: true });
  expect(await listed()).toHaveLength(4);
});

test('what is wrong with a contact is told', async () => {
  const email = [{ type: 'work', value: 'x@example.com' }];
  const refused = (body: unknown, name = 'contact_add') => annLine.refusal(name, body);
  expect(await refused({ email })).toEqual(said("'first_name' or 'last_name' is missed."));
  expect(await refused({ first_name: 'Bob' })).toEqual(said('Email or phone is missed.'));
  expect(await refused({ first_name: 'Bob', email: [] })).toEqual(said('Email or phone is missed.'));
  expect(await refused({ first_name: 'B', email })).toEqual(said('"first_name" is not valid'));
  expect(await refused({ first_name: 'Bob', email: 'x' })).toEqual(said('"email" is not valid'));
  expect(await refused([{ email }], 'contacts')).toEqual(said("'first_name' or 'last_name' is missed."));
  expect(await refused({}, 'contacts')).toEqual(said('"contacts" is not valid'));
  expect(await refused({ first_name: 'Bob' }, 'contact_update')).toEqual(said('Contact id is missed.'));
  expect(await refused({ id: NOBODY, first_name: 'Bob' }, 'contact_update')).toEqual(
    said('Contact not found.'),
  );
  expect(await refused({}, 'contact_delete')).toEqual(said('Contact id is missed.'));
  expect(await refused({ ids: Array(11).fill(NOBODY) }, 'contact_list')).toMatchObject({ status: 422 });
});

test('a device tells where it is reached, once for each, and is forgotten when it says so', async () => {
  const web = {
    platform: 'web',
    web_endpoint: 'https://push.example.com/x',
    web_key_auth: 'tBHItJI5svbpez7KI4CCXg',
    web_key_p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
    device_udid: 'phone',
  };
  const create = (body: object) => annLine.ask('push_subscription_create', body);
  expect((await create(web)).subscription).toEqual({
    _id: OID,
    user_id: ann.id,
    organization_id: 'default',
    ...web,
    created_at: ISO,
    updated_at: ISO,
  });
  const { subscription } = await create({ platform: 'ios', device_token: 'token', device_udid: 'phone' });
  expect(subscription).toMatchObject({ platform: 'ios', device_token: 'token' });
  // Nothing of what it was before is left.
  expect(Object.keys(Object(subscription)).filter((key) => key.startsWith('web'))).toEqual([]);
  const listed = await annLine.ask('push_subscription_list', { user_id: bob.id });
  expect(listed.subscriptions).toEqual([subscription]);
  const refused = (body: object, name = 'push_subscription_create') => annLine.refusal(name, body);
  expect(await refused({ ...web, platform: 'palm' })).toEqual(said('Incorrect platform type.'));
  expect(await refused({ platform: 'web', device_udid: 'x' })).toEqual(said('Incorrect token.'));
  expect(await refused({ ...web, device_token: 'x' })).toEqual(said('Incorrect token.'));
  expect(
    await refused({ platform: 'web', web_endpoint: 'https://push.example.com/', device_udid: 'x' }),
  ).toEqual(said('Incorrect keys.'));
  expect(await refused({ ...web, device_udid: '' })).toEqual(said('Incorrect device id.'));
  expect(await refused({}, 'push_subscription_delete')).toEqual(said("'device_id' is required."));
  const device = { device_udid: 'phone' };
  expect(await annLine.ask('push_subscription_delete', device)).toMatchObject({ success: true });
  expect(await refused(device, 'push_subscription_delete')).toEqual(
    said('Push notification record not found.'),
  );
});

test('a push event names its recipients in both ways, and its text in that of the dialect', async () => {
  const body = { recipients_ids: [bob.id, NOBODY], message: { title: 'Hi', body: 'There' } };
  const { event } = await annLine.ask('push_event_create', body);
  const json = '{"title":"Hi","body":"There"}';
  expect(event).toEqual({
    _id: OID,
    user_id: ann.id,
    user_ids: [bob.id],
    recipients_ids: [bob.id],
    message: Buffer.from(json).toString('base64'),
    created_at: ISO,
    updated_at: ISO,
  });
  await using seed = await connected(server, ann, '/?dialect=seed');
  expect(Object((await seed.ask('push_event_create', body)).event).message).toBe(json);
  const refused = (request: object) => annLine.refusal('push_event_create', request);
  expect(await refused({ ...body, recipients_ids: [] })).toEqual(said('Incorrect recipients IDs.'));
  expect(await refused({ ...body, recipients_ids: [NOBODY] })).toEqual(said('Recipients not found.'));
  expect(await refused({ recipients_ids: [bob.id] })).toEqual(said('Notification message missed.'));
  expect(await refused({ ...body, message: { title: 5 } })).toEqual(said('Notification message missed.'));
});

test('who is there is told by 0, and who was there by a moment; both sockets count', async () => {
  const eve = await person(server, 'eve-one', 'same device');
  const activity = async (client: SamaClient, ids: string[]) =>
    Object((await client.ask('user_last_activity', { ids })).last_activity);
  const never = await activity(annLine, [eve.id, bob.id, NOBODY]);
  expect(never).toEqual({ [eve.id]: expect.any(Number), [bob.id]: 0 });
  expect(never[eve.id]).toBeGreaterThan(1_700_000_000);

  const subscribed = await annLine.ask('user_last_activity_subscribe', { id: eve.id });
  expect(subscribed.last_activity).toEqual({ [eve.id]: never[eve.id] });
  const one = await connected(server, eve);
  expect(await annLine.event('last_activity')).toEqual({ [eve.id]: 0 });
  const two = await connected(server, eve);
  await one[Symbol.asyncDispose]();
  await two.settled();
  expect(await activity(annLine, [eve.id])).toEqual({ [eve.id]: 0 });
  expect(annLine.events('last_activity')).toEqual([{ [eve.id]: 0 }]);
  await two[Symbol.asyncDispose]();
  const gone = await annLine.event('last_activity', (value) => Object(value)[eve.id] !== 0);
  expect(Object(gone)[eve.id]).toBeLessThanOrEqual(Math.floor(Date.now() / 1000));
  expect(Object(gone)[eve.id]).toBeGreaterThan(1_700_000_000);
  // Nobody else heard of it.
  await bobLine.settled();
  expect(bobLine.events('last_activity')).toEqual([]);

  const heard = annLine.events('last_activity').length;
  expect(await annLine.ask('user_last_activity_unsubscribe')).toMatchObject({ success: true });
  await using back = await connected(server, eve);
  await back.settled();
  await annLine.settled();
  expect(annLine.events('last_activity')).toHaveLength(heard);
  await using seed = await connected(server, bob, '/?dialect=seed');
  expect(await activity(seed, [eve.id])).toEqual({ [eve.id]: 'online' });
  const { users } = await annLine.ask('online_list', { idsOnly: true });
  expect(users).toEqual([ann.id, bob.id, eve.id].sort());
  expect((await annLine.ask('online_list', { limit: 1, offset: 1 })).users).toHaveLength(1);
  expect(await annLine.ask('online_list', { count: true })).toMatchObject({ count: 3 });
  expect(await annLine.ask('activity_status', { isInactive: true })).toMatchObject({ success: true });
});

test('what is wrong with a question for presence is told', async () => {
  const refused = (name: string, body: object) => annLine.refusal(name, body);
  expect(await refused('user_last_activity', { ids: Array(11).fill(bob.id) })).toEqual(
    said('"ids" must contain less than or equal to 10 items'),
  );
  expect(await refused('user_last_activity', {})).toEqual(said('User ID missed.'));
  expect(await refused('user_last_activity_subscribe', {})).toEqual(said('User ID missed.'));
  expect(await refused('user_last_activity_subscribe', { id: NOBODY })).toEqual(
    said('The specified user is incorrect.'),
  );
  expect(await refused('online_list', { limit: 101 })).toEqual(said('"limit" is not valid'));
});

test('whom a user blocks is kept, once each', async () => {
  const ids = [bob.id, NOBODY];
  const listed = async () => (await annLine.ask('list_blocked_users')).users;
  expect(await annLine.ask('block_user', { ids })).toMatchObject({ success: true });
  expect(await annLine.ask('block_user', { ids })).toMatchObject({ success: true });
  expect(await listed()).toEqual([bob.id]);
  expect((await bobLine.ask('list_blocked_users')).users).toEqual([]);
  expect(await annLine.ask('unblock_user', { ids })).toMatchObject({ success: true });
  expect(await listed()).toEqual([]);
  const malformed = said('Bad request - invalid data format', 400);
  for (const name of ['block_user', 'unblock_user']) {
    expect(await annLine.refusal(name)).toEqual(malformed);
    expect(await annLine.refusal(name, { ids: [5] })).toEqual(malformed);
  }
  expect(await annLine.refusal('block_user', { ids: [ann.id] })).toEqual(
    said('Nobody can block themselves.', 400),
  );
});

test('a file is announced, put to its address, and fetched by whoever may see it', async () => {
  const content = 'hello';
  const spec = { name: 'a.txt', size: content.length, content_type: 'text/plain' };
  const { files } = await annLine.ask('create_files', [spec]);
  const [file] = Object(files);
  expect(file).toEqual({
    _id: OID,
    object_id: file._id,
    ...spec,
    user_id: ann.id,
    organization_id: 'default',
    created_at: ISO,
    updated_at: ISO,
    upload_url: expect.stringMatching(`^${server.url}/`),
  });
  const put = await fetch(file.upload_url, {
    method: 'PUT',
    headers: { 'content-type': 'text/plain' },
    body: content,
  });
  expect(put.ok).toBe(true);
  const ids = [NOBODY, file._id];
  const { file_urls } = await annLine.ask('get_file_urls', { file_ids: ids });
  expect(Object.keys(Object(file_urls))).toEqual([file._id]);
  expect(await (await fetch(Object(file_urls)[file._id])).text()).toBe(content);
  await using seed = await connected(server, ann, '/?dialect=seed');
  expect((await seed.ask('get_file_urls', { file_ids: ids })).file_urls).toEqual([null, expect.any(String)]);
  expect(await bobLine.refusal('get_file_urls', { file_ids: [file._id] })).toEqual(said("Can't find file"));
  expect((await annLine.ask('create_files', [])).files).toEqual([]);
});

test('what is wrong with files is told', async () => {
  const spec = { name: 'a.png', size: 5, content_type: 'image/png' };
  const refused = (body: unknown, name = 'create_files') => annLine.refusal(name, body);
  expect(await refused(Array(11).fill(spec))).toEqual(said("You've exceeded the file limit."));
  expect(await refused([{ ...spec, name: '' }])).toEqual(said('Incorrect file name.'));
  expect(await refused([{ ...spec, size: '5' }])).toEqual(said('Incorrect file size.'));
  expect(await refused([{ ...spec, size: 1e12 }])).toEqual(said('Incorrect file size.'));
  expect(await refused([{ name: 'a', size: 5 }])).toEqual(said('Incorrect content type.'));
  expect(await refused({})).toEqual(said('Bad request - invalid data format', 400));
  expect(await refused({}, 'get_file_urls')).toEqual(said('File IDS missed.'));
  expect(await refused({ file_ids: [] }, 'get_file_urls')).toEqual(said('File IDS missed.'));
  expect(await refused({ file_ids: Array(11).fill('x') }, 'get_file_urls')).toEqual(
    said('File IDs for get download url exceeded.'),
  );
});

test('a picture of a user has an address for everybody, and one that cannot be had harms no list', async () => {
  const spec = { name: 'a.png', size: 3, content_type: 'image/png' };
  const { files } = await bobLine.ask('create_files', [spec]);
  const [{ _id: file_id, upload_url }] = Object(files);
  await fetch(upload_url, { method: 'PUT', headers: { 'content-type': 'image/png' }, body: 'png' });
  const avatar_object = { file_id, file_name: 'a.png', file_blur_hash: 'L6' };
  const { user } = await bobLine.ask('user_edit', { avatar_object });
  expect(user).toMatchObject({ avatar_object, avatar_url: expect.any(String) });
  const seen = async () => Object((await annLine.ask('get_users_by_ids', { ids: [bob.id] })).users)[0];
  const { avatar_url } = await seen();
  expect((await fetch(avatar_url)).status).toBe(200);
  await bobLine.ask('user_edit', { avatar_object: { file_id: NOBODY } });
  const shown = await seen();
  expect(shown.avatar_object).toEqual({ file_id: NOBODY });
  expect('avatar_url' in shown).toBe(false);
});

test('the log of operations wants one of two bounds', async () => {
  const missed = said('Gt or lt query missed.');
  const both = { gt: 1, lt: 2 };
  for (const body of [{}, { created_at: {} }, { created_at: both }, { created_at: 5 }]) {
    expect(await annLine.refusal('op_log_list', body)).toEqual(missed);
  }
  expect((await annLine.ask('op_log_list', { created_at: { gt: 0 } })).logs).toEqual([]);
  expect((await annLine.ask('op_log_list', { created_at: { lt: '2020-01-01' } })).logs).toEqual([]);
});

test('the log of operations has what happened while its user was away, as packets, and no typing', async () => {
  const gil = await person(server, 'gil-away');
  const since = Date.now() - 60_000;
  const { conversation } = await annLine.ask('conversation_create', { type: 'u', participants: [gil.id] });
  const cid = Object(conversation)._id;
  const sent = async (mid: string): Promise<string> => {
    annLine.send({ message: { id: mid, cid, body: mid } });
    return Object(await annLine.event('ask', (value) => Object(value).mid === mid)).server_mid;
  };
  await annLine.ask('message_edit', { id: await sent('edited'), body: 'second' });
  annLine.send({ typing: { cid } });
  await annLine.ask('message_delete', { cid, ids: [await sent('deleted')], type: 'all' });
  await using line = await connected(server, gil);
  const { logs } = await line.ask('op_log_list', { created_at: { gt: since } });
  const kinds = Object(logs).map(({ packet }: { packet: object }) => Object.keys(packet)[0]);
  expect(kinds).toEqual(['system_message', 'message', 'message_edit', 'message_delete']);
  expect(Object(logs)[0]).toEqual({
    _id: expect.any(String),
    user_id: gil.id,
    packet: expect.any(Object),
    created_at: ISO,
    updated_at: ISO,
  });
});

test('after another user signed in on a socket, nothing for the former one arrives there', async () => {
  const { core } = server.running;
  await using shared = await connected(server, ann);
  await shared.ask('user_last_activity_subscribe', { id: bob.id });
  const sessions = () => [...core.sessions.ofUser('default', ann.id)].length;
  const before = sessions();
  const other = await person(server, 'second-one');
  await shared.ask('user_login', { login: 'second-one', password: PASSWORD, device_id: 'd1' });
  expect(sessions()).toBe(before - 1);
  const { conversation } = await bobLine.ask('conversation_create', { type: 'u', participants: [ann.id] });
  const cid = Object(conversation)._id;
  bobLine.send({ message: { id: 'm1', cid, body: 'for ann alone' } });
  await annLine.event('message', (value) => Object(value).body === 'for ann alone');
  const packets = await shared.settled();
  expect(packets.filter((packet) => !('response' in packet))).toEqual([]);
  expect(await shared.refusal('message_list', { cid })).toMatchObject({ status: 403 });
  expect((await shared.ask('get_users_by_ids', { ids: [other.id] })).users).toHaveLength(1);
});

test('two users whose devices have one name hear one another, and each its own', async () => {
  const carl = await person(server, 'carl-one', 'fingerprint');
  const dora = await person(server, 'dora-one', 'fingerprint');
  await using carlLine = await connected(server, carl);
  await using doraLine = await connected(server, dora);
  const { conversation } = await carlLine.ask('conversation_create', { type: 'u', participants: [dora.id] });
  const cid = Object(conversation)._id;
  carlLine.send({ message: { id: 'm1', cid, body: 'one' } });
  await doraLine.event('message', (value) => Object(value).body === 'one');
  doraLine.send({ message: { id: 'm2', cid, body: 'two' } });
  await carlLine.event('message', (value) => Object(value).body === 'two');
  expect((await logIn(server, 'dora-one', { device_id: 'fingerprint' })).status).toBe(200);
  expect((await carlLine.ask('list_blocked_users')).users).toEqual([]);
});

test('characters that no database can hold are replaced or refused, and never a fault of the server', async () => {
  await using client = await connected(server, ann);
  for (const bad of ['a\0bc', 'a\ud800bc']) {
    const ways = [{ type: bad, value: bad }];
    const bodies: Array<[name: string, body: unknown]> = [
      ['user_create', { login: bad, password: PASSWORD, email: `${bad}@x`, phone: bad }],
      ['user_login', { login: bad, password: bad, device_id: bad }],
      ['user_edit', { first_name: bad, last_name: bad, phone: bad }],
      ['user_edit', { avatar_object: { file_id: bad, file_name: bad, file_blur_hash: bad } }],
      ['user_search', { keyword: bad, ignore_ids: [bad] }],
      ['get_users_by_ids', { ids: [bad] }],
      ['contact_add', { first_name: bad, company: bad, email: ways, phone: ways }],
      ['contact_update', { id: bad, first_name: bad }],
      ['contact_list', { ids: [bad] }],
      ['contact_delete', { id: bad }],
      ['push_subscription_create', { platform: 'ios', device_token: bad, device_udid: bad }],
      ['push_subscription_delete', { device_udid: bad }],
      ['push_event_create', { recipients_ids: [bad, bob.id], message: { title: bad } }],
      ['user_last_activity', { ids: [bad] }],
      ['user_last_activity_subscribe', { id: bad }],
      ['block_user', { ids: [bad] }],
      ['unblock_user', { ids: [bad] }],
      ['create_files', [{ name: bad, size: 3, content_type: 'image/png' }]],
      ['create_files', [{ name: 'x', size: 3, content_type: bad }]],
      ['get_file_urls', { file_ids: [bad] }],
    ];
    for (const [name, body] of bodies) {
      const { error } = await client.ask(name, body);
      expect(Object(error).status ?? 200, `${name} ${JSON.stringify(error)}`).toBeLessThan(500);
    }
  }
  expect(server.errors).toEqual([]);
});

test('nobody is harmed by input of any kind to any request', async () => {
  const odd = [
    null,
    true,
    0,
    -1,
    1e308,
    '',
    'x',
    '\0',
    '\ud800',
    [],
    [[]],
    [null],
    {},
    { id: null },
    { ids: {} },
  ];
  const names = [...(await import('../../src/protocols/sama/requests/routes.ts')).ROUTES.keys()].filter(
    (name) => !['user_delete', 'user_logout'].includes(name),
  );
  await using client = await connected(server, ann);
  const fields = ['id', 'ids', 'cid', 'cids', 'login', 'token', 'device_id', 'created_at', 'file_ids', 'x'];
  for (const name of names) {
    for (const value of odd) {
      const nested = Object.fromEntries(fields.map((field) => [field, value]));
      for (const body of [value, nested]) {
        const { error } = await client.ask(name, body);
        if (error === undefined || typeof error === 'string') continue;
        expect(Object(error).status, `${name} ${JSON.stringify(body)}`).toBeLessThan(500);
      }
    }
  }
  expect(server.errors).toEqual([]);
});
