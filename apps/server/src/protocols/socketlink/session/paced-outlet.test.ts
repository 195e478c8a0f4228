import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AppSettings } from '../../../core/apps/app-settings.ts';
import { LiveApp } from '../../../core/apps/live-app.ts';
import { Stats } from '../../../core/stats/app-stats.ts';
import { simulatedRuntime } from '../../../runtime/simulated-runtime.ts';
import { textFrame } from '../../../wire/server-frame.ts';
import { fakeConnections } from '../../../wire/testing/fake-connection.ts';
import { PacedOutlet } from './paced-outlet.ts';

const WIRE_BYTES = 1_000_000;

function setUp(maxBacklogBytes = 1024) {
  const runtime = simulatedRuntime({ startAt: 0 });
  const { peer, outlet: wire } = fakeConnections(runtime, { outletBytes: WIRE_BYTES }).connect();
  const settings = JSON.stringify(AppSettings.parse({ rooms: { maxBacklogBytes } }));
  const app = new LiveApp({ id: 'a', name: 'A', createdAt: 0, settings });
  const stats = new Stats().of('a');
  const outlet = new PacedOutlet(wire, { app, stats, timers: runtime.timers, wireBytes: WIRE_BYTES });
  return {
    runtime,
    outlet,
    peer,
    stats,
    /** Lets everything that is due happen. */
    async settle(): Promise<void> {
      for (let turn = 0; turn < 5; turn += 1) {
        await new Promise((resolve) => setImmediate(resolve));
        runtime.advance(0);
      }
    },
    /** The texts that the peer took. */
    texts: () => textsIn(Buffer.concat(peer.writes)),
  };
}

const frame = (text: string) => ({ bytes: textFrame(text), messages: 1 });
const numbered = (number: number) => frame(`${number}`.padEnd(120, '.'));

/** The payloads of frames shorter than 64 KiB. */
function textsIn(bytes: Buffer): string[] {
  const texts: string[] = [];
  for (let at = 0; at < bytes.length; ) {
    const short = bytes.readUInt8(at + 1);
    const start = at + (short < 126 ? 2 : 4);
    const length = short < 126 ? short : bytes.readUInt16BE(at + 2);
    texts.push(bytes.subarray(start, start + length).toString());
    at = start + length;
  }
  return texts;
}

test('a burst within one turn drops nothing for a peer that reads, however small the backlog', async () => {
  const { outlet, settle, texts, stats } = setUp();
  for (let number = 0; number < 200; number += 1) outlet.send(numbered(number));
  await settle();
  expect([texts().length, stats.dropped]).toEqual([200, 0]);
});

test('a frame larger than the backlog passes when nothing waits', async () => {
  const { outlet, settle, texts } = setUp();
  outlet.sendNow(frame('x'.repeat(50_000)));
  await settle();
  expect(texts()).toHaveLength(1);
});

test('what waits for a slow peer is bounded, and dropping sends nothing', async () => {
  const { outlet, peer, stats } = setUp(50_000);
  peer.isReading = false;
  for (let number = 0; number < 10_000; number += 1) outlet.sendNow(numbered(number));
  expect(outlet.bufferedBytes).toBeLessThanOrEqual(50_000);
  expect(stats.dropped).toBeGreaterThan(9000);
});

test('a limit for speed lasts its time, and is lifted once', async () => {
  const { outlet, runtime, settle, texts } = setUp();
  outlet.limit(20);
  outlet.limit(20);
  expect(outlet.refusesToListen()).toBe(true);
  runtime.advance(999);
  expect(outlet.refusesToListen()).toBe(true);
  runtime.advance(2);
  expect(outlet.refusesToListen()).toBe(false);
  await settle();
  expect(texts()).toEqual(['{"data":"RATE_LIMIT_LIFTED","source":"server"}']);
  expect(runtime.pendingTimers()).toBe(0);
});

test('the end of a connection leaves no timer', () => {
  const { outlet, runtime } = setUp();
  outlet.limit(5000);
  outlet.drop();
  expect(runtime.pendingTimers()).toBe(0);
});

test('however reading, sending and refusing alternate: order is kept, and each hole is told in its place', async () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('send' as const), count: fc.integer({ min: 1, max: 300 }) }),
    fc.record({ kind: fc.constantFrom('stall' as const, 'read' as const, 'listen' as const) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const { outlet, peer, settle, texts, stats } = setUp(20_000);
      let sent = 0;
      let limited = false;
      let limits = 0;
      for (const one of steps) {
        if (one.kind === 'send') {
          for (let count = 0; count < one.count; count += 1) {
            outlet.sendNow(numbered(sent));
            sent += 1;
          }
        } else if (one.kind === 'stall') {
          peer.isReading = false;
        } else if (one.kind === 'read') {
          peer.read();
          await settle();
          limited = false;
        } else if (outlet.refusesToListen() && !limited) {
          limited = true;
          limits += 1;
        }
      }
      peer.read();
      await settle();
      const holes = texts().filter((text) => text.includes('MESSAGE_DROPPED'));
      let next = 0;
      for (const text of texts()) {
        if (text.includes('RATE_LIMIT_LIFTED')) continue;
        const count = /"count":(\d+)/.exec(text)?.[1];
        if (count === undefined) expect(Number.parseInt(text, 10)).toBe(next);
        next += count === undefined ? 1 : Number(count);
      }
      expect(next).toBe(sent);
      const dropped = holes.map((text) => Number(/"count":(\d+)/.exec(text)?.[1]));
      expect(dropped.reduce((sum, count) => sum + count, 0)).toBe(stats.dropped);
      expect(texts().filter((text) => text.includes('RATE_LIMIT_LIFTED'))).toHaveLength(limits);
    }),
    { numRuns: 60 },
  );
});
