import { expect, test } from 'vitest';
import { z } from 'zod';
import { movableRuntime } from '../../harness/movable-runtime.ts';
import { adminRest, type RestCall } from '../../harness/rest-client.ts';
import { APP_KEY, startTestServer, type TestServer } from '../../harness/test-server.ts';
import { sign } from '../ws/backend.ts';
import { RawClient } from '../ws/raw-client.ts';

const Key = z.object({ id: z.string(), kind: z.string() });

async function secretOf(rest: RestCall): Promise<string> {
  const { body } = await rest('GET', '/apps/default/keys');
  const keys = z
    .union([z.array(Key), z.object({ keys: z.array(Key) }).transform(({ keys }) => keys)])
    .parse(body);
  const secret = keys.find(({ kind }) => kind === 'secret');
  if (!secret) throw new Error('the app has no secret');
  return secret.id;
}

async function start() {
  const runtime = movableRuntime();
  const server: TestServer = await startTestServer({}, { runtime });
  const rest = adminRest(server);
  return { runtime, server, rest, secret: await secretOf(rest) };
}

test('a secret that is revoked ends the connections that entered by it, and no others', async () => {
  const { server, rest, secret } = await start();
  await using _ = server;
  await rest('POST', '/apps/default/keys', { kind: 'secret' });
  await using entered = await RawClient.open(server);
  await using signedIn = await RawClient.open(server);
  await using stranger = await RawClient.open(server);
  await entered.enter('private-x');
  signedIn.signIn({ id: 'ann' });
  await signedIn.event('pusher:signin_success');
  await rest('DELETE', `/apps/default/keys/${secret}`);
  expect([(await entered.closed).code, (await signedIn.closed).code]).toEqual([4009, 4009]);
  await stranger.settled();
  expect(await stranger.enter('private-x')).toMatchObject({
    event: 'pusher:subscription_error',
    data: { status: 401 },
  });
});

test('what was entered by a secret that is rotated out ends with it, and its client is told to come back with another signature', async () => {
  const { runtime, server, rest, secret } = await start();
  await using _ = server;
  await using before = await RawClient.open(server);
  await before.enter('private-x');
  const { body } = await rest('POST', `/apps/default/keys/${secret}/rotate`, { overlapMs: 60_000 });
  const { value } = z.object({ value: z.string() }).parse(body);
  await using during = await RawClient.open(server);
  await during.join('presence-x', 'old');
  await using fresh = await RawClient.open(server);
  const auth = sign(`${fresh.socketId}:private-x`, APP_KEY, value);
  await fresh.subscribe('private-x', { auth });
  runtime.advance(59_000);
  await before.settled();
  runtime.advance(3000);
  expect([(await before.closed).code, (await during.closed).code]).toEqual([4200, 4200]);
  await fresh.settled();
  expect(server.running.core.presence.count('default', 'presence-x')).toBe(0);
  expect(server.running.core.hub.find('default', 'private-x')?.subscriptions.size).toBe(1);
});
