import { expect, onTestFinished, test } from 'vitest';
import { simulatedRuntime } from '../../runtime/simulated-runtime.ts';
import { openWebhooks } from '../testing/open-webhooks.ts';
import { Receiver } from '../testing/receiver.ts';
import { EndpointHeaders } from './endpoint-headers.ts';
import type { WebhookFormat } from './webhook-format.ts';

/** Says what it was signed with. */
const format: WebhookFormat = {
  name: 'telltale',
  signedBy: 'app',
  defaults: { retryForMs: 300_000, leaveDelayMs: 3000 },
  encode: () => '{}',
  encodeQuestion: () => null,
  sign: (_body, { secret, appKey }) => ({ 'X-Signed-By': `${appKey} ${secret}` }),
};

async function open() {
  const runtime = simulatedRuntime();
  const receiver = await Receiver.open();
  onTestFinished(() => receiver[Symbol.asyncDispose]());
  const opened = await openWebhooks({ runtime, formats: [format] });
  onTestFinished(() => opened[Symbol.asyncDispose]());
  const settings = { url: receiver.url, events: ['message' as const], format: 'telltale' };
  const signed = async (): Promise<unknown> => {
    const count = receiver.requests.length + 1;
    opened.say('room:1', 1);
    const requests = await receiver.until(count);
    return requests[count - 1]?.headers['x-signed-by'];
  };
  return { ...opened, runtime, receiver, settings, signed };
}

test('the app signs with its newest secret and names its oldest client key that holds', async () => {
  const { apps, runtime, settings, signed, webhooks } = await open();
  await webhooks.endpoints.create('acme', settings);
  const { record } = await apps.createKey('acme', 'client', 'key1');
  await apps.createKey('acme', 'secret', 'secret1');
  expect(await signed()).toBe('key1 secret1');
  runtime.advance(1000);
  await apps.createKey('acme', 'client', 'key2');
  await apps.createKey('acme', 'secret', 'secret2');
  expect(await signed()).toBe('key1 secret2');
  await apps.expireKey('acme', record.id, runtime.clock.now() + 500);
  expect(await signed()).toBe('key1 secret2');
  runtime.advance(500);
  expect(await signed()).toBe('key2 secret2');
});

test('a secret of the endpoint’s own signs in the place of the app’s', async () => {
  const { apps, settings, signed, webhooks } = await open();
  await apps.createKey('acme', 'client', 'key1');
  await apps.createKey('acme', 'secret', 'secret1');
  const { id } = await webhooks.endpoints.create('acme', settings, { secret: 'own' });
  expect(await signed()).toBe('key1 own');
  await webhooks.endpoints.update('acme', id, { secret: null });
  expect(await signed()).toBe('key1 secret1');
});

test('nothing is sent unsigned: without keys of the app a request fails, and is sent when there are some', async () => {
  const { apps, receiver, runtime, say, settings, store, webhooks } = await open();
  await webhooks.endpoints.create('acme', settings);
  say('room:1', 1);
  await expect.poll(() => store.attempts).toMatchObject([{ status: null }]);
  expect(receiver.requests).toEqual([]);
  await apps.createKey('acme', 'client', 'key1');
  await apps.createKey('acme', 'secret', 'secret1');
  runtime.advance(1000);
  await receiver.until(1);
});

test('a format’s defaults hold for what an endpoint does not say, when it is made', async () => {
  const { settings, webhooks } = await open();
  const { endpoints } = webhooks;
  const made = await endpoints.create('acme', settings);
  expect(made.settings).toMatchObject({ retryForMs: 300_000, leaveDelayMs: 3000 });
  const told = await endpoints.create('acme', { ...settings, retryForMs: 0, leaveDelayMs: 0 });
  expect(told.settings).toMatchObject({ retryForMs: 0, leaveDelayMs: 0 });
  const native = await endpoints.create('acme', { ...settings, format: undefined });
  expect(native.settings).toMatchObject({ format: 'native', retryForMs: 86_400_000, leaveDelayMs: 0 });
});

test('headers of an endpoint’s own go with each request, override none of ours, and are stored sealed', async () => {
  const { apps, endpoints, receiver, settings, signed, webhooks } = await open();
  await apps.createKey('acme', 'client', 'key1');
  await apps.createKey('acme', 'secret', 'secret1');
  const headers = EndpointHeaders.parse({
    Authorization: 'Bearer s3cr3t',
    'X-Signed-By': 'me',
    'x-empty': '',
  });
  const { id, headerNames } = await webhooks.endpoints.create('acme', settings, { headers });
  expect(headerNames).toEqual(['authorization', 'x-signed-by', 'x-empty']);
  expect(await signed()).toBe('key1 secret1');
  expect(receiver.requests[0]?.headers).toMatchObject({ authorization: 'Bearer s3cr3t', 'x-empty': '' });
  expect(JSON.stringify([...endpoints.values()])).not.toContain('s3cr3t');
  await webhooks.endpoints.update('acme', id, { settings: { timeoutMs: 1000 } });
  await signed();
  expect(receiver.requests[1]?.headers).toMatchObject({ authorization: 'Bearer s3cr3t' });
  await webhooks.endpoints.update('acme', id, { headers: {} });
  await signed();
  expect(receiver.requests[2]?.headers).not.toHaveProperty('authorization');
});

test.each([
  ['a line break, and another header behind it', { 'x-a': 'a\r\nhost: evil' }],
  ['a line feed alone', { 'x-a': 'a\nb' }],
  ['a NUL', { 'x-a': 'a\0b' }],
  ['a name that is none', { 'x a': '1' }],
  ['a name with a line break', { 'x\r\na': '1' }],
  ['an empty name', { '': '1' }],
  ['a host', { Host: 'evil' }],
  ['another length', { 'Content-Length': '0' }],
  ['another type', { 'content-type': 'text/plain' }],
  ['another framing', { 'Transfer-Encoding': 'chunked' }],
  ['words about the connection', { Connection: 'close' }],
  ['words for a proxy', { 'Proxy-Authorization': 'x' }],
  ['one of ours', { 'Parley-Delivery': '1' }],
  ['a value of 1001 characters', { 'x-a': 'a'.repeat(1001) }],
  ['more than 20', Object.fromEntries(Array.from({ length: 21 }, (_, n) => [`x-${n}`, '1']))],
  [
    'more than 8000 characters',
    Object.fromEntries(Array.from({ length: 9 }, (_, n) => [`x-${n}`, 'a'.repeat(1000)])),
  ],
])('headers with %s are refused', (_what, headers) => {
  expect(EndpointHeaders.safeParse(headers).success).toBe(false);
});
