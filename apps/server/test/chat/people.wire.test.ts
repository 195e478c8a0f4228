import type { TRPCClient } from '@trpc/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { AppRouter } from '../../src/api/app-router.ts';
import type { ActivityModel } from '../../src/api/chat/models/activity.ts';
import { SseReading } from '../../src/api/rest/testing/read-sse.ts';
import { appToken } from '../harness/app-token.ts';
import { stockClient } from '../harness/client.ts';
import { type Collected, collected } from '../harness/collect.ts';
import { refusalOf } from '../harness/refusal-of.ts';
import { adminRest, clientHeaders, restClient } from '../harness/rest-client.ts';
import { ADMIN_KEY, APP_KEY, startTestServer, type TestServer } from '../harness/test-server.ts';
import { userClient } from '../harness/user-client.ts';
import { SocketLinkClient } from '../socketlink/socketlink-client.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

/** REST calls of the app's backend in a user's name. */
function backendFor(user: string) {
  return restClient(server, { 'api-key': ADMIN_KEY, 'as-user': user });
}

test('an address book is filled, changed and read page by page, and says who of the app its people are', async () => {
  const users = adminRest(server);
  await users('PUT', '/chat/users/carol', { email: 'Carol@example.test' });
  await users('PUT', '/chat/users/dave', { phone: '+4930123456' });
  await using ann = await userClient(server, 'ann');
  const { contacts } = ann.client.chat;
  const carol = await contacts.add.mutate({
    firstName: 'Carol',
    emails: [
      { type: 'home', value: 'carol@EXAMPLE.test' },
      { type: 'work', value: 'nobody@example.test' },
    ],
  });
  expect(carol).toMatchObject({
    firstName: 'Carol',
    lastName: null,
    emails: [{ user: 'carol' }, { type: 'work', value: 'nobody@example.test' }],
    phones: [],
  });
  expect(carol.emails[1]).not.toHaveProperty('user');
  const added = await contacts.addMany.mutate({
    contacts: [
      { lastName: 'D', phones: [{ type: 'mobile', value: '+4930123456' }] },
      { lastName: 'E', phones: [{ type: 'mobile', value: '+490000000' }] },
    ],
  });
  expect(added.contacts.map(({ phones }) => phones[0]?.user)).toEqual(['dave', undefined]);

  const first = await contacts.list.query({ limit: 2 });
  expect(first.contacts).toEqual([...added.contacts].reverse());
  const second = await contacts.list.query({ limit: 2, ...(first.next && { before: first.next }) });
  expect(second).toEqual({ contacts: [carol], next: null });

  const changed = await contacts.update.mutate({
    id: carol.id,
    company: 'Acme',
    firstName: null,
    lastName: 'C',
  });
  expect(changed).toMatchObject({ firstName: null, lastName: 'C', company: 'Acme', emails: carol.emails });
  expect(changed.updatedAt).toBeGreaterThan(carol.updatedAt);
  const since = await contacts.list.query({
    updatedAfter: Math.max(...added.contacts.map((c) => c.updatedAt)),
  });
  expect(since.contacts).toEqual([changed]);
  expect(await contacts.remove.mutate({ id: carol.id })).toEqual({ removed: true });
  expect(await contacts.remove.mutate({ id: carol.id })).toEqual({ removed: false });
  expect((await contacts.list.query({ ids: [carol.id] })).contacts).toEqual([]);
});

test('an address book is its owner’s alone, and a contact that says nothing is refused', async () => {
  const [ann, bob] = [backendFor('ann'), backendFor('bob')];
  const whom = { firstName: 'X', emails: [{ type: 'home', value: 'x@example.test' }] };
  const { status, body } = await ann('POST', '/chat/contacts', whom);
  expect([status, body]).toMatchObject([201, { firstName: 'X' }]);
  const path = `/chat/contacts/${idIn(body)}`;
  expect((await bob('GET', '/chat/contacts')).body).toEqual({ contacts: [], next: null });
  expect(await bob('PATCH', path, { company: 'Theirs' })).toMatchObject({
    status: 404,
    body: { code: 'not_found', reason: 'contact_not_found' },
  });
  expect((await bob('DELETE', path)).body).toEqual({ removed: false });
  for (const [refused, reason] of [
    [{ emails: whom.emails }, 'contact_without_name'],
    [{ firstName: 'X', emails: [] }, 'contact_without_way'],
  ] as const) {
    const answer = await ann('POST', '/chat/contacts', refused);
    expect([answer.status, answer.body]).toMatchObject([400, { reason }]);
  }
  const emptied = await ann('PATCH', path, { emails: [] });
  expect(emptied.body).toMatchObject({ reason: 'contact_without_way' });
  const tooMany = { contacts: new Array<typeof whom>(101).fill(whom) };
  expect((await ann('POST', '/chat/contacts/batch', tooMany)).status).toBe(400);
  expect((await ann('POST', '/chat/contacts/batch', { contacts: [whom, { firstName: 'Y' }] })).status).toBe(
    400,
  );
  expect((await ann('GET', `/chat/contacts?ids=${idIn(body)}`)).body).toMatchObject({ contacts: [whom] });
  expect((await restClient(server, clientHeaders())('GET', '/chat/contacts')).status).toBe(401);
});

test('users are blocked once however often, and unblocked; who does not exist is left out', async () => {
  await using eve = await userClient(server, 'eve');
  await using fay = await userClient(server, 'fay');
  await fay.client.chat.blocks.list.query({});
  await adminRest(server)('PUT', '/chat/users/gus', {});
  const { block, unblock, list } = eve.client.chat.blocks;
  await Promise.all([1, 2, 3].map(() => block.mutate({ users: ['fay', 'nobody', 'fay'] })));
  await block.mutate({ users: ['gus'] });
  expect(await list.query({})).toEqual({ count: 2, users: ['fay', 'gus'] });
  expect(await list.query({ offset: 1, limit: 1 })).toEqual({ count: 2, users: ['gus'] });
  expect(await fay.client.chat.blocks.list.query({})).toEqual({ count: 0, users: [] });
  expect(await refusalOf(block.mutate({ users: ['gus', 'eve'] }))).toMatchObject({
    code: 'bad_request',
    reason: 'block_self',
  });
  await unblock.mutate({ users: ['fay', 'nobody'] });
  await unblock.mutate({ users: ['fay'] });
  expect(await list.query({})).toEqual({ count: 1, users: ['gus'] });
});

test('a user is online while any of its connections lasts, and was seen when the last one closed', async () => {
  await using watcher = await userClient(server, 'hal');
  const { get, online } = watcher.client.chat.activity;
  await adminRest(server)('PUT', '/chat/users/ivy', {});
  const ivy = { user: 'ivy', online: false, lastSeenAt: null };
  expect(await get.query({ users: ['ivy', 'nobody', 'ivy', 'hal'] })).toEqual({
    activity: [ivy, { user: 'hal', online: true, lastSeenAt: null }],
  });
  const seen = await watching(watcher.client, ['ivy', 'hal', 'nobody']);
  await seen.until(({ user }) => user === 'ivy');
  {
    await using one = await userClient(server, 'ivy');
    await one.client.session.whoAmI.query();
    await seen.until((item) => item.user === 'ivy' && item.online);
    {
      await using two = await userClient(server, 'ivy');
      await two.client.session.whoAmI.query();
    }
    await one.client.session.whoAmI.query();
    const there = await online.query({ limit: 1000 });
    expect(there.users).toEqual([...there.users].sort());
    expect(there.users).toEqual(expect.arrayContaining(['hal', 'ivy']));
    expect(there.count).toBe(there.users.length);
    expect((await online.query({ offset: 1, limit: 1 })).users).toEqual(there.users.slice(1, 2));
  }
  const gone = await seen.until((item) => item.user === 'ivy' && !item.online && item.lastSeenAt !== null);
  expect(seen.items.filter(({ user }) => user === 'ivy').map((item) => item.online)).toEqual([
    false,
    true,
    false,
  ]);
  expect(seen.items.some(({ user }) => user === 'nobody')).toBe(false);
  expect((await get.query({ users: ['ivy'] })).activity).toEqual([gone]);
});

test('who merely claims to be a user makes nobody online, and strangers are not told who is', async () => {
  await adminRest(server)('PUT', '/chat/users/jon', {});
  await using operator = stockClient(server, { adminKey: ADMIN_KEY });
  await using stranger = stockClient(server, { key: APP_KEY });
  using _claiming = await SocketLinkClient.connect(server, 'jon');
  const { activity } = operator.client.chat;
  expect((await activity.get.query({ users: ['jon'] })).activity).toMatchObject([{ online: false }]);
  expect((await activity.online.query({})).users).not.toContain('jon');
  const { get, online } = stranger.client.chat.activity;
  for (const call of [get.query({ users: ['jon'] }), online.query({})]) {
    expect(await refusalOf(call)).toMatchObject({ code: 'unauthenticated' });
  }
  const { client } = stranger;
  await expect(watching(client, ['jon'])).rejects.toThrow('known users');
  const many = Array.from({ length: 101 }, (_, nr) => `user-${nr}`);
  expect(await refusalOf(activity.get.query({ users: many }))).toMatchObject({ code: 'bad_request' });
});

test('coming and going is told over server-sent events, and the stream itself makes its user online', async () => {
  const headers = clientHeaders(await appToken({ sub: 'kim' }));
  const url = `${server.url}/api/v1/chat/activity/live?users=lea&users=kim`;
  await using reading = new SseReading(await fetch(url, { headers }));
  const next = async () => JSON.parse((await reading.next())?.data ?? 'null');
  expect(await next()).toEqual({ user: 'kim', online: true, lastSeenAt: null });
  {
    await using lea = await userClient(server, 'lea');
    await lea.client.session.whoAmI.query();
    expect(await next()).toEqual({ user: 'lea', online: true, lastSeenAt: null });
  }
  expect(await next()).toMatchObject({ user: 'lea', online: false, lastSeenAt: expect.any(Number) });
});

/** Last, because it takes the server away from the others. */
test('when users were seen last, blocks and contacts outlive the server', async () => {
  await backendFor('max')('POST', '/chat/blocks', { users: ['fay'] });
  const contact = { firstName: 'F', emails: [{ type: 'home', value: 'f@example.test' }] };
  {
    await using mia = await userClient(server, 'mia');
    await mia.client.chat.contacts.add.mutate(contact);
    // She does not leave by herself.
    server = await server.restart();
  }
  const backend = adminRest(server);
  const { body } = await backend('GET', '/chat/activity?users=mia');
  expect(body).toMatchObject({ activity: [{ user: 'mia', online: false, lastSeenAt: expect.any(Number) }] });
  expect((await backendFor('max')('GET', '/chat/blocks')).body).toEqual({ count: 1, users: ['fay'] });
  expect((await backendFor('mia')('GET', '/chat/contacts')).body).toMatchObject({ contacts: [contact] });
  expect(server.errors).toEqual([]);
});

/** Watches users, and resolves once that has begun. */
async function watching(
  client: TRPCClient<AppRouter>,
  users: string[],
): Promise<Collected<z.infer<typeof ActivityModel>>> {
  const seen = collected<z.infer<typeof ActivityModel>>();
  await new Promise<void>((resolve, reject) => {
    client.chat.activity.watch.subscribe(
      { users },
      { onStarted: () => resolve(), onError: reject, onData: (item) => seen.push(item) },
    );
  });
  return seen;
}

const WithId = z.object({ id: z.string() });

function idIn(body: unknown): string {
  return WithId.parse(body).id;
}
