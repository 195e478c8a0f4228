import { expect, test, vi } from 'vitest';
import { z } from 'zod';
import { nativeApiDocument } from '../../src/api/native-api-document.ts';
import { lintDocument } from '../../src/api/rest/testing/lint-document.ts';
import { checkDocument } from '../../src/api/rest/testing/truth/check-document.ts';
import { stockClient } from '../harness/client.ts';
import { follow } from '../harness/follow.ts';
import { adminRest } from '../harness/rest-client.ts';
import { ADMIN_PASSWORD, APP_KEY, startTestServer } from '../harness/test-server.ts';
import { SocketLinkClient } from '../socketlink/socketlink-client.ts';
import { chatSamples } from './chat-samples.ts';

const document = nativeApiDocument();
const ROOMS = ['pub-doc-1', 'pub-doc-2', 'pub-doc-3'];
/** They succeed with a MySQL of the app's own; tested with one elsewhere. */
const NEEDS_MYSQL = new Set([
  ...['adminMirrorGet', 'adminMirrorStatus', 'adminMirrorSync'],
  ...['adminMirrorRetryRefused', 'adminMirrorDiscardRefused'],
  ...['roomsSyncMirror', 'roomsSyncMirrorByPost'],
]);

test('Redocly and Spectral find nothing in the API’s document', async () => {
  expect(await lintDocument(document)).toEqual([]);
});

test('the document that is served is this one', async () => {
  await using server = await startTestServer();
  const served = await fetch(`${server.url}/openapi.json`);
  expect(await served.json()).toEqual(JSON.parse(JSON.stringify(document)));
});

test('the document is true for every operation: generated requests, and every answer checked against it', async () => {
  await using server = await startTestServer({ PARLEY_DRAIN_MS: '0' });
  const rest = adminRest(server);
  const limits = { clientPublishBurst: 1_000_000, clientPublishPerSecond: 1_000_000 };
  await rest('PATCH', '/apps/default', { settings: { limits } });
  await rest('POST', '/apps', { id: 'sample', name: 'Sample' });
  const Id = z.object({ id: z.string() });
  const ids: string[] = [];
  const positions: string[] = [];
  for (let n = 0; n < 4; n++) {
    const { body } = await rest('POST', '/channels/pub-cache-doc/events', { name: 'm', data: { n } });
    const { id, position } = Id.extend({ position: z.string() }).parse(body);
    ids.push(id);
    positions.push(position);
  }
  const rule = Id.parse((await rest('PUT', '/rules', { pattern: 'doc:*', rule: { log: 'durable' } })).body);
  const key = Id.parse((await rest('POST', '/apps/default/keys', { kind: 'client' })).body);
  await using reader = stockClient(server, { key: APP_KEY });
  using _feed = await follow(reader.client, 'pub-cache-doc');
  const { session } = await reader.client.session.whoAmI.query();
  for (const where of [{}, { channel: 'pub-cache-doc' }]) {
    await rest('POST', '/bans', { user: 'banned', reason: 'documented', ...where });
    await rest('POST', '/mutes', { user: 'banned', ...where });
  }

  using _outside = await SocketLinkClient.connect(server, 'outside');
  using inside = await SocketLinkClient.connect(server, 'inside');
  await inside.enter(...ROOMS);

  const hook = { url: 'http://127.0.0.1:1/', events: ['message'] };
  const webhook = Id.parse((await rest('POST', '/webhooks', hook)).body);
  await rest('POST', '/channels/pub-cache-doc/events', { name: 'm', data: 'told' });
  const { body: told } = await rest('GET', '/webhook-deliveries');
  const [delivery] = z.object({ deliveries: z.array(Id) }).parse(told).deliveries;

  const chat = await chatSamples(server);

  const fetching = vi.spyOn(globalThis, 'fetch');
  const problems = await checkDocument({
    origin: server.url,
    document,
    headers: chat.headers,
    freshHeaders: chat.freshHeaders,
    samples: {
      ...chat.samples,
      channel: ['pub-cache-doc', 'pub-cache-doc', 'pub-cache-doc', 'room:doc'],
      app: ['default', 'default', 'default', 'sample'],
      id: [session ?? '', key.id, session ?? '', key.id, rule.id, ...ids.slice(0, 2)],
      'adminWebhooksUpdate.id': [webhook.id],
      'adminWebhooksTest.id': [webhook.id],
      'adminWebhooksDelete.id': [webhook.id],
      'adminWebhooksDelivery.id': [delivery?.id],
      'adminWebhooksResend.id': [delivery?.id],
      // While the app is silenced, or has odd settings, much would be refused.
      'adminAppsUpdate.app': ['sample'],
      'adminMessagingSet.enabled': [true],
      'roomsSetMessaging.action': ['enable'],
      'roomsSetMessagingByGet.action': ['enable'],
      webhook: [webhook.id],
      url: [hook.url],
      format: ['native'],
      name: ['admin'],
      password: [ADMIN_PASSWORD],
      before: positions,
      after: positions,
      lastEventId: positions,
      'Last-Event-ID': positions,
      user: ['banned', 'banned', 'ann'],
      uid: ['outside', 'inside'],
      rid: ROOMS,
      expiresAt: [4_102_444_800_000],
    },
    quiet: ['adminLive', ...chat.quiet],
    picky: [
      // An audit position, a channel to list after and a log position are all called `before` or `after`.
      ...['adminAudit', 'adminChannelsList', 'adminConnectionsList', 'dashboardSignIn'],
      'adminWebhooksDeliveries',
      ...chat.picky,
      // Who is in a room cannot enter it, who is outside cannot leave.
      ...['roomsEnter', 'roomsEnterByPost', 'roomsLeave', 'roomsLeaveByPost'],
    ],
    runs: 10,
  });
  expect(problems).toEqual([]);
  expect(server.errors).toEqual([]);
  const answers = fetching.mock.calls.map(async ([url, init], call) => {
    const { value } = fetching.mock.settledResults[call] ?? {};
    const isDone = value instanceof Response && value.ok;
    return isDone ? [`${init?.method} ${new URL(String(url)).pathname}`] : [];
  });
  const done = (await Promise.all(answers)).flat();
  fetching.mockRestore();
  const undone = operations().filter(({ form }) => !done.some((line) => form.test(line)));
  expect(undone.map(({ id }) => id).filter((id) => !NEEDS_MYSQL.has(id))).toEqual([]);
  // Thousands of requests.
}, 300_000);

/** Each operation, with what a request of it looks like: `GET /api/v1/channels/room`. */
function operations(): Array<{ id: string; form: RegExp }> {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId }]) => ({
      id: operationId,
      form: new RegExp(`^${method.toUpperCase()} /api/v1${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
    })),
  );
}
