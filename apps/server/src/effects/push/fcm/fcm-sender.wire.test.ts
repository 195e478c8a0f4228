import { generateKeyPairSync } from 'node:crypto';
import { jwtVerify } from 'jose';
import { expect, onTestFinished, test } from 'vitest';
import type { PushSubscriptionRecord } from '../../../core/store/chat/push-store.ts';
import { systemRuntime } from '../../../runtime/runtime.ts';
import { AddressGuard } from '../../address-guard.ts';
import { HttpSender } from '../../requests/http-sender.ts';
import { Receiver, type Reply } from '../../testing/receiver.ts';
import { FcmSender } from './fcm-sender.ts';
import { ServiceAccount } from './service-account.ts';

const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
const device: PushSubscriptionRecord = {
  id: '1'.repeat(24),
  appId: 'acme',
  userId: 'ann',
  deviceId: 'pixel',
  platform: 'android',
  endpoint: null,
  keyAuth: null,
  keyP256dh: null,
  token: 'fcm:device',
  createdAt: 0,
  updatedAt: 0,
};
const message = { content: { title: 'Ann', body: 'Hi', cid: 'c1' }, ttlSeconds: 60 };

/** Google, for one service account: gives out tokens, and takes messages as the test says. */
async function open() {
  let now = 1_750_000_000_000;
  const google = await Receiver.open();
  onTestFinished(() => google[Symbol.asyncDispose]());
  const origin = `http://127.0.0.1:${google.port}`;
  const account = ServiceAccount.parse({
    type: 'service_account',
    project_id: 'acme-chat',
    client_email: 'push@acme-chat.iam.example.com',
    private_key: keys.privateKey.export({ type: 'pkcs8', format: 'pem' }),
    private_key_id: 'k1',
    token_uri: `${origin}/token`,
  });
  const said: { message: Reply; token: Reply } = {
    message: { status: 200, body: '{"name":"projects/acme-chat/messages/1"}' },
    token: { status: 200, body: '{"access_token":"t1","expires_in":3600,"token_type":"Bearer"}' },
  };
  google.reply = ({ path }) => (path === '/token' ? said.token : said.message);
  const runtime = systemRuntime();
  const clock = { now: () => now, monotonic: runtime.clock.monotonic };
  const http = new HttpSender(new AddressGuard(['127.0.0.1']), { clock, timers: runtime.timers });
  onTestFinished(() => http[Symbol.dispose]());
  const sender = new FcmSender({ account, sender: http, clock, timers: runtime.timers, origin });
  return {
    google,
    said,
    paths: () => google.requests.map(({ path }) => path),
    later: (ms: number) => {
      now += ms;
    },
    send: () => sender.send(device, message, new AbortController().signal),
    origin,
    now: () => now,
  };
}

const SEND = '/v1/projects/acme-chat/messages:send';

test('a message is sent in Google’s form, in the name of the service account, whose token is kept until shortly before its end', async () => {
  const { google, paths, send, later, origin, now } = await open();
  expect(await send()).toMatchObject({ verdict: 'done', status: 200 });
  expect(paths()).toEqual(['/token', SEND]);
  const [asked, sent] = google.requests;
  const form = new URLSearchParams(asked?.body);
  expect(form.get('grant_type')).toBe('urn:ietf:params:oauth:grant-type:jwt-bearer');
  const { payload, protectedHeader } = await jwtVerify(form.get('assertion') ?? '', keys.publicKey, {
    issuer: 'push@acme-chat.iam.example.com',
    audience: `${origin}/token`,
    currentDate: new Date(now()),
  });
  expect(protectedHeader).toMatchObject({ alg: 'RS256', kid: 'k1' });
  expect(payload.scope).toBe('https://www.googleapis.com/auth/firebase.messaging');
  expect(sent?.headers.authorization).toBe('Bearer t1');
  expect(JSON.parse(sent?.body ?? '')).toEqual({
    message: {
      token: 'fcm:device',
      notification: { title: 'Ann', body: 'Hi' },
      data: { cid: 'c1' },
      android: { priority: 'HIGH', ttl: '60s' },
    },
  });
  await Promise.all([send(), send()]);
  later(3_290_000);
  await send();
  expect(paths().filter((path) => path === '/token')).toHaveLength(1);
  later(20_000);
  await Promise.all([send(), send()]);
  expect(paths().filter((path) => path === '/token')).toHaveLength(2);
});

test.each([
  [404, '{"error":{"code":404,"status":"NOT_FOUND"}}', 'gone'],
  [400, '{"error":{"details":[{"errorCode": "UNREGISTERED"}]}}', 'gone'],
  [400, '{"error":{"details":[{"errorCode":"INVALID_ARGUMENT"}]}}', 'dead'],
  [403, '{"error":{"details":[{"errorCode":"SENDER_ID_MISMATCH"}]}}', 'dead'],
  [429, '{}', 'again'],
  [503, '', 'again'],
] as const)('an answer %d %s makes it %s', async (status, body, verdict) => {
  const { said, send } = await open();
  said.message = { status, body, headers: { 'retry-after': '90' } };
  expect(await send()).toMatchObject({ verdict, status, retryAfterMs: 90_000 });
});

test('a token that Google takes no more is replaced; without any, the message is tried again', async () => {
  const { said, send, paths } = await open();
  said.message = { status: 401 };
  expect(await send()).toMatchObject({ verdict: 'again', status: 401 });
  said.message = { status: 200 };
  said.token = { status: 400, body: '{"error":"invalid_grant"}' };
  expect(await send()).toMatchObject({
    verdict: 'again',
    status: null,
    text: 'Google gave no token: it answered 400.',
  });
  said.token = { status: 200, body: 'no JSON' };
  expect(await send()).toMatchObject({ verdict: 'again', status: null });
  said.token = { status: 200, body: '{"access_token":"t2","expires_in":3600}' };
  expect(await send()).toMatchObject({ verdict: 'done' });
  expect(paths()).toEqual(['/token', SEND, '/token', '/token', '/token', SEND]);
});
