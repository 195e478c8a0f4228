import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { FeedItem } from '../../src/api/models/feed-item.ts';
import { SseReading } from '../../src/api/rest/testing/read-sse.ts';
import { appToken } from '../harness/app-token.ts';
import { follow } from '../harness/follow.ts';
import { refusalOf } from '../harness/refusal-of.ts';
import { adminRest, clientHeaders, restClient } from '../harness/rest-client.ts';
import { ADMIN_KEY, startTestServer, type TestServer } from '../harness/test-server.ts';
import { userClient } from '../harness/user-client.ts';
import { newApp } from '../hostile/two-apps.ts';
import { dataOf, RawClient } from '../pusher/ws/raw-client.ts';
import { SocketLinkClient } from '../socketlink/socketlink-client.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(async () => {
  expect(server.errors).toEqual([]);
  await server[Symbol.asyncDispose]();
});

const Created = z.object({ conversation: z.object({ id: z.string() }) });

/** A group of these users, who are new; the first one owns it. */
async function group(...users: [string, ...string[]]): Promise<string> {
  const rest = adminRest(server);
  for (const user of users) await rest('PUT', `/chat/users/${user}`, {});
  const body = { kind: 'group', name: 'Group', participants: users.slice(1) };
  const made = await acting(users[0])('POST', '/chat/conversations', body);
  return Created.parse(made.body).conversation.id;
}

/** REST calls of the backend in a user's name. */
function acting(user: string) {
  return restClient(server, { 'api-key': ADMIN_KEY, 'as-user': user });
}

function say(user: string, id: string, text: string) {
  return acting(user)('POST', `/chat/conversations/${id}/messages`, { text });
}

/** REST calls of a user with a token that lists no channels. */
async function headersOf(user: string): Promise<Record<string, string>> {
  return clientHeaders(await appToken({ sub: user }));
}

function isEnd({ type }: FeedItem): boolean {
  return type === 'revoked';
}

async function sse(user: string, channel: string): Promise<SseReading> {
  const url = `${server.url}/api/v1/channels/${encodeURIComponent(channel)}/events`;
  return new SseReading(await fetch(url, { headers: await headersOf(user) }));
}

test('members, and nobody else, follow and read the channel of a conversation, and none writes into it', async () => {
  const id = await group('ann', 'bob');
  const channel = `conversation:${id}`;
  await say('ann', id, 'hello');
  await using member = await userClient(server, 'bob');
  await using stranger = await userClient(server, 'eve');
  using feed = await follow(member.client, channel, { rewind: 1 });
  await feed.until((item) => item.type === 'event');
  expect(feed.data()).toEqual([{ text: 'hello' }]);
  const { channels } = member.client;
  expect((await channels.history.query({ channel })).events).toMatchObject([{ data: { text: 'hello' } }]);
  expect(await channels.presence.query({ channel })).toMatchObject({ count: 0 });
  for (const written of [
    () => channels.publish.mutate({ channel, name: 'message', data: { text: 'raw' } }),
    () => channels.signal.mutate({ channel, name: 'typing', data: {} }),
  ]) {
    expect(await refusalOf(written())).toMatchObject({ code: 'forbidden' });
  }

  const ofMember = restClient(server, await headersOf('bob'));
  const path = `/channels/${encodeURIComponent(channel)}`;
  expect(await ofMember('GET', `${path}/history`)).toMatchObject({ status: 200, body: { events: [{}] } });
  expect(await ofMember('GET', `${path}/presence`)).toMatchObject({ status: 200 });
  await using events = await sse('bob', channel);
  expect(events.response.status).toBe(200);

  const refused = await follow(stranger.client, channel);
  expect(await refused.refused).toMatchObject({ code: 'forbidden' });
  const ofStranger = restClient(server, await headersOf('eve'));
  for (const what of ['history', 'presence', 'events']) {
    expect(await ofStranger('GET', `${path}/${what}`), what).toMatchObject({ status: 403 });
  }
  const unknown = `conversation:${'0'.repeat(24)}`;
  for (const odd of [unknown, 'conversation:', 'conversation:x', `conversation:${id}x`]) {
    expect(await refusalOf(channels.history.query({ channel: odd })), odd).toMatchObject({
      code: 'forbidden',
    });
  }
});

test('when a removal has returned nothing more of the conversation reaches that user, by no protocol', async () => {
  const id = await group('owner', 'stays', 'goes');
  const channel = `conversation:${id}`;
  await using gone = await userClient(server, 'goes');
  await using other = await userClient(server, 'stays');
  using onGone = await follow(gone.client, channel);
  using onOther = await follow(other.client, channel);
  await using events = await sse('goes', channel);
  expect(JSON.parse((await events.next())?.data ?? '')).toMatchObject({ type: 'subscribed' });
  await using pusher = await RawClient.open(server);
  pusher.signIn({ id: 'goes' });
  await pusher.event('pusher:signin_success');
  expect(await pusher.subscribe(channel)).toMatchObject({ event: 'pusher_internal:subscription_succeeded' });

  await say('owner', id, 'all hear this');
  await onGone.event({ text: 'all hear this' });
  expect(dataOf(await pusher.event('message'))).toEqual({ text: 'all hear this' });
  expect(JSON.parse((await events.next())?.data ?? '')).toMatchObject({ data: { text: 'all hear this' } });

  const removed = await acting('owner')('DELETE', `/chat/conversations/${id}/members?users=goes`);
  expect(removed.status).toBe(200);
  await say('owner', id, 'only members hear this');
  await onOther.event({ text: 'only members hear this' });
  expect(await onGone.until(isEnd)).toMatchObject({ error: { code: 'forbidden' } });
  await pusher.settled();
  expect(pusher.events()).toContain('pusher:subscription_error');
  expect(JSON.parse((await events.next())?.data ?? '')).toMatchObject({ type: 'revoked' });
  // That it was removed is for those who stay as well.
  for (const seen of [JSON.stringify(onGone.items), JSON.stringify(pusher.frames.items)]) {
    expect(seen).not.toContain('only members');
    expect(seen).not.toContain('has been removed');
  }
  expect(await refusalOf(gone.client.channels.history.query({ channel }))).toMatchObject({
    code: 'forbidden',
  });
  expect(await pusher.subscribe(channel)).toMatchObject({
    event: 'pusher:subscription_error',
    data: { status: 403 },
  });
});

test('who leaves hears nothing more either, and who is put back hears again', async () => {
  const id = await group('host', 'guest');
  const channel = `conversation:${id}`;
  await using guest = await userClient(server, 'guest');
  await using host = await userClient(server, 'host');
  using before = await follow(guest.client, channel);
  using onHost = await follow(host.client, channel);
  await guest.client.chat.conversations.leave.mutate({ id });
  await say('host', id, 'alone');
  await onHost.event({ text: 'alone' });
  expect(await before.until(isEnd)).toMatchObject({ error: { code: 'forbidden' } });
  expect(JSON.stringify(before.items)).not.toContain('alone');
  await host.client.chat.conversations.addMembers.mutate({ id, users: ['guest'] });
  using after = await follow(guest.client, channel);
  await say('host', id, 'welcome');
  await after.event({ text: 'welcome' });
});

test('on the wire of Pusher only who is signed in as a member enters, and none by the name alone', async () => {
  const id = await group('pia', 'pat');
  const channel = `conversation:${id}`;
  await using nobody = await RawClient.open(server);
  expect(await nobody.subscribe(channel)).toMatchObject({ event: 'pusher:subscription_error' });
  await using stranger = await RawClient.open(server);
  stranger.signIn({ id: 'eve' });
  await stranger.event('pusher:signin_success');
  expect(await stranger.subscribe(channel)).toMatchObject({
    event: 'pusher:subscription_error',
    data: { status: 403 },
  });
  expect(await stranger.subscribe('user:pat')).toMatchObject({ event: 'pusher:subscription_error' });
  await using member = await RawClient.open(server);
  member.signIn({ id: 'pat' });
  await member.event('pusher:signin_success');
  for (const name of [channel, 'user:pat']) {
    expect(await member.subscribe(name), name).toMatchObject({
      event: 'pusher_internal:subscription_succeeded',
    });
  }
  await acting('pia')('PATCH', `/chat/conversations/${id}`, { name: 'Renamed' });
  expect(dataOf(await member.event('conversation_updated'))).toMatchObject({
    conversation: { id, name: 'Renamed' },
    by: 'pia',
  });
});

test('who merely claims to be a member enters nothing, is nobody in chat, and keeps no message from the member', async () => {
  const id = await group('mia', 'max');
  using claimed = await SocketLinkClient.connect(server, 'max');
  await expect(claimed.enter(`conversation:${id}`)).rejects.toThrow('Only members');
  await expect(claimed.enter('user:max')).rejects.toThrow('Only the user');
  await say('mia', id, 'for max alone');
  expect(JSON.stringify(await claimed.heard())).not.toContain('for max alone');
  const seen = await acting('mia')('GET', '/chat/activity?users=max');
  expect(seen).toMatchObject({ body: { activity: [{ user: 'max', online: false }] } });
});

test('a conversation whose log was erased goes on: nothing old is shown, and what is unread is what was said since', async () => {
  const id = await group('rob', 'sue');
  const path = `/chat/conversations/${id}`;
  const [rob, sue] = [acting('rob'), acting('sue')];
  for (const text of ['one', 'two', 'three']) await say('rob', id, text);
  await sue('POST', `${path}/read`, {});
  await say('rob', id, 'four');
  expect(await sue('GET', path)).toMatchObject({ body: { unread: 1, lastMessage: { text: 'four' } } });
  const erased = await adminRest(server)('DELETE', `/channels/${encodeURIComponent(`conversation:${id}`)}`);
  expect(erased).toMatchObject({ status: 200 });
  const empty = { unread: 0, lastMessage: null };
  expect(await sue('GET', path)).toMatchObject({ body: empty });
  expect(await sue('GET', '/chat/conversations')).toMatchObject({
    body: { conversations: [{ id, ...empty }] },
  });
  expect(await sue('GET', `${path}/messages`)).toMatchObject({ body: { messages: [] } });
  expect(await sue('POST', `${path}/read`, {})).toMatchObject({ body: { messages: [] } });

  await say('rob', id, 'anew');
  expect(await sue('GET', path)).toMatchObject({ body: { unread: 1, lastMessage: { text: 'anew' } } });
  expect(await rob('GET', path)).toMatchObject({ body: { unread: 0, lastMessage: { isRead: false } } });
  await adminRest(server)('PUT', '/chat/users/tom', {});
  await rob('POST', `${path}/members`, { users: ['tom'] });
  // What the conversation tells of the newcomer itself.
  expect(await acting('tom')('GET', path)).toMatchObject({ body: { unread: 1 } });
  expect((await sue('POST', `${path}/read`, {})).body).toMatchObject({ messages: [{}, {}] });
  expect(await sue('GET', path)).toMatchObject({ body: { unread: 0 } });
  expect(await rob('GET', `${path}/messages`)).toMatchObject({
    body: { messages: [{}, { text: 'anew', isRead: true }] },
  });
});

test('conversations end with their app, and another app of that id has none of them', async () => {
  const first = await newApp(server, 'shortlived');
  const made = await restClient(server, { 'api-key': first.adminKey, 'as-user': 'ann' })(
    'PUT',
    '/chat/users/bob',
    {},
  );
  expect(made.status).toBe(200);
  const begun = await restClient(server, { 'api-key': first.adminKey, 'as-user': 'ann' })(
    'POST',
    '/chat/conversations',
    { kind: 'private', participants: ['bob'] },
  );
  const { id } = Created.parse(begun.body).conversation;
  const elsewhere = await acting('ann')('GET', `/chat/conversations/${id}`);
  expect(elsewhere).toMatchObject({ status: 404, body: { reason: 'conversation_not_found' } });
  expect(await adminRest(server)('DELETE', '/apps/shortlived')).toMatchObject({ status: 200 });
  const second = await newApp(server, 'shortlived');
  const again = restClient(server, { 'api-key': second.adminKey, 'as-user': 'ann' });
  expect(await again('GET', `/chat/conversations/${id}`)).toMatchObject({ status: 404 });
  expect(await again('GET', '/chat/conversations')).toMatchObject({ body: { conversations: [] } });
});
