import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { SseReading } from '../../src/api/rest/testing/read-sse.ts';
import { NativeLine } from '../harness/native-line.ts';
import { startTestServer, type TestServer } from '../harness/test-server.ts';
import { everyProcedure } from './every-procedure.ts';
import { type AppSide, defaultApp, newApp } from './two-apps.ts';

const ID = 'f'.repeat(24);
const NO_APP = [
  ...['admin.apps.list', 'admin.apps.create'],
  // Open to everybody, or about the caller's own app.
  ...['rooms.ping', 'rooms.enter', 'rooms.leave'],
];

let server: TestServer;
let here: AppSide;
let there: AppSide;
beforeAll(async () => {
  server = await startTestServer();
  here = defaultApp(server);
  there = await newApp(server, 'there');
});
afterAll(() => server[Symbol.asyncDispose]());

test('naming another app is answered by every administrative procedure as naming one that does not exist', async () => {
  using line = await connect(there);
  const ask = (path: string, type: 'query' | 'mutation' | 'subscription', app: string) =>
    new Promise<unknown>((resolve) => line.call(type, path, { json: inputFor(path, app) }, resolve));
  const procedures = everyProcedure().filter(
    ({ path }) => /^(admin|rooms)\./.test(path) && !NO_APP.includes(path),
  );
  expect(procedures.length).toBeGreaterThan(25);
  for (const { path, type } of procedures) {
    const ours = await ask(path, type, here.id);
    expect(ours, path).toEqual(await ask(path, type, 'no-such-app'));
    expect(ours, path).toMatchObject({
      ok: false,
      report: { code: expect.stringMatching(/not_found|forbidden/) },
    });
  }
});

test('connections, keys, rules, acts and apps of another app are not listed and cannot be touched by their ids', async () => {
  using ours = await here.listener('ann');
  await ours.follow('room:1');
  const rule = await here.rest('PUT', '/rules', { pattern: 'vault:*', rule: { access: 'signed' } });
  const keys = await here.rest('GET', '/apps/default/keys');
  const { connections } = Connections.parse((await here.rest('GET', '/connections')).body);
  const connection = connections[0]?.id ?? '';
  expect(connection).toMatch(/^[0-9a-f]{24}$/);

  for (const path of [
    `/connections/${connection}`,
    `/rules/${Id.parse(rule.body).id}`,
    `/apps/there/keys/${Keys.parse(keys.body).keys[0]?.id}`,
  ]) {
    const refused = await there.rest('DELETE', path);
    expect(refused.status, path).toBe(404);
    expect(refused.body).toEqual((await there.rest('DELETE', path.replace(/[0-9a-f]{24}$/, ID))).body);
  }
  expect((await there.rest('GET', `/connections/${connection}`)).status).toBe(404);
  expect((await there.rest('GET', '/connections')).body).toMatchObject({ connections: [], total: 0 });
  expect((await there.rest('GET', '/rules')).body).toEqual({ rules: [] });
  expect((await there.rest('GET', '/channels')).body).toMatchObject({ channels: [] });
  expect((await there.rest('GET', '/apps')).body).toMatchObject({ apps: [{ id: 'there' }] });
  const audit = JSON.stringify((await there.rest('GET', '/audit')).body);
  expect(audit).not.toContain('vault');
  expect((await ours.call('query', 'session.whoAmI', undefined)).ok).toBe(true);
});

test('who watches one app live sees nothing of another', async () => {
  await using live = new SseReading(
    await fetch(`${server.url}/api/v1/live`, { headers: { 'api-key': there.adminKey } }),
  );
  using ours = await here.listener('ann');
  await ours.follow('room:2');
  await here.rest('POST', '/channels/room:2/events', { name: 'm', data: 'secret' });
  await there.rest('POST', '/channels/room:2/events', { name: 'm', data: 'mark' });
  expect((await live.next())?.data).toContain('mark');
});

async function connect(app: AppSide): Promise<NativeLine> {
  const line = await NativeLine.open(server.wsUrl, { adminKey: app.adminKey });
  if (line) return line;
  throw new Error('The server does not listen.');
}

/** Good for every administrative procedure: each takes the fields it knows and ignores the rest. */
function inputFor(path: string, app: string): object {
  const kind = path.startsWith('admin.keys') ? { kind: 'client' } : {};
  return {
    ...{ app, ...kind, id: ID, channel: 'room:1', user: 'ann', pattern: 'vault:*', rule: {}, enabled: false },
    ...{ name: 'm', data: null, settings: {}, url: 'https://example.com/', since: 0 },
    ...(path === 'admin.mirror.test' ? { settings: MIRROR } : MIRROR),
    ...{ message: 'm', rooms: [], action: 'enable' },
    ...(path === 'rooms.messages' ? { rid: 'pub-cache-x' } : { rid: [], uid: [] }),
  };
}

const MIRROR = { host: '192.0.2.1', user: 'ann', database: 'd' };

const Id = z.object({ id: z.string() });
const Connections = z.object({ connections: z.array(Id) });
const Keys = z.object({ keys: z.array(Id) });
