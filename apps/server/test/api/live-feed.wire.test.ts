import type { TRPCClient } from '@trpc/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { z } from 'zod';
import type { TraceItem } from '../../src/api/admin/observe/trace-item.ts';
import type { AppRouter } from '../../src/api/app-router.ts';
import { SseReading } from '../../src/api/rest/testing/read-sse.ts';
import { Body } from '../../src/core/event/body.ts';
import { stockClient } from '../harness/client.ts';
import { collected } from '../harness/collect.ts';
import { follow } from '../harness/follow.ts';
import { refusalOf } from '../harness/refusal-of.ts';
import { adminRest } from '../harness/rest-client.ts';
import { ADMIN_KEY, startTestServer, type TestServer } from '../harness/test-server.ts';
import { userClient } from '../harness/user-client.ts';

type Trace = z.infer<typeof TraceItem>;
type Filter = Parameters<TRPCClient<AppRouter>['admin']['live']['subscribe']>[0];

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

/** Watches what happens through the dashboard's feed, from now on. */
async function watch(client: TRPCClient<AppRouter>, filter: Filter = {}) {
  const seen = collected<Trace>();
  const started = new Promise<void>((resolve) => {
    client.admin.live.subscribe(filter, {
      onStarted: () => resolve(),
      onData: (news) => {
        if (news.type === 'item') seen.push(news.item);
      },
    });
  });
  await started;
  return seen;
}

const summary = ({ kind, channel, user, name }: Trace) => [kind, channel, user, name];

test('a watcher sees everything that happens, in order: who came, what was said, what was refused', async () => {
  await using operator = stockClient(server, { adminKey: ADMIN_KEY });
  const seen = await watch(operator.client, { user: 'ann' });
  {
    await using ann = await userClient(server, 'ann');
    using _feed = await follow(ann.client, 'room:live', { presence: 1 });
    const { publish, edit, delete: remove, signal } = ann.client.channels;
    const where = { channel: 'room:live' };
    const { id, position } = await publish.mutate({ ...where, name: 'm', data: { text: 'hi' } });
    await edit.mutate({ ...where, id, data: 2 });
    await remove.mutate({ ...where, id });
    await signal.mutate({ ...where, name: 'typing', data: true });
    await refusalOf(publish.mutate({ channel: 'private-live', name: 'm', data: 1 }));
    const published = await seen.until(({ kind }) => kind === 'publish');
    expect(published).toMatchObject({ id, position, data: { text: 'hi' }, readers: 1, protocol: 'trpc' });
    expect(published.connection).toBe((await ann.client.session.whoAmI.query()).session);
  }
  await seen.until(({ kind }) => kind === 'disconnected');
  expect(seen.items.map(summary)).toEqual([
    ['connected', null, 'ann', null],
    ['presence', 'room:live', 'ann', 'join'],
    ['subscribed', 'room:live', 'ann', null],
    ['publish', 'room:live', 'ann', 'm'],
    ['edit', 'room:live', 'ann', 'm'],
    ['delete', 'room:live', 'ann', 'm'],
    ['signal', 'room:live', 'ann', 'typing'],
    ['refused', 'private-live', 'ann', 'channels.publish'],
    ['presence', 'room:live', 'ann', 'leave'],
    ['unsubscribed', 'room:live', 'ann', null],
    ['disconnected', null, 'ann', null],
  ]);
  expect(seen.items.find(({ kind }) => kind === 'refused')?.error).toMatchObject({ code: 'forbidden' });
});

test('filters by channel, kind and protocol leave out the rest', async () => {
  await using operator = stockClient(server, { adminKey: ADMIN_KEY });
  const byChannel = await watch(operator.client, { channel: 'room:f*' });
  const byKind = await watch(operator.client, { kinds: ['signal'] });
  const byProtocol = await watch(operator.client, { protocol: 'rest' });
  const rest = adminRest(server);
  for (const channel of ['room:filter', 'room:other']) {
    await rest('POST', `/channels/${channel}/events`, { name: 'by rest', data: 1 });
    await operator.client.channels.signal.mutate({ channel, name: 'by socket', data: 1 });
  }
  await rest('POST', '/channels/room:fin/signals', { name: 'end', data: 1 });
  await Promise.all([byChannel, byKind, byProtocol].map((seen) => seen.until(({ name }) => name === 'end')));
  expect(byChannel.items.map(({ channel }) => channel)).toEqual(['room:filter', 'room:filter', 'room:fin']);
  expect(byKind.items.map(({ name }) => name)).toEqual(['by socket', 'by socket', 'end']);
  expect(byProtocol.items.map(({ name }) => name)).toEqual(['by rest', 'by rest', 'end']);
});

test('a watcher that falls behind is told how much it missed, and what it watches is not slowed', async () => {
  await using operator = stockClient(server, { adminKey: ADMIN_KEY });
  const news = collected<{ type: string; count?: number; item?: Trace }>();
  await new Promise<void>((resolve) => {
    operator.client.admin.live.subscribe(
      { channel: 'room:flood' },
      { onStarted: () => resolve(), onData: (item) => news.push(item) },
    );
  });
  // One turn of the event loop in which the watcher cannot take anything.
  const { core } = server.running;
  const actor = {
    app: core.apps.get('default'),
    principal: { kind: 'admin', name: 'test' },
    grants: [],
    sessionId: null,
    address: '',
  } as const;
  for (let n = 0; n < 1500; n++) {
    core.publisher.signal(
      actor,
      { channel: 'room:flood', name: 's', body: Body.ofValue(n), only: null },
      'rest',
    );
  }
  await adminRest(server)('POST', '/channels/room:flood/signals', { name: 'end', data: 1 });
  await news.until(({ item }) => item?.name === 'end');
  const told = news.items.filter(({ type }) => type === 'item').length;
  const skipped = news.items.reduce((sum, { count = 0 }) => sum + count, 0);
  expect(told + skipped).toBe(1501);
  expect(skipped).toBeGreaterThan(0);
});

test('the feed is readable over REST as server-sent events', async () => {
  const headers = { 'api-key': ADMIN_KEY };
  await using reading = new SseReading(
    await fetch(`${server.url}/api/v1/live?kinds=publish&channel=room:sse`, { headers }),
  );
  await adminRest(server)('POST', '/channels/room:sse/events', { name: 'm', data: 'x' });
  const news = await reading.next();
  expect(JSON.parse(news?.data ?? '')).toMatchObject({ type: 'item', item: { kind: 'publish', data: 'x' } });
});

test('nothing that happens in one app is seen from another', async () => {
  await adminRest(server)('POST', '/apps', { id: 'unseen', name: 'Unseen' });
  await using here = stockClient(server, { adminKey: ADMIN_KEY });
  await using there = stockClient(server, { adminKey: ADMIN_KEY, app: 'unseen' });
  const seen = await watch(there.client, { kinds: ['publish'] });
  await here.client.channels.publish.mutate({ channel: 'room:1', name: 'mine', data: 1 });
  await there.client.channels.publish.mutate({ channel: 'room:1', name: 'theirs', data: 1 });
  await seen.until(() => true);
  expect(seen.items.map(({ name }) => name)).toEqual(['theirs']);
});
