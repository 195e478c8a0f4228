import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ParleyError } from '../errors/parley-error.ts';
import type { Event, LoggedEvent } from '../event/event.ts';
import type { Position } from '../event/position.ts';
import type { FeedStart } from './reader.ts';
import type { SubscriptionRequest } from './subscription.ts';
import { recorder, request, type Seen, signal, testHub } from './testing/test-hub.ts';

/** Checks what every reader is promised: from its start on each offset once, in order, or an explicit gap. */
function expectUnbroken(seen: readonly Seen[], lastOffset: number): void {
  if (seen.length === 0) return;
  expect(seen[0]?.what).toBe('started');
  let offset = seen[0]?.position.offset ?? -1;
  for (const item of seen.slice(1)) {
    if (item.what === 'gap') {
      expect(item.position.offset).toBeGreaterThan(offset);
      offset = item.position.offset;
    } else if (item.what === 'event') {
      expect(item.position.offset).toBe(offset + 1);
      offset = item.position.offset;
    } else {
      expect(item.position.offset).toBe(offset);
    }
  }
  expect(offset).toBe(lastOffset);
}

test('however publishing, joining, leaving and resuming interleave, a reader gets each offset once and in order', async () => {
  const step = fc.constantFrom(
    'publish',
    'publish',
    'join',
    'leave',
    'signal',
    'settle',
    'turn',
    'resume',
    'rewind',
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), fc.integer(), async (steps, seed) => {
      const { hub, publish, settle, runtime } = testHub({ seed });
      const readers: Array<ReturnType<typeof recorder> & { subscription: Disposable; left: boolean }> = [];
      const positions: Position[] = [];
      const join = (change: Partial<SubscriptionRequest>): void => {
        const recording = recorder();
        const subscription = hub.subscribe('a', 'x', recording.reader, request(change));
        readers.push({ ...recording, subscription, left: false });
      };
      const published: Array<Promise<LoggedEvent>> = [];
      for (const action of steps) {
        if (action === 'publish') published.push(publish());
        if (action === 'publish') void published.at(-1)?.then(({ position }) => positions.push(position));
        if (action === 'join') join({});
        if (action === 'rewind') join({ rewind: 3 });
        if (action === 'resume') join({ resume: positions[Math.floor(positions.length / 2)] ?? null });
        if (action === 'signal') hub.deliver({ event: signal('s'), exclude: null, only: null });
        if (action === 'turn') runtime.settle();
        if (action === 'settle') await settle();
        const leaving = action === 'leave' ? readers.find((reader) => !reader.left) : undefined;
        if (leaving) leaving.left = true;
        leaving?.subscription[Symbol.dispose]();
      }
      await Promise.all(published);
      // However many reads of the log the story queued up, each of which takes turns at random.
      for (let round = 0; round < 20; round += 1) await settle();
      const head = published.length;
      for (const reader of readers.filter(({ left }) => !left)) expectUnbroken(reader.seen, head);
      for (const reader of readers) expect(reader.seen.some(({ what }) => what === 'gap')).toBe(false);
    }),
    { numRuns: 400 },
  );
});

test('events whose announcement was lost are read from the log before the next one is delivered', async () => {
  const { hub, publish, settle } = testHub();
  const { reader, seen } = recorder();
  hub.subscribe('a', 'x', reader, request());
  await publish();
  await settle();
  for (let index = 0; index < 5; index += 1) await publish({ isLost: true });
  await publish();
  await settle();
  expectUnbroken(seen, 7);
  expect(seen.some(({ what }) => what === 'gap')).toBe(false);
});

test('a reader who resumes before what the log still holds is told of a gap and gets the rest', async () => {
  const { hub, publish, settle } = testHub({ ringEvents: 3 });
  const first = await publish();
  for (let index = 0; index < 9; index += 1) await publish();
  const { reader, seen } = recorder();
  hub.subscribe('a', 'x', reader, request({ resume: first.position }));
  await settle();
  expect(seen[0]).toMatchObject({ what: 'started', recovery: 'gap', position: { offset: 7 } });
  expectUnbroken(seen, 10);
});

test('a reader who resumes in another epoch, or ahead of the log, is told of a gap', async () => {
  const { hub, publish, settle } = testHub();
  const { position } = await publish();
  for (const resume of [
    { epoch: 'other', offset: 1 },
    { ...position, offset: 99 },
  ]) {
    const { reader, seen } = recorder();
    hub.subscribe('a', 'x', reader, request({ resume }));
    await settle();
    expect(seen[0]).toMatchObject({ recovery: 'gap', position: { epoch: position.epoch, offset: 0 } });
    expectUnbroken(seen, 1);
  }
});

test('a channel that begins a new epoch tells its live readers of a gap', async () => {
  const { hub, publish, settle, ring } = testHub();
  const { reader, seen } = recorder();
  hub.subscribe('a', 'x', reader, request());
  await settle();
  await publish();
  await settle();
  ring.erase('a', 'x');
  await publish();
  await settle();
  expect(seen.map(({ what, position }) => [what, position.offset])).toEqual([
    ['started', 0],
    ['event', 1],
    ['gap', 0],
    ['event', 1],
  ]);
});

test('readers who come to a log that was erased under others go on with its next event', async () => {
  const { hub, publish, settle, ring } = testHub();
  const [old, rewinding, resuming] = [recorder(), recorder(), recorder()];
  const first = await publish();
  hub.subscribe('a', 'x', old.reader, request());
  await settle();
  ring.erase('a', 'x');
  hub.subscribe('a', 'x', rewinding.reader, request({ rewind: 5 }));
  hub.subscribe('a', 'x', resuming.reader, request({ resume: first.position }));
  await settle();
  const next = await publish();
  await settle();
  const begin = { epoch: next.position.epoch, offset: 0 };
  expect(next.position.epoch).not.toBe(first.position.epoch);
  expect(old.seen.slice(1)).toEqual([
    { what: 'gap', position: begin },
    { what: 'event', position: next.position },
  ]);
  expect(rewinding.seen).toEqual([
    { what: 'started', position: begin, recovery: 'fresh' },
    { what: 'event', position: next.position },
  ]);
  expect(resuming.seen).toEqual([
    { what: 'started', position: begin, recovery: 'gap' },
    { what: 'event', position: next.position },
  ]);
});

test('everything said in one turn of the event loop reaches a reader in one write', async () => {
  const { hub, publish, settle } = testHub();
  const { reader, seen, writes } = recorder();
  hub.subscribe('a', 'x', reader, request());
  await settle();
  await Promise.all(Array.from({ length: 50 }, () => publish()));
  await settle();
  expectUnbroken(seen, 50);
  expect(writes()).toBeLessThan(10);
});

test('more readers than a slice all get every event once, also those who join and leave meanwhile', async () => {
  const { hub, publish, settle, runtime } = testHub();
  const readers = Array.from({ length: 2500 }, () => recorder());
  const subscriptions = readers.map(({ reader }) => hub.subscribe('a', 'x', reader, request()));
  await settle();
  const before = publish();
  await before;
  const late = recorder();
  hub.subscribe('a', 'x', late.reader, request());
  subscriptions[2400]?.[Symbol.dispose]();
  const after = publish();
  await after;
  runtime.settle();
  await settle();
  for (const [index, { seen }] of readers.entries()) if (index !== 2400) expectUnbroken(seen, 2);
  expectUnbroken(late.seen, 2);
  expect(readers[2400]?.seen.filter(({ what }) => what === 'event')).toEqual([]);
});

test('a reader that is revoked in the turn of an event gets it first, and is told how far it was served', async () => {
  const { hub, publish, settle } = testHub();
  const { reader, seen } = recorder();
  const ends: Position[] = [];
  const subscription = hub.subscribe(
    'a',
    'x',
    { ...reader, revoked: (_reason, end) => void ends.push(end) },
    request(),
  );
  await settle();
  const { position } = await publish();
  subscription.revoke(new ParleyError('banned', 'The user is banned.'));
  expectUnbroken(seen, 1);
  expect(ends).toEqual([position]);
  await settle();
  expectUnbroken(seen, 1);
});

test('a reader that is revoked while others of its slice are written to gets what they got, once', async () => {
  const { hub, publish, settle } = testHub();
  const readers = Array.from({ length: 2500 }, () => recorder());
  const ends: Position[] = [];
  const revoked = [1, 2400].map((index) => {
    const { reader } = readers[index] ?? recorder();
    return hub.subscribe('a', 'x', { ...reader, revoked: (_reason, end) => void ends.push(end) }, request());
  });
  const first = recorder();
  const sendNow = (frame: readonly Seen[]): void => {
    first.reader.outlet.sendNow(frame);
    for (const subscription of revoked) subscription.revoke(new ParleyError('banned', 'The user is banned.'));
  };
  hub.subscribe('a', 'x', { ...first.reader, outlet: { ...first.reader.outlet, sendNow } }, request());
  for (const [index, { reader }] of readers.entries())
    if (index !== 1 && index !== 2400) hub.subscribe('a', 'x', reader, request());
  await settle();
  await publish();
  await settle();
  for (const { seen } of readers) expectUnbroken(seen, 1);
  expect(ends.map(({ offset }) => offset)).toEqual([1, 1]);
});

test('an excluded session does not get the event, and everybody else does', async () => {
  const { hub, publish, settle } = testHub();
  const own = recorder();
  const other = recorder();
  hub.subscribe('a', 'x', own.reader, request({ sessionId: 'own' }));
  hub.subscribe('a', 'x', other.reader, request({ sessionId: 'other' }));
  await settle();
  await Promise.all([publish({ exclude: 'own' }), publish(), publish({ exclude: 'own' })]);
  await settle();
  const offsets = (seen: readonly Seen[]) =>
    seen.filter(({ what }) => what === 'event').map((s) => s.position.offset);
  expect(offsets(own.seen)).toEqual([2]);
  expect(offsets(other.seen)).toEqual([1, 2, 3]);
});

test('a signal for some users reaches only those', async () => {
  const { hub, settle } = testHub();
  const ann = recorder();
  const bob = recorder();
  hub.subscribe('a', 'x', ann.reader, request({ userId: 'ann' }));
  hub.subscribe('a', 'x', bob.reader, request({ userId: 'bob' }));
  await settle();
  hub.deliver({ event: signal('1'), exclude: null, only: new Set(['ann']) });
  await settle();
  expect(ann.seen.filter(({ what }) => what === 'signal')).toHaveLength(1);
  expect(bob.seen.filter(({ what }) => what === 'signal')).toHaveLength(0);
});

test('who comes and goes is told only to readers who may know', async () => {
  const { hub, publish, settle } = testHub();
  const seeing = recorder();
  const blind = recorder();
  hub.subscribe('a', 'x', seeing.reader, request());
  hub.subscribe('a', 'x', blind.reader, request({ seesPresence: false }));
  const joined: Event = {
    ...signal('1'),
    kind: 'presence',
    action: 'join',
    userId: 'ann',
    body: null,
    count: 1,
  };
  await settle();
  hub.deliver({ event: joined, exclude: null, only: null });
  await publish();
  await settle();
  expect(seeing.seen.map(({ what }) => what)).toEqual(['started', 'signal', 'event']);
  expect(blind.seen.map(({ what }) => what)).toEqual(['started', 'event']);
});

test('a log that cannot be read to fill a hole is reported, and readers are told of a gap', async () => {
  const { hub, publish, settle, failures, ring } = testHub();
  const { reader, seen } = recorder();
  hub.subscribe('a', 'x', reader, request());
  await settle();
  await publish();
  await settle();
  await publish({ isLost: true });
  ring.readAfter = () => Promise.reject(new Error('database gone'));
  await publish();
  await settle();
  expect(failures).toHaveLength(1);
  expect(seen.map(({ what, position }) => [what, position.offset])).toEqual([
    ['started', 0],
    ['event', 1],
    ['gap', 2],
    ['event', 3],
  ]);
});

test('when its last reader leaves, a channel is forgotten', async () => {
  const { hub, settle } = testHub();
  const subscription = hub.subscribe('a', 'x', recorder().reader, request());
  await settle();
  subscription[Symbol.dispose]();
  expect(hub.find('a', 'x')).toBeNull();
  expect([...hub.channelsOf('a')]).toEqual([]);
});

test('who is present is listed once for a reader that asks, and never for one that does not', async () => {
  const { hub, settle } = testHub();
  let listed = 0;
  const members = () => {
    listed += 1;
    return [];
  };
  hub.subscribe('a', 'x', recorder().reader, request({ members }));
  await settle();
  expect(listed).toBe(0);
  const asking = {
    ...recorder().reader,
    started: (start: FeedStart) => expect([start.members, start.members]).toEqual([[], []]),
  };
  hub.subscribe('a', 'x', asking, request({ members }));
  await settle();
  expect(listed).toBe(1);
});
