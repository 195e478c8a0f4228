import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LoggedEvent } from '../event/event.ts';
import { isReadableBy, type Readership, type Sight } from '../event/readership.ts';
import type { SubscriptionRequest } from './subscription.ts';
import { type Publish, recorder, request, type Seen, signal, testHub } from './testing/test-hub.ts';

const ONLY_ANN: Readership = { only: new Set(['ann']), except: new Set() };
const NOT_ANN: Readership = { only: null, except: new Set(['ann']) };
const NOT_EVEN_ANN: Readership = { only: new Set(['ann', 'bob']), except: new Set(['ann']) };

const EYES: Record<string, Sight> = {
  ann: { provedUserId: 'ann' },
  bob: { provedUserId: 'bob' },
  nobody: { provedUserId: null },
  backend: 'all',
};

const offsets = (seen: readonly Seen[]) =>
  seen.filter(({ what }) => what === 'event').map(({ position }) => position.offset);

/** Readers of every kind, who begin in the same way. */
function readersOf({ hub }: ReturnType<typeof testHub>, change: Partial<SubscriptionRequest> = {}) {
  return Object.entries(EYES).map(([name, sight]) => {
    const recording = recorder();
    const subscription = hub.subscribe(
      ...(['a', 'x', recording.reader] as const),
      // Whoever it says to be: only what it proved counts.
      request({ sessionId: name, userId: 'ann', sight: () => sight, ...change }),
    );
    return { name, sight, subscription, ...recording };
  });
}

const got = (readers: ReadonlyArray<{ name: string; seen: readonly Seen[] }>) =>
  Object.fromEntries(readers.map(({ name, seen }) => [name, offsets(seen)]));

const gaps = (readers: ReadonlyArray<{ seen: readonly Seen[] }>) =>
  readers.flatMap(({ seen }) => seen.filter(({ what, recovery }) => what === 'gap' || recovery === 'gap'));

const EXPECTED = { ann: [1, 2, 5], bob: [1, 3, 4, 5], nobody: [1, 3, 5], backend: [1, 2, 3, 4, 5] };
const STORY: readonly Publish[] = [
  {},
  { readership: ONLY_ANN },
  { readership: NOT_ANN },
  { readership: NOT_EVEN_ANN },
  {},
];

test('an event reaches live only those whom it is for, and nobody is told of a gap', async () => {
  const bed = testHub();
  const readers = readersOf(bed);
  await bed.settle();
  for (const what of STORY) await bed.publish(what);
  await bed.settle();
  expect(got(readers)).toEqual(EXPECTED);
  expect(gaps(readers)).toEqual([]);
});

test('who resumes or rewinds gets of what it missed only what is for it, and nobody is told of a gap', async () => {
  const bed = testHub();
  const first = await bed.publish();
  for (const what of STORY.slice(1)) await bed.publish(what);
  const rewound = readersOf(bed, { rewind: 5 });
  const resumed = readersOf(bed, { resume: { ...first.position, offset: 0 } });
  await bed.settle();
  expect(got(rewound)).toEqual(EXPECTED);
  expect(got(resumed)).toEqual(EXPECTED);
  expect(gaps([...rewound, ...resumed])).toEqual([]);
});

test('events whose announcement was lost are read from the log only to those whom they are for', async () => {
  const bed = testHub();
  const readers = readersOf(bed);
  await bed.settle();
  for (const what of STORY.slice(0, 4)) await bed.publish({ ...what, isLost: true });
  await bed.publish();
  await bed.settle();
  expect(got(readers)).toEqual(EXPECTED);
  expect(gaps(readers)).toEqual([]);
});

test('a change that is told to some is in the log for all whom the event is for', async () => {
  const bed = testHub();
  const live = readersOf(bed);
  await bed.settle();
  const { position } = await bed.publish({ told: NOT_ANN });
  await bed.publish({ readership: NOT_ANN, told: ONLY_ANN });
  await bed.settle();
  expect(got(live)).toEqual({ ann: [], bob: [1], nobody: [1], backend: [1, 2] });
  const later = readersOf(bed, { resume: { ...position, offset: 0 } });
  await bed.settle();
  expect(got(later)).toEqual({ ann: [1], bob: [1, 2], nobody: [1, 2], backend: [1, 2] });
});

test('who proves on a live connection who it is gets what is for it from then on', async () => {
  const bed = testHub();
  const { reader, seen } = recorder();
  let sight: Sight = { provedUserId: null };
  bed.hub.subscribe('a', 'x', reader, request({ sight: () => sight }));
  await bed.settle();
  await bed.publish({ readership: ONLY_ANN });
  await bed.settle();
  sight = { provedUserId: 'ann' };
  await bed.publish({ readership: ONLY_ANN });
  await bed.settle();
  expect(offsets(seen)).toEqual([2]);
});

test('a signal leaves out the users that it is not for, whoever says to be one', async () => {
  const bed = testHub();
  const claimed = recorder();
  const bob = recorder();
  bed.hub.subscribe('a', 'x', claimed.reader, request({ userId: 'ann' }));
  bed.hub.subscribe('a', 'x', bob.reader, request({ userId: 'bob', sight: () => ({ provedUserId: 'bob' }) }));
  await bed.settle();
  bed.hub.deliver({ event: signal('1'), exclude: null, only: null, except: new Set(['ann']) });
  bed.hub.deliver({ event: signal('2'), exclude: null, only: null, told: ONLY_ANN });
  await bed.settle();
  const count = (seen: readonly Seen[]) => seen.filter(({ what }) => what === 'signal').length;
  expect([count(claimed.seen), count(bob.seen)]).toEqual([0, 1]);
});

test('readers for whom the same is left out get the same bytes, in one write', async () => {
  const bed = testHub();
  const frames: unknown[] = [];
  const readers = Array.from({ length: 20 }, (_, index) => {
    const recording = recorder();
    const { outlet } = recording.reader;
    const sendNow = (frame: readonly Seen[]): void => {
      frames.push(frame);
      outlet.sendNow(frame);
    };
    const sight = (): Sight => ({ provedUserId: index % 2 === 0 ? 'ann' : 'bob' });
    const reader = { ...recording.reader, outlet: { ...outlet, sendNow } };
    bed.hub.subscribe('a', 'x', reader, request({ sessionId: `${index}`, sight }));
    return recording;
  });
  await bed.settle();
  await Promise.all(STORY.map((what) => bed.publish(what)));
  await bed.settle();
  expect(new Set(readers.map(({ seen }) => offsets(seen).join()))).toEqual(new Set(['1,2,5', '1,3,4,5']));
  expect(new Set(frames).size).toBeLessThan(frames.length / 5);
});

test('however events for some, joining, resuming and lost announcements interleave, each reader gets exactly what is for it', async () => {
  const step = fc.constantFrom(
    ...(['all', 'ann', 'not ann', 'lost', 'join', 'rewind', 'resume', 'settle', 'turn'] as const),
  );
  const said: Record<string, Publish> = {
    all: {},
    ann: { readership: ONLY_ANN },
    'not ann': { readership: NOT_ANN },
    lost: { readership: NOT_EVEN_ANN, isLost: true },
  };
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), fc.integer(), async (steps, seed) => {
      const bed = testHub({ seed });
      const published: Array<Promise<LoggedEvent>> = [];
      const readers: ReturnType<typeof readersOf> = [];
      for (const action of steps) {
        const what = said[action];
        if (what) published.push(bed.publish(what));
        if (action === 'join') readers.push(...readersOf(bed));
        if (action === 'rewind') readers.push(...readersOf(bed, { rewind: 3 }));
        if (action === 'resume') {
          const [first] = (await bed.ring.readAfter('a', 'x', 0, 1)).events;
          readers.push(...readersOf(bed, { resume: first?.position ?? null }));
        }
        if (action === 'turn') bed.runtime.settle();
        if (action === 'settle') await bed.settle();
      }
      published.push(bed.publish());
      const events = await Promise.all(published);
      for (let round = 0; round < 20; round += 1) await bed.settle();
      for (const { seen, sight } of readers) {
        const start = seen[0]?.position.offset ?? 0;
        const isForIt = events.filter(({ readership }) => isReadableBy(readership, sight));
        expect(offsets(seen)).toEqual(
          isForIt.map(({ position }) => position.offset).filter((offset) => offset > start),
        );
      }
      expect(gaps(readers)).toEqual([]);
    }),
    { numRuns: 60 },
  );
});
