import { expect, test } from 'vitest';
import { z } from 'zod';
import type { ChannelItem } from './channel/channel-item.ts';
import { defineChannel } from './channel/define-channel.ts';
import { ParleyError } from './errors/parley-error.ts';
import type { OutboxMessage, StoredMessage } from './outbox/outbox-message.ts';
import { simulate } from './simulation/simulate.ts';

const room = defineChannel(
  'room:{id}',
  { message: z.object({ text: z.string() }) },
  { signals: { typing: z.object({}) }, presence: z.object({ name: z.string() }) },
);
type Item = ChannelItem<typeof room>;
const text = (value: string) => ({ text: value });
const SUBSCRIBE = 'channels.subscribe';

function following(world = simulate()) {
  const channel = world.parley.channel(room, { id: 1 });
  const items: Item[] = [];
  const take = (item: Item): void => void items.push(item);
  const texts = () =>
    items.flatMap((item) => (item.type === 'event' && item.kind === 'publish' ? item.data.text : []));
  const subscription = channel.subscribe({
    message: take,
    onStart: take,
    onGap: take,
    onOther: take,
    onInvalid: take,
  });
  return { ...world, channel, items, texts, subscription };
}

test('nothing is opened before something is asked', async () => {
  const { server, runtime, parley } = simulate();
  parley.channel(room, { id: 1 });
  await runtime.run(60_000);
  expect(server.requests).toEqual([]);
  expect(parley.state.status).toBe('idle');
});

test('many subscribers of a channel share one subscription at the server', async () => {
  const { channel, server, runtime } = following();
  channel.subscribe({});
  channel.presence.subscribe(() => {});
  await runtime.run(1000);
  channel.subscribe({});
  await runtime.run(1000);
  expect(server.requests.filter((path) => path === SUBSCRIBE)).toHaveLength(1);
  expect(server.subscriptions).toEqual(['ch:room:1']);
});

test('subscribing, unsubscribing and subscribing again at once costs nothing', async () => {
  const { channel, subscription, server, runtime } = following();
  await runtime.run(1000);
  const before = server.requests.length;
  subscription.unsubscribe();
  channel.subscribe({});
  await runtime.run(10_000);
  expect(server.requests).toHaveLength(before);
});

test('the last subscriber to leave ends the subscription at the server; the next one starts another', async () => {
  const { channel, subscription, server, runtime } = following();
  await runtime.run(1000);
  subscription.unsubscribe();
  await runtime.run(1000);
  expect(server.subscriptions).toEqual([]);
  const start = channel.subscribe({}).ready;
  await runtime.run(1000);
  expect((await start).recovery).toBe('fresh');
  expect(server.subscriptions).toEqual(['ch:room:1#1']);
});

test('a subscriber that joins a live feed is told where it stands, and gets what follows', async () => {
  const { channel, server, runtime } = following();
  server.publish('room:1', 'message', text('before'));
  await runtime.run(1000);
  server.publish('room:1', 'message', text('early'));
  await runtime.run(1000);
  const late: string[] = [];
  const start = channel.subscribe({ message: (event) => late.push(event.data.text) }, { rewind: 10 }).ready;
  server.publish('room:1', 'message', text('after'));
  await runtime.run(1000);
  expect(await start).toMatchObject({ recovery: 'joined', position: 'e1:2' });
  expect(late).toEqual(['after']);
});

test('a subscription revoked for a reason that passes goes on where it was', async () => {
  const { server, runtime, texts, items } = following();
  await runtime.run(1000);
  server.publish('room:1', 'message', text('one'));
  await runtime.run(10);
  const error = { code: 'token_expired', message: '', retry: 'refresh', fix: '' };
  server.send('room:1', { type: 'revoked', error });
  server.publish('room:1', 'message', text('two'));
  await runtime.run(10_000);
  expect(texts()).toEqual(['one', 'two']);
  expect(items.filter((item) => item.type === 'gap')).toEqual([]);
});

test('a subscription revoked for good ends for every subscriber, with the reason', async () => {
  const { channel, server, runtime } = following();
  const reasons: string[] = [];
  channel.subscribe({ onEnd: (error) => reasons.push(String(error.code)) });
  const iterator = channel.events();
  await runtime.run(1000);
  server.send('room:1', {
    type: 'revoked',
    error: { code: 'banned', message: 'no', retry: 'never', fix: '' },
  });
  await runtime.run(1000);
  expect(reasons).toEqual(['banned']);
  await iterator.next();
  await expect(iterator.next()).rejects.toMatchObject({ code: 'banned' });
  expect(await iterator.next()).toEqual({ done: true, value: undefined });
});

test('data that does not fit its schema goes to onInvalid, unknown names to onOther; the feed goes on', async () => {
  const { server, runtime, items, texts } = following();
  await runtime.run(1000);
  server.publish('room:1', 'message', { text: 42 });
  server.publish('room:1', 'constructor', null);
  server.publish('room:1', 'message', text('fine'));
  await runtime.run(1000);
  expect(items.map(({ type }) => type)).toEqual(['start', 'invalid', 'other', 'event']);
  expect(texts()).toEqual(['fine']);
});

test('a handler that throws harms neither the feed nor other subscribers, and its fault is told', async () => {
  const { channel, server, runtime, texts, errors } = following();
  const fault = new Error('a bug of the application');
  channel.subscribe({
    message() {
      throw fault;
    },
  });
  await runtime.run(1000);
  server.publish('room:1', 'message', text('one'));
  await runtime.run(1000);
  expect(texts()).toEqual(['one']);
  expect(errors).toEqual([fault]);
});

test('an iterator that falls behind finds one gap where the dropped items were, and goes on from there', async () => {
  const { channel, server, runtime } = following();
  await runtime.run(1000);
  const events = channel.events({ bufferSize: 2 });
  for (const value of ['1', '2', '3', '4', '5']) server.publish('room:1', 'message', text(value));
  await runtime.run(1000);
  expect((await events.next()).value).toEqual({ type: 'gap', position: 'e1:3', cause: 'overflow' });
  expect((await events.next()).value).toMatchObject({ position: 'e1:4' });
  expect((await events.next()).value).toMatchObject({ position: 'e1:5' });
});

test('leaving the loop ends the subscription', async () => {
  const { parley, server, runtime } = simulate();
  const events = parley.channel(room, { id: 1 }).events();
  const reading = (async () => {
    for await (const _ of events) break;
  })();
  await runtime.run(1000);
  await reading;
  await runtime.run(1000);
  expect(server.subscriptions).toEqual([]);
});

test('a message that was lost with its answer is sent again under the same id', async () => {
  const { channel, server, runtime } = following();
  await runtime.run(1000);
  const sent = channel.publish('message', text('once'));
  await runtime.run(6);
  server.cut();
  await runtime.run(10_000);
  expect(await sent).toMatchObject({ duplicate: true });
  expect(server.log('room:1').stored).toHaveLength(1);
});

test('a client that subscribes and then publishes sees its own event: the subscription stands first', async () => {
  const { channel, server, runtime, texts } = following();
  const sent = channel.publish('message', text('mine'));
  while (!server.requests.includes(SUBSCRIBE)) await runtime.run(1);
  expect(server.requests).not.toContain('channels.publish');
  await runtime.run(1000);
  await sent;
  expect(texts()).toEqual(['mine']);
});

test('a channel that may be written but not read still sends', async () => {
  const { channel, server, runtime } = following();
  server.refuse = (path) => (path === SUBSCRIBE ? { code: 'forbidden', retry: 'never' } : null);
  const sent = channel.publish('message', text('blind'));
  await runtime.run(1000);
  expect((await sent).duplicate).toBe(false);
});

test('a message that can never be stored fails with the reason, and the next one goes on', async () => {
  const { channel, server, runtime } = following();
  server.refuse = (path, input) =>
    path === 'channels.publish' && JSON.stringify(input.data).includes('bad')
      ? { code: 'muted', retry: 'never' }
      : null;
  const bad = channel.publish('message', text('bad')).catch((error: unknown) => error);
  const good = channel.publish('message', text('good'));
  await runtime.run(1000);
  expect(await bad).toMatchObject({ code: 'muted' });
  expect((await good).duplicate).toBe(false);
});

test('a hint of the server is obeyed before a message is sent again', async () => {
  const { channel, server, runtime } = following();
  await runtime.run(1000);
  let refusals = 0;
  server.refuse = (path) =>
    path === 'channels.publish' && refusals++ === 0
      ? { code: 'rate_limited', retry: 'later', retryAfterMs: 5000 }
      : null;
  const before = runtime.now();
  const sent = channel.publish('message', text('slowly')).then(() => runtime.now() - before);
  await runtime.run(20_000);
  expect(await sent).toBeGreaterThanOrEqual(5000);
});

test('a full outbox says so, and what is wrong is refused before it is queued', async () => {
  const { parley, runtime, server } = simulate({ outboxLimit: 2 });
  server.reachable = false;
  const channel = parley.channel(room, { id: 1 });
  const kept = [channel.publish('message', text('1')), channel.publish('message', text('2'))];
  await expect(channel.publish('message', text('3'))).rejects.toMatchObject({ code: 'outbox_full' });
  const wrong: { text: string } = JSON.parse('{"text":3}');
  await expect(channel.publish('message', wrong)).rejects.toMatchObject({ code: 'invalid_data' });
  expect(channel.pending.map(({ state }) => state)).toEqual(['sending', 'sending']);
  server.reachable = true;
  await runtime.run(10_000);
  await Promise.all(kept);
  expect(channel.pending).toEqual([]);
});

test('a watcher of the outbox sees each message from sending to sent', async () => {
  const { parley, runtime } = simulate();
  const seen: string[] = [];
  parley.outbox.subscribe((message: OutboxMessage) => seen.push(`${message.state} ${message.attempts}`));
  const sent = parley.channel(room, { id: 1 }).publish('message', text('hi'));
  await runtime.run(1000);
  await sent;
  expect(seen).toEqual(['sending 0', 'sending 1', 'sent 1']);
});

test('messages that an earlier client left in its store are sent first, and forgotten once stored', async () => {
  const kept = new Map<string, StoredMessage>();
  const store = {
    load: async () => [...kept.values()],
    put: async (message: StoredMessage) => void kept.set(message.clientId, message),
    remove: async (clientId: string) => void kept.delete(clientId),
  };
  const first = simulate({ outboxStore: store });
  first.server.reachable = false;
  const lost = first.parley.channel(room, { id: 1 }).publish('message', text('old'), { clientId: 'old' });
  await first.runtime.run(1000);
  first.parley.close();
  await expect(lost).rejects.toMatchObject({ code: 'closed' });
  const second = simulate({ outboxStore: store });
  const sent = second.parley.channel(room, { id: 1 }).publish('message', text('new'), { clientId: 'new' });
  await second.runtime.run(1000);
  await sent;
  expect(second.server.log('room:1').stored.map(({ clientId }) => clientId)).toEqual(['old', 'new']);
  expect(kept.size).toBe(0);
});

test('a server that went silent is noticed, and the connection made anew', async () => {
  const { server, runtime, texts } = following();
  await runtime.run(1000);
  server.hush();
  server.publish('room:1', 'message', text('unheard'));
  await runtime.run(60_000);
  expect(server.requests).toContain('PING');
  expect(texts()).toEqual(['unheard']);
});

test('a page that wakes with a dead connection has a live one within seconds', async () => {
  const { server, runtime, texts, wake } = following();
  await runtime.run(1000);
  server.hush();
  server.publish('room:1', 'message', text('while asleep'));
  wake();
  await runtime.run(6000);
  expect(texts()).toEqual(['while asleep']);
});

test('a token callback that throws is asked again, and the state says why meanwhile', async () => {
  let asked = 0;
  const { parley, runtime } = simulate({
    token() {
      asked++;
      if (asked < 3) throw new Error('The token service is down.');
      return 'token';
    },
  });
  parley.connect();
  await runtime.run(50);
  expect(parley.state).toMatchObject({ status: 'waiting', error: { code: 'token_failed' } });
  await runtime.run(10_000);
  expect(parley.state).toMatchObject({ status: 'open', error: null });
  expect(asked).toBe(3);
});

test('a token that expires asleep does not end anything: the next connect fetches another', async () => {
  let asked = 0;
  const world = simulate({ token: () => `token-${++asked}` });
  const { server, runtime, texts } = following(world);
  await runtime.run(1000);
  server.close(4009, '{"code":"token_expired"}');
  server.publish('room:1', 'message', text('meanwhile'));
  await runtime.run(2000);
  expect(server.tokens).toEqual(['token-1', 'token-2']);
  expect(texts()).toEqual(['meanwhile']);
});

test('a refused client answers everyone who waits, and comes back when told to', async () => {
  const { server, runtime, parley, channel } = following();
  server.refuse = () => ({ code: 'banned', retry: 'never' });
  const sent = channel.publish('message', text('hi')).catch((error: unknown) => error);
  const asked = parley.api.session.whoAmI.query().catch((error: Error) => error.cause);
  await runtime.run(1000);
  expect(await sent).toMatchObject({ code: 'banned' });
  expect(await asked).toBeInstanceOf(ParleyError);
  expect(parley.state).toMatchObject({ status: 'refused', error: { code: 'banned' } });
  server.refuse = () => null;
  parley.connect();
  await runtime.run(1000);
  expect(parley.state.status).toBe('open');
});

test('a signal while there is no connection is dropped, not kept', async () => {
  const { channel, server, runtime } = following();
  expect(await channel.signal('typing', {})).toBe(false);
  await runtime.run(1000);
  expect(server.requests).not.toContain('channels.signal');
});

test('presence given by a later subscriber reaches the server, and survives a reconnect', async () => {
  const { channel, server, runtime } = following();
  await runtime.run(1000);
  channel.subscribe({}, { presence: { name: 'Ann' } });
  await runtime.run(1000);
  expect(server.requests).toContain('channels.updatePresence');
  server.cut();
  await runtime.run(5000);
  expect(channel.presence.members).toMatchObject([{ user: 'ann', data: { name: 'Ann' } }]);
  expect(channel.presence.members).toBe(channel.presence.members);
});

test('closing ends a subscription that waits to be asked for again, and leaves no timer of it', async () => {
  const { server, runtime, parley } = simulate();
  server.refuse = (path) =>
    path === 'channels.subscribe' ? { code: 'unavailable', retry: 'later', retryAfterMs: 60_000 } : null;
  const ended: unknown[] = [];
  parley.channel(room, { id: 1 }).subscribe({ onEnd: ({ code }) => ended.push(code) });
  await runtime.run(1000);
  expect(ended).toEqual([]);
  parley.close();
  await runtime.run(20);
  expect(ended).toEqual(['closed']);
  expect(runtime.pendingTimers).toBe(0);
});
