import { afterAll, beforeAll, expect, test } from 'vitest';
import { stockClient } from '../harness/client.ts';
import { follow } from '../harness/follow.ts';
import { refusalOf } from '../harness/refusal-of.ts';
import { adminRest } from '../harness/rest-client.ts';
import { APP_KEY, startTestServer, type TestServer } from '../harness/test-server.ts';
import { userClient } from '../harness/user-client.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

function idIn(body: unknown): string {
  return typeof body === 'object' && body !== null && 'id' in body ? String(body.id) : '';
}

test('a rule holds at once, on live subscriptions too, and its removal gives the name its meaning back', async () => {
  const rest = adminRest(server);
  const channel = 'vip:lounge';
  await using guest = stockClient(server, { key: APP_KEY });
  await using ann = await userClient(server, 'ann', ['vip:*']);
  using open = await follow(guest.client, channel);
  using granted = await follow(ann.client, channel);

  const put = await rest('PUT', '/rules', { pattern: 'vip:*', rule: { access: 'signed' } });
  expect(put).toMatchObject({ status: 200, body: { pattern: 'vip:*', rule: { access: 'signed' } } });
  await open.stopped;
  expect(open.items.at(-1)).toMatchObject({ type: 'revoked', error: { code: 'forbidden' } });
  expect(await refusalOf(guest.client.channels.history.query({ channel }))).toMatchObject({
    code: 'forbidden',
  });
  await rest('POST', `/channels/${channel}/events`, { name: 'm', data: 'secret' });
  await granted.event('secret');
  expect(open.data()).toEqual([]);

  expect(await rest('DELETE', `/rules/${idIn(put.body)}`)).toMatchObject({ status: 200 });
  using again = await follow(guest.client, channel);
  expect(again.items[0]).toMatchObject({ type: 'subscribed' });
  expect(await rest('DELETE', `/rules/${idIn(put.body)}`)).toMatchObject({ status: 404 });
});

test('the most specific pattern decides, and why is explained', async () => {
  const rest = adminRest(server);
  await rest('PUT', '/rules', { pattern: 'shop:*', rule: { publish: 'server' } });
  await rest('PUT', '/rules', { pattern: 'shop:open:*', rule: { publish: 'anyone', log: 'durable' } });
  await using guest = stockClient(server, { key: APP_KEY });
  const publish = (channel: string) => guest.client.channels.publish.mutate({ channel, name: 'm', data: 1 });
  expect(await refusalOf(publish('shop:1'))).toMatchObject({ code: 'forbidden' });
  expect(await publish('shop:open:1')).toMatchObject({ duplicate: false });
  const { body } = await rest('GET', '/rules/explain?channel=shop:open:1');
  expect(body).toMatchObject({
    builtInPrefix: '',
    pattern: 'shop:open:*',
    rule: { publish: 'anyone', log: 'durable', access: 'open' },
  });
  expect((await rest('GET', '/rules')).body).toMatchObject({
    rules: expect.arrayContaining([expect.objectContaining({ pattern: 'shop:*' })]),
  });
});

test('putting a pattern again replaces its rule, and a pattern can open a built-in prefix', async () => {
  const rest = adminRest(server);
  const first = await rest('PUT', '/rules', { pattern: 'private-lobby', rule: { replayLast: true } });
  const second = await rest('PUT', '/rules', {
    pattern: 'private-lobby',
    rule: { access: 'open', publish: 'anyone' },
  });
  expect(idIn(second.body)).toBe(idIn(first.body));
  await using guest = stockClient(server, { key: APP_KEY });
  using feed = await follow(guest.client, 'private-lobby');
  await guest.client.channels.publish.mutate({ channel: 'private-lobby', name: 'm', data: 'hi' });
  await feed.event('hi');
});

test.each([
  [{ access: 'everyone' }, 'access'],
  [{ presenceGraceMs: -1 }, 'presenceGraceMs'],
  [{ ringEvents: 0 }, 'ringEvents'],
  [{ retainMs: 1 }, 'retainMs'],
  [{ nonsense: true }, 'nonsense'],
])('the rule %j is refused, naming the field', async (rule, field) => {
  const answer = await adminRest(server)('PUT', '/rules', { pattern: 'bad:*', rule });
  expect(answer).toMatchObject({
    status: 400,
    body: { code: 'bad_request', message: expect.stringContaining(field) },
  });
});

test('rules survive a restart', async () => {
  await using first = await startTestServer();
  await adminRest(first)('PUT', '/rules', { pattern: 'kept:*', rule: { access: 'signed' } });
  await using second = await first.restart();
  await using guest = stockClient(second, { key: APP_KEY });
  expect(await refusalOf(guest.client.channels.history.query({ channel: 'kept:1' }))).toMatchObject({
    code: 'forbidden',
  });
});
