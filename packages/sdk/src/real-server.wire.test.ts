import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { appToken } from '../../../apps/server/test/harness/app-token.ts';
import { collected } from '../../../apps/server/test/harness/collect.ts';
import {
  ADMIN_KEY,
  APP_KEY,
  startTestServer,
  type TestServer,
} from '../../../apps/server/test/harness/test-server.ts';
import { createParleyAdmin } from './admin.ts';
import type { ChannelItem } from './channel/channel-item.ts';
import { defineChannel } from './channel/define-channel.ts';
import type { TokenSource } from './connection/credentials.ts';
import { createParley } from './create-parley.ts';
import type { ParleyState } from './parley-state.ts';
import { createParleyRest } from './rest.ts';
import { Witness } from './simulation/witness.ts';
import { cuttableProxy } from './testing/cuttable-proxy.ts';

const definitions = [
  { message: z.object({ text: z.string() }) },
  { signals: { typing: z.object({}) } },
] as const;
/** Durable, open, and anybody may publish. */
const room = defineChannel('pub-cache-{id}', ...definitions);
const lobby = defineChannel('presence-{id}', definitions[0], { presence: z.object({ name: z.string() }) });

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const client = (token?: TokenSource, url = server.url) =>
  createParley({ url, key: APP_KEY, ...(token === undefined ? {} : { token }) });

test('a publish resolves with its place in the log, and reaches handlers and iterators with its type', async () => {
  using ann = client();
  using bob = client();
  const items = collected<string>();
  const subscription = bob
    .channel(room, { id: 'first' })
    .subscribe({ message: (event) => items.push(event.data.text), typing: () => items.push('typing') });
  await subscription.ready;
  const events = bob.channel(room, { id: 'first' }).events();
  const channel = ann.channel(room, { id: 'first' });
  const receipt = await channel.publish('message', { text: 'hello' });
  await items.until((text) => text === 'hello');
  for await (const item of events) {
    if (item.type !== 'event' || item.kind !== 'publish') continue;
    expect(item).toMatchObject({ id: receipt.id, position: receipt.position, data: { text: 'hello' } });
    break;
  }
  expect(await channel.signal('typing', {})).toBe(true);
  await items.until((text) => text === 'typing');
  const page = await channel.history();
  expect(page.events.map(({ data }) => data.text)).toEqual(['hello']);
  expect(page.position).toBe(receipt.position);
});

test('an edit and a deletion arrive as such, and history shows what is left', async () => {
  using parley = client(() => appToken({ sub: 'ann' }));
  const channel = parley.channel(room, { id: 'edited' });
  const items = collected<ChannelItem<typeof room>>();
  const subscription = channel.subscribe({ onEdit: items.push, onDelete: items.push });
  await subscription.ready;
  const kept = await channel.publish('message', { text: 'one' });
  const gone = await channel.publish('message', { text: 'two' });
  await channel.edit('message', kept.id, { text: 'one, corrected' });
  await channel.delete(gone.id);
  await items.until((item) => item.type === 'event' && item.kind === 'delete' && item.target === gone.id);
  expect(items.items[0]).toMatchObject({ kind: 'edit', target: kept.id, data: { text: 'one, corrected' } });
  const { events } = await channel.history();
  expect(events).toMatchObject([
    { id: kept.id, data: { text: 'one, corrected' }, editedAt: expect.any(Number) },
  ]);
});

test('over a connection that is cut again and again, every message is stored once and seen once, in order', async () => {
  await using proxy = await cuttableProxy(server.url);
  using sender = client(undefined, proxy.url);
  using reader = client(undefined, proxy.url);
  const witness = new Witness();
  const texts = collected<string>();
  const subscription = reader.channel(room, { id: 'cut' }).subscribe({
    onStart: witness.take,
    onGap: witness.take,
    message(event) {
      witness.take(event);
      texts.push(event.data.text);
    },
  });
  await subscription.ready;
  const channel = sender.channel(room, { id: 'cut' });
  const sent = Array.from({ length: 60 }, (_, n) => {
    const done = channel.publish('message', { text: String(n) });
    return n % 20 === 10 ? done.finally(() => proxy.cut()) : done;
  });
  await Promise.all(sent);
  await texts.until((text) => text === '59');
  expect(texts.items).toEqual(Array.from({ length: 60 }, (_, n) => String(n)));
  expect(witness.gaps).toBe(0);
});

test('presence shows who is there with what they show, and who left', async () => {
  const member = (sub: string) => client(() => appToken({ sub, channels: ['presence-*'] }));
  using ann = member('ann');
  const annThere = ann.channel(lobby, { id: 1 }).subscribe({}, { presence: { name: 'Ann' } });
  await annThere.ready;
  const changes = collected<string>();
  const watched = ann.channel(lobby, { id: 1 }).presence;
  watched.subscribe((members) => changes.push(members.map(({ data }) => data?.name).join()));
  {
    using bob = member('bob');
    const there = bob.channel(lobby, { id: 1 });
    const start = await there.subscribe({}, { presence: { name: 'Bob' } }).ready;
    expect(start.members?.map(({ user }) => user).sort()).toEqual(['ann', 'bob']);
    await changes.until((names) => names === 'Ann,Bob');
    await there.presence.update({ name: 'Robert' });
    await changes.until((names) => names === 'Ann,Robert');
    expect((await ann.channel(lobby, { id: 1 }).presence.list()).map(({ data }) => data)).toContainEqual({
      name: 'Robert',
    });
  }
  await changes.until((names) => names === 'Ann' && watched.members.length === 1 && changes.items.length > 2);
});

test('a wrong key is refused once and for all, and everyone who waits is told why', async () => {
  using stranger = createParley({ url: server.url, key: 'pk_nobody_0123456789' });
  const states = collected<ParleyState>();
  stranger.on('state', states.push);
  const channel = stranger.channel(room, { id: 'locked' });
  const subscription = channel.subscribe({});
  await expect(channel.publish('message', { text: 'let me in' })).rejects.toMatchObject({
    code: 'unauthenticated',
  });
  await expect(subscription.ready).rejects.toMatchObject({ code: 'unauthenticated' });
  expect(stranger.state).toMatchObject({ status: 'refused', error: { code: 'unauthenticated' } });
});

test('a token that is about to expire is replaced on the live connection', async () => {
  let fetched = 0;
  using parley = client(() => appToken({ sub: 'ann' }, { expiresIn: ++fetched === 1 ? '7s' : '1h' }));
  const states: string[] = [];
  parley.on('state', ({ status }) => states.push(status));
  const first = await parley.api.session.whoAmI.query();
  await expect.poll(() => fetched, { timeout: 20_000 }).toBe(2);
  await expect
    .poll(async () => (await parley.api.session.whoAmI.query()).expiresAt, { timeout: 5000 })
    .toBeGreaterThan(first.expiresAt ?? 0);
  expect((await parley.api.session.whoAmI.query()).session).toBe(first.session);
  expect(states).toEqual(['connecting', 'open']);
});

test('a forbidden channel ends the subscription with the reason; the connection lives on', async () => {
  using parley = client();
  const secret = defineChannel('private-{id}', {});
  const ended = collected<string>();
  parley.channel(secret, { id: 1 }).subscribe({ onEnd: (error) => ended.push(String(error.code)) });
  await ended.until((code) => code === 'forbidden');
  expect((await parley.api.session.whoAmI.query()).kind).toBe('anonymous');
});

test('the admin client publishes over HTTP and follows over a socket', async () => {
  using admin = createParleyAdmin({ url: server.url, adminKey: ADMIN_KEY });
  const items = collected<string>();
  admin.api.channels.subscribe.subscribe(
    { channel: 'room:admin' },
    { onData: ({ data }) => items.push(data.type === 'event' ? data.name : data.type) },
  );
  await items.until((type) => type === 'subscribed');
  await admin.api.channels.publish.mutate({ channel: 'room:admin', name: 'notice', data: { n: 1 } });
  await items.until((name) => name === 'notice');
});

test('the REST client publishes and reads, and hands errors over with their fix', async () => {
  const rest = createParleyRest({ url: server.url, adminKey: ADMIN_KEY });
  const path = { channel: 'room:rest' };
  const published = await rest.POST('/channels/{channel}/events', {
    params: { path },
    body: { name: 'message', data: { text: 'over REST' } },
  });
  expect(published.response.status).toBe(201);
  const page = await rest.GET('/channels/{channel}/history', { params: { path } });
  expect(page.data?.events).toMatchObject([{ id: published.data?.id, data: { text: 'over REST' } }]);
  const wrong = createParleyRest({ url: server.url, adminKey: 'ak_wrong_0123456789abcdef' });
  const refused = await wrong.GET('/channels/{channel}/history', { params: { path } });
  expect(refused.error).toMatchObject({ code: 'unauthenticated', fix: expect.any(String) });
});
