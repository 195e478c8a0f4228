import { importJWK, jwtVerify } from 'jose';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { appToken } from '../harness/app-token.ts';
import { httpClient } from '../harness/client.ts';
import { movableRuntime } from '../harness/movable-runtime.ts';
import { refusalOf } from '../harness/refusal-of.ts';
import { adminRest, clientHeaders, restClient } from '../harness/rest-client.ts';
import { ADMIN_KEY, startTestServer, type TestServer } from '../harness/test-server.ts';
import { userClient } from '../harness/user-client.ts';
import { someBytes, upload } from './file-calls.ts';
import { type Browser, PushService } from './push-service.ts';

const movable = movableRuntime();
/** Pauses are half as long as they may be at most, so that nothing here is left to chance. */
const runtime = { ...movable, chance: { ...movable.chance, float: () => 0.5 } };
let server: TestServer;
let service: PushService;
beforeAll(async () => {
  server = await startTestServer(
    { PARLEY_PRIVATE_TARGETS: '127.0.0.1', PARLEY_PUBLIC_URL: 'https://chat.example.com' },
    { runtime },
  );
});
afterAll(() => server[Symbol.asyncDispose]());
beforeEach(async () => {
  service = await PushService.open();
});
afterEach(() => service[Symbol.asyncDispose]());

/** A user over HTTP, for as long as time is moved on: without a connection, so that its devices are told. */
async function user(id: string) {
  return httpClient(server, clientHeaders(await appToken({ sub: id }, { expiresIn: '30d' })));
}

/** A user with a browser that is subscribed. */
async function subscribed(id: string): Promise<Browser> {
  const browser = service.browser(`/${id}`);
  const { push } = (await user(id)).chat;
  await push.subscribe.mutate({ deviceId: 'laptop', platform: 'web', target: browser.target });
  return browser;
}

const Deliveries = z.object({ deliveries: z.array(z.object({ id: z.string(), state: z.string() })) });
const Detail = z.object({
  state: z.string(),
  event: z.string(),
  attempts: z.number(),
  payload: z.string(),
  log: z.array(z.object({ status: z.number().nullable(), answer: z.string() })),
});

async function deliveriesTo(id: string): Promise<Array<z.infer<typeof Detail>>> {
  const rest = adminRest(server);
  const { deliveries } = Deliveries.parse((await rest('GET', '/push-deliveries?limit=500')).body);
  const details = await Promise.all(deliveries.map((one) => rest('GET', `/push-deliveries/${one.id}`)));
  return details
    .map(({ body }) => Detail.parse(body))
    .filter(({ payload }) => z.object({ userId: z.string() }).parse(JSON.parse(payload)).userId === id);
}

const settled = (id: string, state: string) =>
  expect
    .poll(async () => (await deliveriesTo(id)).map((one) => one.state), { timeout: 10_000 })
    .toEqual([state]);

test('a message is told, encrypted and signed, to the devices of members who have no connection, and to nobody else', async () => {
  const backend = adminRest(server);
  await backend('PUT', '/chat/users/ann', { firstName: 'Ann', lastName: 'Lee' });
  const [bob, carl] = [await subscribed('bob'), await subscribed('carl')];
  await subscribed('ann');
  await using connected = await userClient(server, 'carl');
  await connected.client.session.whoAmI.query();
  const { conversations, messages } = (await user('ann')).chat;
  const { conversation } = await conversations.create.mutate({
    kind: 'group',
    name: 'Lunch',
    participants: ['bob', 'carl'],
  });
  const sent = await messages.send.mutate({ conversation: conversation.id, text: 'Pizza? 🍕' });
  const [push] = await service.until(1);
  if (!push) expect.fail('nothing came');
  expect(push.path).toBe('/bob');
  expect(bob.read(push)).toEqual({
    title: 'Ann Lee | Lunch',
    body: 'Pizza? 🍕',
    cid: conversation.id,
    messageId: sent.id,
  });
  expect(() => carl.read(push)).toThrow();
  expect(push.headers).toMatchObject({ 'content-encoding': 'aes128gcm', urgency: 'high' });
  expect(Number(push.headers.ttl)).toBeGreaterThan(86_000);
  await expectSigned(push.headers.authorization ?? '');
  await settled('bob', 'done');
  expect(await deliveriesTo('bob')).toMatchObject([
    { event: 'message', attempts: 1, log: [{ status: 201 }] },
  ]);
  // Carl was there, and Ann wrote it.
  expect([...(await deliveriesTo('carl')), ...(await deliveriesTo('ann'))]).toEqual([]);
  expect(service.pushes).toHaveLength(1);
});

test('nobody is pushed what it may not hear: not who is banned there, nor across a block', async () => {
  await subscribed('nia');
  await subscribed('neo');
  const { conversations, messages, push } = (await user('mel')).chat;
  const { conversation } = await conversations.create.mutate({
    kind: 'group',
    participants: ['nia', 'neo'],
  });
  const channel = `conversation:${conversation.id}`;
  await adminRest(server)('POST', '/bans', { user: 'nia', channel });
  await messages.send.mutate({ conversation: conversation.id, text: 'not for Nia' });
  await settled('neo', 'done');
  expect(await deliveriesTo('nia')).toEqual([]);

  await (await user('nia')).chat.blocks.block.mutate({ users: ['mel'] });
  const sent = await push.send.mutate({ users: ['nia', 'neo'], content: { body: 'not for Nia' } });
  // Nobody is told that it is blocked.
  expect([...sent.users].sort()).toEqual(['neo', 'nia']);
  await expect.poll(() => service.pushes.map(({ path }) => path)).toEqual(['/neo', '/neo']);
  expect(await deliveriesTo('nia')).toEqual([]);
});

test('the first attachment is told of by an address that the device can fetch', async () => {
  const oda = await subscribed('oda');
  const { conversations, files, messages } = (await user('ann')).chat;
  const { conversation } = await conversations.create.mutate({ kind: 'private', participants: ['oda'] });
  const file = { name: 'cat.png', size: 10, contentType: 'image/png' };
  const [created] = (await files.create.mutate({ files: [file] })).files;
  if (!created) expect.unreachable();
  const reached = (url: string) => url.replace('https://chat.example.com', server.url);
  await upload(reached(created.uploadUrl), someBytes(10));
  const attachments = [{ fileId: created.id }];
  const sent = await messages.send.mutate({ conversation: conversation.id, text: '', attachments });
  const [push] = await service.until(1);
  const Shown = z.object({ title: z.string(), messageId: z.string(), firstAttachmentUrl: z.string() });
  const shown = Shown.parse(push && oda.read(push));
  expect(shown).toMatchObject({ title: 'Ann Lee', messageId: sent.id });
  expect(shown.firstAttachmentUrl).toMatch(/^https:\/\/chat\.example\.com\//);
  const fetched = await fetch(reached(shown.firstAttachmentUrl));
  expect(Buffer.from(await fetched.arrayBuffer())).toEqual(someBytes(10));
});

/** By the key that the server tells everybody, without being asked who they are. */
async function expectSigned(authorization: string): Promise<void> {
  const answer = await fetch(`${server.url}/api/v1/chat/push/key`);
  const { publicKey } = z.object({ publicKey: z.string() }).parse(await answer.json());
  const [, token = '', key] = /^vapid t=([^,]+), k=(.+)$/.exec(authorization) ?? [];
  expect(key).toBe(publicKey);
  const point = Buffer.from(publicKey, 'base64url');
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) => half.toString('base64url'));
  if (!x || !y) expect.fail('no point');
  const { payload } = await jwtVerify(token, await importJWK({ kty: 'EC', crv: 'P-256', x, y }, 'ES256'), {
    audience: service.origin,
  });
  expect(payload.sub).toMatch(/^https:\/\/chat\.example\.com/);
}

test('a device that its service knows no more is removed, and the reason is in the log', async () => {
  await subscribed('dan');
  service.reply = () => ({ status: 410, body: 'unsubscribed' });
  const { push } = (await user('eve')).chat;
  const sent = await push.send.mutate({ users: ['dan', 'nobody'], content: { title: 'T', body: 'B' } });
  expect(sent.users).toEqual(['dan']);
  await settled('dan', 'dead');
  expect(await deliveriesTo('dan')).toMatchObject([
    { event: 'push', log: [{ status: 410, answer: 'unsubscribed' }] },
  ]);
  expect(await (await user('dan')).chat.push.list.query()).toEqual({ subscriptions: [] });
});

test('what a service does not take now is sent again, not before it wants, and arrives once; a refusal is final', async () => {
  const fay = await subscribed('fay');
  service.reply = () =>
    service.pushes.length === 1 ? { status: 503, headers: { 'retry-after': '60' } } : { status: 201 };
  const { push } = (await user('eve')).chat;
  await push.send.mutate({ users: ['fay'], content: { body: 'again' } });
  await expect.poll(async () => (await deliveriesTo('fay'))[0]?.attempts).toBe(1);
  movable.advance(59_000);
  await settled('fay', 'pending');
  expect(service.pushes).toHaveLength(1);
  movable.advance(2000);
  await settled('fay', 'done');
  expect(service.pushes).toHaveLength(2);
  const [, second] = service.pushes;
  expect(second && fay.read(second)).toEqual({ body: 'again' });

  await subscribed('gil');
  service.reply = () => ({ status: 413, body: 'too large' });
  await push.send.mutate({ users: ['gil'], content: { body: 'no' } });
  await settled('gil', 'dead');
  expect(await deliveriesTo('gil')).toMatchObject([{ attempts: 1, log: [{ status: 413 }] }]);
  expect((await (await user('gil')).chat.push.list.query()).subscriptions).toHaveLength(1);
});

test('what was queued when the server stopped is delivered after the next start, by the same keys', async () => {
  const key = await (await user('ann')).chat.push.key.query();
  const hal = await subscribed('hal');
  service.reply = () => ({ status: 503 });
  await (await user('eve')).chat.push.send.mutate({ users: ['hal'], content: { body: 'later' } });
  await expect.poll(async () => (await deliveriesTo('hal'))[0]?.attempts).toBeGreaterThan(0);
  service.reply = () => ({ status: 201 });
  server = await server.restart();
  await settled('hal', 'done');
  const last = service.pushes.at(-1);
  expect(last && hal.read(last)).toEqual({ body: 'later' });
  expect(await (await user('ann')).chat.push.key.query()).toEqual(key);
});

test('a message that could not be delivered within a day is given up', async () => {
  await subscribed('ida');
  service.reply = () => ({ status: 500 });
  await (await user('eve')).chat.push.send.mutate({ users: ['ida'], content: { body: 'old' } });
  await expect.poll(async () => (await deliveriesTo('ida'))[0]?.attempts).toBeGreaterThan(0);
  movable.advance(90_000_000);
  await settled('ida', 'dead');
});

test('a service that this server has no credentials for is named, and nothing is tried again', async () => {
  const { push } = (await user('jon')).chat;
  const token = 'ab'.repeat(32);
  await push.subscribe.mutate({ deviceId: 'phone', platform: 'ios', target: { token } });
  await push.subscribe.mutate({ deviceId: 'tablet', platform: 'android', target: { token: 'fcm:token' } });
  await push.send.mutate({ users: ['jon'], content: { title: 'T' } });
  await expect
    .poll(async () => (await deliveriesTo('jon')).map(({ state }) => state))
    .toEqual(['dead', 'dead']);
  const answers = (await deliveriesTo('jon')).flatMap(({ log }) => log.map(({ answer }) => answer));
  expect(answers.sort()).toEqual(['APNs is not configured.', 'FCM is not configured.']);
});

test('a device has one subscription, its own user’s alone; of more than twenty the least recent goes', async () => {
  const { push } = (await user('kim')).chat;
  const { target } = service.browser('/kim');
  const first = await push.subscribe.mutate({ deviceId: 'd', platform: 'web', target });
  expect(first).toMatchObject({ deviceId: 'd', platform: 'web', target });
  const replaced = await push.subscribe.mutate({
    deviceId: 'd',
    platform: 'android',
    target: { token: 't' },
  });
  expect(replaced).toMatchObject({ id: first.id, platform: 'android', target: { token: 't' } });
  await push.subscribe.mutate({ deviceId: 'd', platform: 'web', target });
  for (let nr = 0; nr < 20; nr += 1) {
    movable.advance(1000);
    await push.subscribe.mutate({ deviceId: `d${nr}`, platform: 'android', target: { token: `t${nr}` } });
  }
  const { subscriptions } = await push.list.query();
  expect(subscriptions.map(({ deviceId }) => deviceId)).toEqual(
    Array.from({ length: 20 }, (_, nr) => `d${19 - nr}`),
  );
  const other = (await user('leo')).chat.push;
  expect(await refusalOf(other.unsubscribe.mutate({ deviceId: 'd3' }))).toMatchObject({
    code: 'not_found',
    reason: 'push_not_found',
  });
  await push.unsubscribe.mutate({ deviceId: 'd3' });
  expect((await push.list.query()).subscriptions).toHaveLength(19);
});

test('what leads nowhere, or into the house, is no subscription, by tRPC and REST alike', async () => {
  const rest = restClient(server, { 'api-key': ADMIN_KEY, 'as-user': 'mia' });
  const { target } = service.browser('/mia');
  const put = (change: object) =>
    rest('PUT', '/chat/push/subscriptions/pc', { platform: 'web', target: { ...target, ...change } });
  const refused = [
    { endpoint: 'https://10.0.0.1/push' },
    { endpoint: 'https://[::1]/push' },
    { endpoint: 'http://push.example.com/' },
    { endpoint: 'http://localhost.example.com/' },
    { endpoint: 'file:///etc/passwd' },
    { endpoint: 'endpoint' },
    { keyAuth: 'short' },
    { keyAuth: 'ä'.repeat(22) },
    { keyP256dh: Buffer.alloc(65, 4).toString('base64url') },
    { keyP256dh: target.keyAuth },
    { token: 'both' },
  ];
  for (const change of refused) {
    expect(await put(change), JSON.stringify(change)).toMatchObject({
      status: 400,
      body: { code: 'bad_request' },
    });
  }
  expect((await rest('GET', '/chat/push/subscriptions')).body).toEqual({ subscriptions: [] });
  expect((await put({ endpoint: 'https://push.example.com/x' })).status).toBe(200);
  expect((await rest('DELETE', '/chat/push/subscriptions/pc')).status).toBe(200);
  expect((await rest('DELETE', '/chat/push/subscriptions/pc')).status).toBe(404);
});

test('nobody floods: recipients count as things said, unknown ones are no recipients, and what is too large is said so', async () => {
  const { push } = (await user('noa')).chat;
  const content = { title: 'T' };
  expect(await refusalOf(push.send.mutate({ users: ['nobody'], content }))).toMatchObject({
    code: 'not_found',
    reason: 'recipients_not_found',
  });
  const large = { a: 'x'.repeat(2000), b: 'x'.repeat(2000) };
  expect(await refusalOf(push.send.mutate({ users: ['bob'], content: large }))).toMatchObject({
    code: 'payload_too_large',
  });
  expect(await refusalOf(push.send.mutate({ users: ['bob'], content: { aps: 'x' } }))).toMatchObject({
    code: 'bad_request',
  });
  const many = Array.from({ length: 100 }, (_, nr) => `stranger${nr}`);
  const refusals = await Promise.all(
    [1, 2, 3].map(() => refusalOf(push.send.mutate({ users: many, content }))),
  );
  expect(refusals.map(({ code }) => code)).toContain('rate_limited');
  const anonymous = httpClient(server, clientHeaders());
  expect(await refusalOf(anonymous.chat.push.list.query())).toMatchObject({ code: 'unauthenticated' });
  expect(await refusalOf(push.send.mutate({ users: [...many, 'one'], content }))).toMatchObject({
    code: 'bad_request',
  });
});

test('the log of deliveries is for those who administer the app', async () => {
  const client = await user('ann');
  expect(await refusalOf(client.admin.push.deliveries.query({}))).toMatchObject({ code: 'forbidden' });
  const missing = await adminRest(server)('GET', `/push-deliveries/${'0'.repeat(24)}`);
  expect(missing).toMatchObject({ status: 404, body: { code: 'not_found' } });
  expect(server.errors).toEqual([]);
});
