import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { startTestServer, type TestServer } from '../harness/test-server.ts';
import { httpCall } from './http-call.ts';
import { PASSWORD } from './people.ts';
import { SamaClient } from './sama-client.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});

afterAll(async () => {
  await server[Symbol.asyncDispose]();
});

const Payload = z.object({ _id: z.string() });
const Users = z.object({
  users: z.array(z.looseObject({ _id: z.string(), native_id: z.string() })),
  conversations: z.record(z.string(), z.array(z.string())),
});
const ORGANIZATION = { organization_id: 'default' };
const DEVICE = { device_id: 'a fingerprint that equal machines share' };

/** A browser tab of the real web client, as far as the server can see it. */
class Tab {
  readonly socket: SamaClient;
  readonly userId: string;
  readonly token: string;
  readonly cookie: string;

  private constructor(socket: SamaClient, token: string, cookie: string) {
    this.socket = socket;
    this.token = token;
    this.cookie = cookie;
    // The client reads in its token who it is.
    const payload = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString();
    this.userId = Payload.parse(JSON.parse(payload))._id;
  }

  /** Loads the page, signs up, and signs in by that. */
  static async signUp(login: string): Promise<Tab> {
    const socket = await SamaClient.open(server);
    const account = { ...ORGANIZATION, login, password: PASSWORD };
    await socket.ask('user_create', { ...account, email: login });
    const { body, cookie } = await httpCall(server, '/login', { body: { ...account, ...DEVICE } });
    return Tab.#enter(socket, body, cookie);
  }

  /** Loads the page again when the access token has expired. */
  static async reload(cookie: string): Promise<Tab> {
    const socket = await SamaClient.open(server);
    const answer = await httpCall(server, '/login', { body: { ...ORGANIZATION, ...DEVICE }, cookie });
    return Tab.#enter(socket, answer.body, answer.cookie);
  }

  static async #enter(socket: SamaClient, body: object, cookie: string | null): Promise<Tab> {
    const { access_token } = z.object({ access_token: z.string() }).parse(body);
    expect(await socket.ask('connect', { token: access_token, ...DEVICE })).toMatchObject({ success: true });
    return new Tab(socket, access_token, cookie ?? '');
  }

  async chats(): Promise<Array<{ _id: string; unread_messages_count: number; [key: string]: unknown }>> {
    const { conversations } = await this.socket.ask('conversation_list', {});
    return z
      .array(z.looseObject({ _id: z.string(), unread_messages_count: z.number() }))
      .parse(conversations);
  }

  /** Of each chat its people: built from `native_id`, and refused unless both keys are there. */
  async people(cids: string[]) {
    return Users.parse(await this.socket.ask('get_participants_by_cids', { cids }));
  }

  messages(cid: string, more: object = {}) {
    return this.socket.ask('message_list', { cid, limit: 30, ...more });
  }

  /** Sends as the client does: waits for `ask`, then fetches. */
  async send(cid: string, body: string): Promise<string> {
    const id = `${this.userId}${body}`;
    this.socket.send({ message: { id, cid, body } });
    const { ask } = await this.socket.packets.until((packet) => Object(packet.ask).mid === id);
    const { server_mid } = z.object({ server_mid: z.string() }).parse(ask);
    expect(await this.messages(cid, { updated_at: {} })).toMatchObject({
      messages: expect.arrayContaining([expect.objectContaining({ _id: server_mid, body })]),
    });
    return server_mid;
  }
}

test('the web client’s way from signing up to deleting its account works, request by request', async () => {
  const ann = await Tab.signUp('ann');
  const bob = await Tab.signUp('bob');
  expect(await ann.chats()).toEqual([]);

  // Notifications are allowed.
  const subscription = {
    platform: 'web',
    web_endpoint: 'https://push.example.com/1',
    device_udid: DEVICE.device_id,
  };
  const keys = {
    web_key_auth: 'AAAAAAAAAAAAAAAAAAAAAA',
    web_key_p256dh: 'BNcRdreALRFXTkOOUHK1EtK2wtaz5Ry4YfYCA_0QTpQtUbVlUls0VJXg7A8u-Ts1XbjhazAkj7I99e8QcYP7DkM',
  };
  expect(await ann.socket.ask('push_subscription_create', { ...subscription, ...keys })).toHaveProperty(
    'subscription',
  );

  // Ann looks for Bob, and begins to chat.
  const search = { keyword: 'bo', ignore_ids: [], limit: 5 };
  expect(await ann.socket.ask('user_search', search)).toMatchObject({ users: [{ _id: bob.userId }] });
  expect(await ann.socket.ask('conversation_search', { name: 'bo' })).toMatchObject({ conversations: [] });
  const made = await ann.socket.ask('conversation_create', { type: 'u', participants: [bob.userId] });
  const { _id: cid } = Payload.parse(made.conversation);
  expect(await ann.socket.ask('user_last_activity_subscribe', { id: bob.userId })).toMatchObject({
    last_activity: { [bob.userId]: 0 },
  });
  expect(await ann.messages(cid)).toMatchObject({ messages: [] });
  const { users, conversations } = await ann.people([cid]);
  expect(users.map(({ native_id }) => native_id).sort()).toEqual([ann.userId, bob.userId].sort());
  expect(conversations[cid]).toHaveLength(2);

  // Bob hears of it, asks who it is, and reads.
  const created = await bob.socket.event('system_message');
  expect(created).toMatchObject({ x: { conversation_created: { _id: cid, type: 'u' } } });
  expect((await bob.people([cid])).users).toHaveLength(2);
  ann.socket.send({ typing: { cid } });
  expect(await bob.socket.event('typing')).toMatchObject({ cid, from: ann.userId });
  const first = await ann.send(cid, 'hello');
  expect(await bob.socket.event('message')).toMatchObject({ _id: first, cid, from: ann.userId });
  const [chat] = await bob.chats();
  expect(chat).toMatchObject({ _id: cid, unread_messages_count: 1, last_message: { body: 'hello' } });
  expect(await bob.socket.ask('message_read', { cid })).toMatchObject({ success: true });
  expect(await ann.socket.event('message_read')).toEqual({ cid, ids: [first], from: bob.userId });
  const { messages } = await bob.messages(cid);
  const oldest = z
    .array(z.looseObject({ created_at: z.string() }))
    .parse(messages)
    .at(-1);
  expect(await bob.messages(cid, { updated_at: { lt: oldest?.created_at } })).toMatchObject({ messages: [] });

  // An edit, a deletion.
  await ann.socket.ask('message_edit', { id: first, body: 'hello!' });
  expect(await bob.socket.event('message_edit')).toMatchObject({ id: first, body: 'hello!' });
  await bob.socket.ask('message_delete', { cid, ids: [first], type: 'all' });
  expect(await ann.socket.event('message_delete')).toMatchObject({ ids: [first], from: bob.userId });

  // A group with a picture, changed and left.
  const picture = [{ name: 'group.png', size: 4, content_type: 'image/png' }];
  const { files } = await ann.socket.ask('create_files', picture);
  const [file] = z.array(z.looseObject({ object_id: z.string(), upload_url: z.string() })).parse(files);
  const upload = await fetch(file?.upload_url ?? '', {
    ...{ method: 'PUT', body: 'data', headers: { 'content-type': 'image/png' } },
  });
  expect(upload.ok).toBe(true);
  const image_object = { file_id: file?.object_id, file_name: 'group.png' };
  const { conversation } = await ann.socket.ask('conversation_create', {
    ...{ type: 'g', name: 'Group', participants: [bob.userId], image_object },
  });
  const { _id: gid } = Payload.parse(conversation);
  const shown = (await bob.chats()).find(({ _id }) => _id === gid);
  expect(await (await fetch(String(shown?.image_url))).text()).toBe('data');
  const { file_urls } = await bob.socket.ask('get_file_urls', { file_ids: [file?.object_id] });
  expect(Object.keys(Object(file_urls))).toEqual([file?.object_id]);
  const change = { id: gid, name: 'Renamed', participants: {} };
  expect(await ann.socket.ask('conversation_update', change)).toMatchObject({
    conversation: { name: 'Renamed' },
  });
  await bob.socket.event('system_message', (value) => 'conversation_updated' in Object(Object(value).x));
  expect(await bob.socket.ask('conversation_delete', { id: gid })).toMatchObject({ success: true });
  expect(await ann.socket.event('message', (value) => Object(value).cid === gid)).toMatchObject({
    ...{ body: 'bob has left the group', x: { type: 'left_participants' } },
  });

  // The profile, the page loaded again, the end.
  await ann.socket.ask('user_edit', { first_name: 'Ann', avatar_object: image_object });
  expect(await ann.socket.ask('user_last_activity_unsubscribe', {})).toMatchObject({ success: true });
  const again = await Tab.reload(ann.cookie);
  expect(again.userId).toBe(ann.userId);
  expect(await again.chats()).toHaveLength(2);
  await again.socket.ask('push_subscription_delete', { device_udid: DEVICE.device_id });
  const out = await httpCall(server, '/logout', { token: again.token, cookie: again.cookie });
  expect(out.body).toEqual({ success: true });
  expect(await bob.socket.ask('user_delete', {})).toMatchObject({ success: true });
  for (const { socket } of [ann, bob, again]) await socket[Symbol.asyncDispose]();
  expect(server.errors).toEqual([]);
});
