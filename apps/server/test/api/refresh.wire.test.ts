import { afterAll, beforeAll, expect, test } from 'vitest';
import { appToken } from '../harness/app-token.ts';
import { stockClient } from '../harness/client.ts';
import { follow } from '../harness/follow.ts';
import { movableRuntime } from '../harness/movable-runtime.ts';
import { refusalOf } from '../harness/refusal-of.ts';
import { adminRest } from '../harness/rest-client.ts';
import { APP_KEY, startTestServer, type TestServer } from '../harness/test-server.ts';
import { userClient } from '../harness/user-client.ts';

const runtime = movableRuntime();
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({}, { runtime });
});
afterAll(() => server[Symbol.asyncDispose]());

test('what the new token no longer grants is revoked before the answer, the rest goes on', async () => {
  await using ann = await userClient(server, 'ann', ['private-*']);
  using lost = await follow(ann.client, 'private-lost');
  using kept = await follow(ann.client, 'private-kept');
  await ann.client.session.refresh.mutate({
    token: await appToken({ sub: 'ann', channels: ['private-kept'] }, { expiresIn: '9h' }),
  });
  expect(lost.items.at(-1)).toMatchObject({ type: 'revoked', error: { code: 'forbidden' } });
  await lost.stopped;
  for (const channel of ['private-lost', 'private-kept']) {
    await adminRest(server)('POST', `/channels/${channel}/events`, { name: 'm', data: channel });
  }
  await kept.event('private-kept');
  expect(lost.data()).toEqual([]);
});

test('a token of another user, a bad one or an expired one changes nothing', async () => {
  await using ann = await userClient(server, 'ann', ['private-*']);
  const { refresh, whoAmI } = ann.client.session;
  const before = await whoAmI.query();
  const far = { expiresIn: '9h' };
  for (const [token, code] of [
    [await appToken({ sub: 'bob', channels: ['*'] }, far), 'forbidden'],
    [await appToken({ channels: ['*'] }, far), 'forbidden'],
    [await appToken({ sub: 'ann' }, { ...far, secret: 'z'.repeat(40) }), 'unauthenticated'],
    [await appToken({ sub: 'ann' }, { expiresIn: 1_000_000_000 }), 'token_expired'],
    ['junk', 'unauthenticated'],
  ] as const) {
    expect(await refusalOf(refresh.mutate({ token })), code).toMatchObject({ code });
  }
  expect(await whoAmI.query()).toEqual(before);
});

test('an anonymous connection does not become a user by a refresh', async () => {
  await using guest = stockClient(server, { key: APP_KEY });
  const token = await appToken({ sub: 'ann' }, { expiresIn: '9h' });
  expect(await refusalOf(guest.client.session.refresh.mutate({ token }))).toMatchObject({
    code: 'forbidden',
  });
});

test('a token is renewed on the live connection: nothing is interrupted, and the old expiry is forgotten', async () => {
  await using ann = await userClient(server, 'ann', ['private-*']);
  using feed = await follow(ann.client, 'private-a');
  const { session } = await ann.client.session.whoAmI.query();
  const token = await appToken({ sub: 'ann', channels: ['private-*'] }, { expiresIn: '3h' });
  const { expiresAt } = await ann.client.session.refresh.mutate({ token });
  runtime.advance(2 * 3_600_000);
  expect(await ann.client.session.whoAmI.query()).toMatchObject({ session, expiresAt, user: 'ann' });
  await adminRest(server)('POST', '/channels/private-a/events', { name: 'm', data: 'still here' });
  await feed.event('still here');
  expect(feed.items.filter(({ type }) => type === 'subscribed')).toHaveLength(1);
});
