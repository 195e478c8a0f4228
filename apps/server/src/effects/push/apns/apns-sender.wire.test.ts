import { generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type ServerHttp2Session } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { jwtVerify } from 'jose';
import { expect, onTestFinished, test } from 'vitest';
import type { PushSubscriptionRecord } from '../../../core/store/chat/push-store.ts';
import { systemRuntime } from '../../../runtime/runtime.ts';
import { ApnsSender } from './apns-sender.ts';

const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const device: PushSubscriptionRecord = {
  id: '1'.repeat(24),
  appId: 'acme',
  userId: 'ann',
  deviceId: 'phone',
  platform: 'ios',
  endpoint: null,
  keyAuth: null,
  keyP256dh: null,
  token: 'ab12',
  createdAt: 0,
  updatedAt: 0,
};

interface Answer {
  readonly status: number;
  readonly reason?: string;
  readonly headers?: Record<string, string>;
}

/** Apple’s service, in the clear. */
async function open() {
  let now = 1_750_000_000_000;
  const requests: Array<{ headers: IncomingHttpHeaders; body: string }> = [];
  const sessions: ServerHttp2Session[] = [];
  const said: { answer: Answer | 'hold' } = { answer: { status: 200 } };
  const server = createServer();
  server.on('session', (session) => sessions.push(session));
  server.on('stream', (stream, headers) => {
    let body = '';
    stream.setEncoding('utf8');
    stream.on('data', (chunk: string) => {
      body += chunk;
    });
    stream.on('error', () => undefined);
    stream.on('end', () => {
      requests.push({ headers, body });
      if (said.answer === 'hold') return;
      const { status, reason, headers: more } = said.answer;
      stream.respond({ ':status': status, ...more });
      stream.end(reason === undefined ? '' : JSON.stringify({ reason }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    for (const session of sessions) session.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('It does not listen.');
  const { clock, timers } = systemRuntime();
  const pending: Array<() => void> = [];
  const sender = new ApnsSender({
    access: {
      privateKey: keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      keyId: 'KEY1234567',
      teamId: 'TEAM123456',
      topic: 'com.example.chat',
      sandbox: false,
    },
    clock: { now: () => now, monotonic: clock.monotonic },
    timers: {
      ...timers,
      after(_delayMs, action) {
        pending.push(action);
        return { [Symbol.dispose]: () => void pending.splice(pending.indexOf(action), 1) };
      },
    },
    origin: `http://127.0.0.1:${address.port}`,
  });
  onTestFinished(() => sender[Symbol.dispose]());
  const message = { content: { title: 'Ann', body: 'Hi', cid: 'c1', x: 'y' }, ttlSeconds: 60 };
  const ending = new AbortController();
  return {
    requests,
    sessions,
    said,
    ending,
    later: (ms: number) => {
      now += ms;
    },
    /** Everything that waits for an answer has waited long enough. */
    timeOut: () => {
      for (const action of [...pending]) action();
    },
    send: () => sender.send(device, message, ending.signal),
  };
}

test('messages go over one connection in Apple’s form, each with a token signed by the key', async () => {
  const { requests, sessions, send, later } = await open();
  expect(await send()).toMatchObject({ verdict: 'done', status: 200 });
  await Promise.all([send(), send()]);
  expect(sessions).toHaveLength(1);
  const [first] = requests;
  expect(first?.headers).toMatchObject({
    ':method': 'POST',
    ':path': '/3/device/ab12',
    'apns-topic': 'com.example.chat',
    'apns-push-type': 'alert',
    'apns-priority': '10',
    'apns-expiration': '1750000060',
  });
  expect(JSON.parse(first?.body ?? '')).toEqual({
    cid: 'c1',
    x: 'y',
    aps: { alert: { title: 'Ann', body: 'Hi' }, sound: 'default', 'mutable-content': 1, 'thread-id': 'c1' },
  });
  const [, token = ''] = /^bearer (.+)$/.exec(first?.headers.authorization ?? '') ?? [];
  const { payload, protectedHeader } = await jwtVerify(token, keys.publicKey);
  expect(protectedHeader).toMatchObject({ alg: 'ES256', kid: 'KEY1234567' });
  expect(payload).toEqual({ iss: 'TEAM123456', iat: 1_750_000_000 });
  later(39 * 60_000);
  await send();
  later(2 * 60_000);
  await send();
  const tokens = requests.map(({ headers }) => headers.authorization);
  expect(tokens.map((one) => one === tokens[0])).toEqual([true, true, true, true, false]);
});

test.each([
  [410, 'Unregistered', 'gone'],
  [400, 'BadDeviceToken', 'dead'],
  [403, 'InvalidProviderToken', 'dead'],
  [403, 'ExpiredProviderToken', 'again'],
  [413, 'PayloadTooLarge', 'dead'],
  [429, 'TooManyRequests', 'again'],
  [503, 'Shutdown', 'again'],
] as const)('an answer %d %s makes it %s', async (status, reason, verdict) => {
  const { said, send } = await open();
  said.answer = { status, reason, headers: { 'retry-after': '5' } };
  const answer = { verdict, status, text: JSON.stringify({ reason }), retryAfterMs: 5000 };
  expect(await send()).toMatchObject(answer);
});

test('a lost connection is replaced, and what was under way on it is tried again', async () => {
  const { said, send, sessions, requests } = await open();
  said.answer = 'hold';
  const held = send();
  await expect.poll(() => requests.length).toBe(1);
  sessions[0]?.destroy();
  expect(await held).toMatchObject({ verdict: 'again', status: null });
  said.answer = { status: 200 };
  expect(await send()).toMatchObject({ verdict: 'done' });
  sessions[1]?.goaway();
  await expect.poll(async () => (await send()).verdict).toBe('done');
  expect(sessions.length).toBeGreaterThanOrEqual(2);
});

test('no answer in time, and a stop, are answers without a status', async () => {
  const { said, send, requests, timeOut, ending } = await open();
  said.answer = 'hold';
  const late = send();
  await expect.poll(() => requests.length).toBe(1);
  timeOut();
  expect(await late).toMatchObject({ verdict: 'again', status: null, text: 'No answer within 10000 ms.' });
  const broken = send();
  await expect.poll(() => requests.length).toBe(2);
  ending.abort();
  expect(await broken).toMatchObject({ status: null, text: 'The server is stopping.' });
  expect(await send()).toMatchObject({ status: null });
  expect(requests).toHaveLength(2);
});
