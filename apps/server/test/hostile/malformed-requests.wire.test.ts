import { afterAll, beforeAll, expect, test } from 'vitest';
import { nativeApiDocument } from '../../src/api/native-api-document.ts';
import { simulatedRuntime } from '../../src/runtime/simulated-runtime.ts';
import { signedToken } from '../channelstream/http-token.ts';
import { adminRest } from '../harness/rest-client.ts';
import { ADMIN_KEY, APP_SECRET, startTestServer, type TestServer } from '../harness/test-server.ts';
import { everyProcedure } from './every-procedure.ts';
import { Garbage } from './garbage.ts';
import { type OddRequest, oddRequest, type Place } from './garbage-requests.ts';
import { type Outcome, RequestSender } from './request-sender.ts';

const REQUESTS = 20_000;
const AT_ONCE = 200;
/** To repeat a failure: `SEED=<as printed> npx vitest run …`. */
const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000);

/** Each protocol looks at its own. */
const CREDENTIALS = {
  'api-key': ADMIN_KEY,
  authorization: `key=${APP_SECRET}`,
  'x-channelstream-secret': signedToken(),
};

/** Operations of protocols that no document of ours lists. */
const FOREIGN: readonly Place[] = Object.entries({
  POST: [
    ...[
      '/connect',
      '/subscribe',
      '/unsubscribe',
      '/message',
      '/user_state',
      '/channel_config',
      '/disconnect',
    ],
    ...['/admin/sign_in', '/admin/sign_out', '/wssv/send', '/wssv/send-multi'],
    ...['/channel/subscribe', '/channel/unsubscribe', '/socket.io/', '/login', '/apps/{id}/events'],
  ],
  GET: [
    ...['/info', '/listen', '/disconnect', '/admin', '/admin/admin.json', '/admin/sign_in', '/ws'],
    ...['/wssv/message', '/__getcookie', '/socket.io/', '/apps/{id}/channels'],
  ],
  PATCH: ['/message'],
  DELETE: ['/message'],
}).flatMap(([method, paths]) => paths.map((path) => ({ method, path })));

let server: TestServer;
beforeAll(async () => {
  process.stdout.write(`SEED=${SEED}\n`);
  server = await startTestServer({ PARLEY_CHANNELSTREAM_CHECK_AGE: 'false' });
});
afterAll(() => server[Symbol.asyncDispose]());

test(`${REQUESTS} odd HTTP requests are all answered, none as a fault of the server`, async () => {
  const garbage = new Garbage(simulatedRuntime({ seed: SEED }).chance);
  const places = everyPlace();
  using sender = new RequestSender(server.url);
  const faults: unknown[] = [];
  let unanswered = 0;
  for (let sent = 0; sent < REQUESTS; sent += AT_ONCE) {
    const requests = Array.from({ length: AT_ONCE }, () => oddRequest(garbage, places, CREDENTIALS));
    const outcomes = await Promise.all(requests.map((odd) => sender.send(odd)));
    for (const [index, outcome] of outcomes.entries()) {
      if (isFault(outcome)) faults.push({ request: shown(requests[index]), outcome });
      if ('error' in outcome) unanswered += 1;
    }
  }
  expect(faults.slice(0, 5)).toEqual([]);
  // A kept connection may close, as is proper after a refusal, just when the next request is on its way.
  expect(unanswered).toBeLessThan(REQUESTS / 100);
  expect(server.errors.slice(0, 3)).toEqual([]);
}, 120_000);

test('a QUERY request without a content type is refused as the mistake of whoever sends it', async () => {
  using sender = new RequestSender(server.url);
  const headers = { 'api-key': ADMIN_KEY };
  const outcome = await sender.send({ method: 'QUERY', path: '/api/v1/bans', headers, body: null });
  expect(outcome).toMatchObject({ status: 400, body: expect.stringContaining('"code":"bad_request"') });
});

test('a server that was asked all that still takes and gives', async () => {
  const rest = adminRest(server);
  const published = await rest('POST', '/channels/pub-cache-still-here/events', { name: 'a', data: [1] });
  expect(published).toMatchObject({ status: 201 });
});

/** Every operation of the API document, and every procedure by its tRPC path. */
function everyPlace(): [Place, ...Place[]] {
  const document = nativeApiDocument();
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => ({ method: method.toUpperCase(), path: `/api/v1${path}` })),
  );
  const procedures = everyProcedure().map(({ path, type }) => ({
    method: type === 'mutation' ? 'POST' : 'GET',
    path: `/trpc/${path}`,
  }));
  const others = ['/', '/docs', '/openapi.json', '/healthz', '/readyz', '/metrics', '/dashboard/'];
  return [
    { method: 'GET', path: '/trpc' },
    ...operations,
    ...procedures,
    ...FOREIGN,
    ...FOREIGN,
    ...others.map((path) => ({ method: 'GET', path })),
  ];
}

function isFault(outcome: Outcome): boolean {
  return 'status' in outcome && outcome.status >= 500;
}

function shown(odd: OddRequest | undefined): unknown {
  return odd && { ...odd, body: String(odd.body).slice(0, 300), path: odd.path.slice(0, 300) };
}
