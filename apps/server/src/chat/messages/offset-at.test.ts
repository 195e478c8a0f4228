import { expect, test } from 'vitest';
import { Body } from '../../core/event/body.ts';
import type { LoggedEvent } from '../../core/event/event.ts';
import type { EventLog } from '../../core/log/event-log.ts';
import { simulatedRuntime } from '../../runtime/simulated-runtime.ts';
import { offsetAt } from './offset-at.ts';

const KEY = { appId: 'acme', channel: 'conversation:x' };

/** A log whose events have these times; the first ones may have been removed. Counts how often it is read. */
function logOf(times: readonly number[], removed = 0) {
  const reads = { count: 0 };
  const head = { epoch: 'e', offset: times.length };
  const events = times.map(
    (at, index): LoggedEvent => ({
      ...KEY,
      ...{ id: String(index), at, sender: { userId: null, sessionId: null }, kind: 'publish', name: 'm' },
      ...{ body: Body.ofText(''), clientId: null, target: null },
      position: { epoch: 'e', offset: index + 1 },
    }),
  );
  const kept = events.slice(removed);
  const log: Pick<EventLog, 'head' | 'readAfter'> = {
    head: async () => head,
    readAfter: async (_app, _channel, after, limit) => {
      reads.count += 1;
      const found = kept.filter(({ position }) => position.offset > after).slice(0, limit);
      return { head, events: found, complete: true };
    },
  };
  return { log, reads };
}

test('the last event at or before a time is found, whatever the times and however much of the log is gone', async () => {
  const { chance } = simulatedRuntime({ seed: 7 });
  for (let round = 0; round < 300; round += 1) {
    let at = 100;
    const times = Array.from({ length: Math.floor(chance.float() * 40) }, () => {
      at += Math.floor(chance.float() * 3);
      return at;
    });
    const removed = Math.floor(chance.float() * (times.length + 1));
    const time = 98 + Math.floor(chance.float() * 90);
    const last = times.findLastIndex((other, index) => other <= time && index >= removed) + 1;
    const found = await offsetAt(logOf(times, removed).log, KEY, time);
    // What is gone may as well be counted as older.
    expect(found >= last && found <= Math.max(last, removed), `round ${round}`).toBe(true);
  }
});

test('a recent time in a long log is found with few reads', async () => {
  const times = Array.from({ length: 100_000 }, (_, index) => index);
  const recent = logOf(times);
  expect(await offsetAt(recent.log, KEY, 99_989)).toBe(99_990);
  expect(recent.reads.count).toBeLessThan(12);
  const old = logOf(times);
  expect(await offsetAt(old.log, KEY, 10)).toBe(11);
  expect(old.reads.count).toBeLessThan(40);
});
