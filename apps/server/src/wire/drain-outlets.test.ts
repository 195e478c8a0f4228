import { expect, test } from 'vitest';
import type { ParleyError } from '../core/errors/parley-error.ts';
import { simulatedRuntime } from '../runtime/simulated-runtime.ts';
import { type Drainable, drainOutlets } from './drain-outlets.ts';
import { OutletSet } from './outlet-set.ts';

interface Log {
  warnedAt?: number;
  closedAt?: number;
  reason?: ParleyError;
  isTerminated?: boolean;
}

function setUp(count: number, leaves: (index: number) => boolean) {
  const runtime = simulatedRuntime({ startAt: 0 });
  const outlets = new OutletSet<Drainable>();
  const logs: Log[] = Array.from({ length: count }, () => ({}));
  for (const [index, log] of logs.entries()) {
    const outlet: Drainable = {
      warn: () => {
        log.warnedAt = runtime.clock.now();
      },
      close: (reason) => {
        log.closedAt = runtime.clock.now();
        log.reason = reason;
        if (leaves(index)) outlets.delete(outlet);
      },
      terminate: () => {
        log.isTerminated = true;
      },
    };
    outlets.add(outlet);
  }
  return { runtime, outlets, logs };
}

test('clients are warned, then closed in slices over the grace period, with a hint when to come back', async () => {
  const { runtime, outlets, logs } = setUp(1000, () => true);
  const drained = drainOutlets({ runtime, outlets, graceMs: 10_000 });
  runtime.advance(10_000);
  expect(await drained).toBe(0);
  expect(logs.every((log) => log.reason?.code === 'draining')).toBe(true);
  expect(logs.every((log) => (log.closedAt ?? 0) - (log.warnedAt ?? 0) === 2000)).toBe(true);
  const times = new Set(logs.map((log) => log.closedAt));
  expect(times.size).toBeGreaterThan(40);
  expect(Math.max(...logs.map((log) => log.closedAt ?? 0))).toBeLessThanOrEqual(8000);
  const hints = new Set(logs.map((log) => log.reason?.retryAfterMs));
  expect(hints.size).toBeGreaterThan(300);
});

test('it is over as soon as everybody left', async () => {
  const { runtime, outlets } = setUp(3, () => true);
  const drained = drainOutlets({ runtime, outlets, graceMs: 10_000 });
  runtime.advance(3000);
  expect(await drained).toBe(0);
  expect(runtime.pendingTimers()).toBe(0);
});

test('who does not leave is cut off at the deadline', async () => {
  const { runtime, outlets, logs } = setUp(10, (index) => index > 2);
  const drained = drainOutlets({ runtime, outlets, graceMs: 5000 });
  runtime.advance(5000);
  expect(await drained).toBe(3);
  expect(logs.map((log) => log.isTerminated ?? false)).toEqual(logs.map((_, index) => index <= 2));
});

test('with nobody connected it is over at once', async () => {
  const { runtime, outlets } = setUp(0, () => true);
  expect(await drainOutlets({ runtime, outlets, graceMs: 5000 })).toBe(0);
});
