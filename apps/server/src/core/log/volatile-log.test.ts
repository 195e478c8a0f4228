import { expect, test } from 'vitest';
import { simulatedRuntime } from '../../runtime/simulated-runtime.ts';
import { noEffects } from '../effects/effects.ts';
import { Body } from '../event/body.ts';
import { builtInRule } from '../rules/built-in-rules.ts';
import type { LogEntry } from './log-entry.ts';
import { RING_BYTES, SLOT_BYTES } from './ring.ts';
import { VolatileLog, type VolatileLogOptions } from './volatile-log.ts';

function open(options: Partial<VolatileLogOptions> & { ringEvents?: number } = {}) {
  const runtime = simulatedRuntime();
  const rule = { ...builtInRule('x').rule, ringEvents: options.ringEvents ?? 1000, ringMs: 60_000 };
  const log = new VolatileLog(runtime, {
    ruleOf: () => rule,
    isListenedTo: () => false,
    maxBytes: 1_000_000,
    effects: noEffects,
    ...options,
  });
  const append = (change: Partial<LogEntry> = {}) =>
    log.append(
      {
        appId: 'a',
        channel: 'x',
        kind: 'publish',
        name: 'message',
        body: Body.ofValue('hello'),
        sender: { userId: 'ann', sessionId: null },
        clientId: null,
        target: null,
        ...change,
      },
      () => {},
    );
  return { runtime, log, append };
}

test('offsets rise by one within an epoch and a read after a position gives exactly what follows', async () => {
  using context = disposable(open());
  for (let index = 0; index < 10; index += 1) await context.append();
  const read = await context.log.readAfter('a', 'x', 4, 3);
  expect(read.events.map((event) => event.position.offset)).toEqual([5, 6, 7]);
  expect(read).toMatchObject({ complete: false, head: { offset: 10 } });
  expect((await context.log.readAfter('a', 'x', 7, 100)).complete).toBe(true);
});

test('a ring keeps no more than its rule allows, in number and in age', async () => {
  using context = disposable(open({ ringEvents: 3 }));
  for (let index = 0; index < 5; index += 1) await context.append();
  expect((await context.log.readAfter('a', 'x', 0, 100)).events.map((e) => e.position.offset)).toEqual([
    3, 4, 5,
  ]);
  context.runtime.advance(60_001);
  expect((await context.log.readAfter('a', 'x', 0, 100)).events).toEqual([]);
});

test('thousands of events through a small ring keep offsets, reads and bytes right', async () => {
  using context = disposable(open({ ringEvents: 7 }));
  for (let index = 0; index < 3000; index += 1) await context.append({ clientId: `c${index}` });
  const { events } = await context.log.readAfter('a', 'x', 2990, 100);
  expect(events.map((event) => event.position.offset)).toEqual([2994, 2995, 2996, 2997, 2998, 2999, 3000]);
  expect(context.log.bytes).toBe(RING_BYTES + 7 * (SLOT_BYTES + Buffer.byteLength('"hello"')));
});

test('a repeated client id of the same user gets the first event; of another user it does not', async () => {
  using context = disposable(open());
  const first = await context.append({ clientId: 'c1' });
  const again = await context.append({ clientId: 'c1', body: Body.ofValue('other') });
  const stranger = await context.append({ clientId: 'c1', sender: { userId: 'bob', sessionId: null } });
  expect(again).toMatchObject({ duplicate: true, event: { id: first.event.id } });
  expect(stranger.duplicate).toBe(false);
});

test('a ring nobody hears is forgotten once empty, but its offsets continue, so no gap is reported', async () => {
  using context = disposable(open());
  const { position } = (await context.append()).event;
  context.runtime.advance(120_000);
  expect([...context.log.channels('a')]).toEqual([]);
  expect((await context.append()).event.position).toEqual({ epoch: position.epoch, offset: 2 });
});

test('an erased ring begins a new epoch', async () => {
  using context = disposable(open());
  const { position } = (await context.append()).event;
  expect(context.log.erase('a', 'x')).toBe(1);
  const next = (await context.append()).event.position;
  expect(next.offset).toBe(1);
  expect(next.epoch).not.toBe(position.epoch);
});

test('a ring somebody hears keeps its epoch and its offsets although everything in it has expired', async () => {
  using context = disposable(open({ isListenedTo: () => true }));
  const { position } = (await context.append()).event;
  context.runtime.advance(120_000);
  expect((await context.append()).event.position).toEqual({ epoch: position.epoch, offset: 2 });
});

test('edits and deletions are events of their own and change what history shows', async () => {
  using context = disposable(open());
  const { event } = await context.append();
  await context.append({ kind: 'edit', target: event.id, body: Body.ofValue('better') });
  const edited = await context.log.history('a', 'x', {
    order: 'newest',
    limit: 10,
    includeDeleted: false,
    sight: 'all',
  });
  expect(edited.events.map((e) => e.edit?.body.value())).toEqual(['better']);
  await context.append({ kind: 'delete', target: event.id, body: null });
  const deleted = await context.log.history('a', 'x', {
    order: 'newest',
    limit: 10,
    includeDeleted: true,
    sight: 'all',
  });
  expect(deleted.events).toMatchObject([{ body: null, edit: null }]);
  expect((await context.log.readAfter('a', 'x', 0, 10)).events.map((e) => [e.kind, e.body])).toEqual([
    ['publish', null],
    ['edit', null],
    ['delete', null],
  ]);
  await expect(context.append({ kind: 'edit', target: event.id })).rejects.toMatchObject({
    code: 'not_found',
  });
});

test('all rings together stay within their memory budget; the longest unused gives way first', async () => {
  using context = disposable(open({ maxBytes: 10_000 }));
  const body = Body.ofText('x'.repeat(100));
  for (let index = 0; index < 60; index += 1) await context.append({ channel: 'old', body });
  for (let index = 0; index < 60; index += 1) await context.append({ channel: 'new', body });
  expect(context.log.bytes).toBeLessThanOrEqual(10_000);
  const old = await context.log.readAfter('a', 'old', 0, 1000);
  const fresh = await context.log.readAfter('a', 'new', 0, 1000);
  expect(old.events.length).toBeLessThan(fresh.events.length);
});

test('very many channels with one tiny event each stay within the memory budget too', async () => {
  using context = disposable(open({ maxBytes: 100_000 }));
  for (let index = 0; index < 5000; index += 1) await context.append({ channel: `c${index}` });
  expect([...context.log.channels('a')].length).toBeLessThan(100);
});

test('history leaves out what is not for the eyes it is read with, and skipping counts nothing else', async () => {
  using context = disposable(open());
  const none: ReadonlySet<string> = new Set();
  for (const only of [null, new Set(['bob']), null, new Set(['ann']), null]) {
    await context.append({ readership: { only, except: none } });
  }
  const read = async (provedUserId: string | null, skip: number) => {
    const range = { order: 'newest', limit: 2, skip, includeDeleted: false } as const;
    const { events } = await context.log.history('a', 'x', { ...range, sight: { provedUserId } });
    return events.map(({ position: { offset } }) => offset);
  };
  expect(await read('ann', 0)).toEqual([5, 4]);
  expect(await read('ann', 2)).toEqual([3, 1]);
  expect(await read('bob', 1)).toEqual([3, 2]);
  expect(await read(null, 1)).toEqual([3, 1]);
});

test('what else was said of an event is kept with it and with its newest edit, counted, and erased with it', async () => {
  using context = disposable(open());
  const readership = { only: new Set(['ann', 'bob']), except: new Set(['cy']) };
  const extras = Body.ofValue({ a: 'x'.repeat(1000) });
  const { event } = await context.append({ clientId: 'c', readership, extras });
  expect(event).toMatchObject({ readership, extras });
  expect(context.log.bytes).toBeGreaterThan(RING_BYTES + SLOT_BYTES + 1000);
  const edit = { kind: 'edit', target: event.id, targetClientId: 'c', readership } as const;
  const sender = { userId: 'bob', sessionId: null };
  const later = await context.append({ ...edit, sender, extras: Body.ofValue({ b: 2 }) });
  expect(later.event).toMatchObject({ targetClientId: 'c', readership, extras: { text: '{"b":2}' } });
  const shown = await context.log.find('a', 'x', event.id);
  expect(shown).toMatchObject({ readership, extras, edit: { userId: 'bob', extras: { text: '{"b":2}' } } });
  await context.append({ kind: 'delete', target: event.id, body: null, readership });
  const { events } = await context.log.readAfter('a', 'x', 0, 10);
  expect(events.map((each) => [each.kind, each.extras, each.readership])).toEqual([
    ['publish', undefined, readership],
    ['edit', undefined, readership],
    ['delete', undefined, readership],
  ]);
  context.runtime.advance(60_001);
  await context.log.readAfter('a', 'x', 0, 1);
  expect(context.log.bytes).toBe(0);
});

test('a publish is found by its client id alone: the newest, whoever published it', async () => {
  using context = disposable(open());
  const find = async () => (await context.log.findPublished('a', 'x', 'c'))?.id ?? null;
  expect(await find()).toBeNull();
  await context.append({ clientId: 'c' });
  const { event } = await context.append({ clientId: 'c', sender: { userId: 'bob', sessionId: null } });
  await context.append({ clientId: 'other' });
  await context.append({
    kind: 'edit',
    target: event.id,
    clientId: 'c',
    sender: { userId: 'cy', sessionId: null },
  });
  expect(await find()).toBe(event.id);
  expect(await context.log.findPublished('a', 'y', 'c')).toBeNull();
});

function disposable(context: ReturnType<typeof open>) {
  return { ...context, [Symbol.dispose]: () => context.log[Symbol.dispose]() };
}
