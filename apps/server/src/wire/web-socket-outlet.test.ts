import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ParleyError } from '../core/errors/parley-error.ts';
import { simulatedRuntime } from '../runtime/simulated-runtime.ts';
import { fakeConnections } from './testing/fake-connection.ts';

const frame = (text: string, bytes = text.length) => Buffer.from(text.padEnd(bytes, '.'));
/** Streams say that they drained in the next tick. */
const tick = () => new Promise<void>((resolve) => process.nextTick(resolve));

test('all frames of one turn leave in one write at its end', () => {
  const runtime = simulatedRuntime();
  const { outlet, peer } = fakeConnections(runtime).connect();
  for (const text of ['a', 'b', 'c']) outlet.send(frame(text));
  expect(peer.writes).toHaveLength(0);
  runtime.settle();
  expect(peer.writes.map(String)).toEqual(['abc']);
});

test('a frame sent now takes along what waits, in order and in one write', () => {
  const runtime = simulatedRuntime();
  const { outlet, peer } = fakeConnections(runtime).connect();
  outlet.send(frame('a'));
  outlet.sendNow(frame('b'));
  expect(peer.writes.map(String)).toEqual(['ab']);
  runtime.settle();
  expect(peer.writes).toHaveLength(1);
});

test('a thousand outlets are flushed by one timer each slice, not one each', () => {
  const runtime = simulatedRuntime();
  let timers = 0;
  const counting = {
    ...runtime,
    timers: {
      ...runtime.timers,
      soon(action: () => void) {
        timers += 1;
        runtime.timers.soon(action);
      },
    },
  };
  const { connect } = fakeConnections(counting);
  const connections = Array.from({ length: 1000 }, () => connect());
  for (const { outlet } of connections) outlet.send(frame('x'));
  runtime.settle();
  expect(timers).toBe(2);
  expect(connections.every(({ peer }) => peer.received === 'x')).toBe(true);
});

test('frames arrive in the order in which they were handed over, whatever the peer does meanwhile', async () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constantFrom('send', 'sendNow'), bytes: fc.integer({ min: 1, max: 30_000 }) }),
    fc.record({ kind: fc.constantFrom('settle', 'stall', 'read'), bytes: fc.constant(0) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      const runtime = simulatedRuntime();
      const { connect, budget } = fakeConnections(runtime, { outletBytes: 10_000_000 });
      const { outlet, peer } = connect();
      let expected = '';
      for (const [index, { kind, bytes }] of steps.entries()) {
        const next = frame(`<${index}>`, Math.max(bytes, 6));
        if (kind === 'send') outlet.send(next);
        if (kind === 'sendNow') outlet.sendNow(next);
        if (kind === 'send' || kind === 'sendNow') expected += next.toString();
        if (kind === 'settle') runtime.settle();
        if (kind === 'stall') peer.isReading = false;
        if (kind === 'read') peer.read();
        await tick();
      }
      peer.read();
      runtime.settle();
      while (outlet.bufferedBytes > 0) await tick();
      await tick();
      expect(peer.received).toBe(expected);
      expect(budget.totalBytes).toBe(0);
    }),
    { numRuns: 200 },
  );
});

test('a peer that stops reading is closed with slow_consumer at its budget, and its memory is freed at once', () => {
  const runtime = simulatedRuntime();
  const { connect, budget } = fakeConnections(runtime, { outletBytes: 100_000 });
  const { outlet, peer, control } = connect({ isReading: false });
  let most = 0;
  for (let count = 0; count < 1000 && !control.closedWith; count += 1) {
    outlet.sendNow(frame('x', 1000));
    most = Math.max(most, outlet.bufferedBytes);
  }
  expect(control.closedWith).toEqual({ code: 4013, reason: 'slow_consumer' });
  expect(most).toBeGreaterThan(90_000);
  expect(most).toBeLessThanOrEqual(100_000);
  expect(budget.totalBytes).toBe(0);
  expect(peer.writableLength).toBeLessThan(20_000);
  runtime.advance(2000);
  expect(control.isTerminated).toBe(true);
});

test('a peer that reads again before its budget is spent gets everything', async () => {
  const runtime = simulatedRuntime();
  const { connect, budget } = fakeConnections(runtime);
  const { outlet, peer, control } = connect({ isReading: false });
  for (let count = 0; count < 500; count += 1) outlet.sendNow(frame(`${count},`, 1000));
  expect(budget.totalBytes).toBe(500_000);
  peer.read();
  for (let turn = 0; turn < 100; turn += 1) await tick();
  expect(peer.received.length).toBe(500_000);
  expect(control.closedWith).toBeNull();
  expect(budget.totalBytes).toBe(0);
});

test('one answer larger than the budget does not make its reader slow; what comes on top does', () => {
  const runtime = simulatedRuntime();
  const { outlet, control } = fakeConnections(runtime, { outletBytes: 100_000 }).connect({
    isReading: false,
  });
  outlet.sendNow(frame('large', 500_000));
  outlet.sendNow(frame('small', 90_000));
  expect(control.closedWith).toBeNull();
  outlet.sendNow(frame('small', 20_000));
  expect(control.closedWith?.code).toBe(4013);
});

test('over the budget of the process the outlet furthest behind is closed, and only it', () => {
  const runtime = simulatedRuntime();
  const { connect, budget } = fakeConnections(runtime, { processBytes: 300_000 });
  const slow = connect({ isReading: false });
  const slower = connect({ isReading: false });
  const healthy = connect();
  for (let count = 0; count < 100; count += 1) slow.outlet.sendNow(frame('s', 1000));
  for (let count = 0; count < 201; count += 1) slower.outlet.sendNow(frame('S', 1000));
  healthy.outlet.sendNow(frame('ok'));
  expect(slower.control.closedWith?.code).toBe(4013);
  expect(slow.control.closedWith).toBeNull();
  expect(healthy.peer.received).toBe('ok');
  expect(budget.totalBytes).toBe(100_000);
});

test('a frame that many outlets hold counts once', () => {
  const runtime = simulatedRuntime();
  const { connect, budget } = fakeConnections(runtime, { processBytes: 1_000_000 });
  const connections = Array.from({ length: 50 }, () => connect({ isReading: false }));
  for (const { outlet } of connections) outlet.sendNow(frame('own', 17_000));
  const shared = frame('shared', 100_000);
  for (const { outlet } of connections) outlet.sendNow(shared);
  expect(budget.totalBytes).toBe(50 * 17_000 + 100_000);
  expect(connections.some(({ control }) => control.closedWith)).toBe(false);
});

test('close sends what waits, then the close frame; afterwards nothing is sent and nothing throws', () => {
  const runtime = simulatedRuntime();
  const { outlet, peer, control } = fakeConnections(runtime).connect();
  let closed = 0;
  outlet.listen({ message: () => {}, closed: () => (closed += 1) });
  outlet.send(frame('last'));
  outlet.close(new ParleyError('banned', 'No.'));
  expect(peer.received).toBe('last');
  expect(control.closedWith).toEqual({ code: 4000, reason: 'banned' });
  expect(closed).toBe(0);
  runtime.settle();
  expect(closed).toBe(1);
  outlet.send(frame('x'));
  outlet.sendNow(frame('x'));
  outlet.ping();
  outlet.close(new ParleyError('internal', 'Again.'));
  outlet.gone();
  runtime.advance(60_000);
  expect(peer.received).toBe('last');
  expect(closed).toBe(1);
  expect(control.isTerminated).toBe(false);
  expect(runtime.pendingTimers()).toBe(0);
});

test('a peer that does not answer the close is cut off', () => {
  const runtime = simulatedRuntime();
  const { outlet, control } = fakeConnections(runtime).connect();
  outlet.close(new ParleyError('banned', 'No.'));
  runtime.advance(5000);
  expect(control.isTerminated).toBe(true);
});

test('a producer that waits is woken when the peer keeps up again, and when it is gone', async () => {
  const runtime = simulatedRuntime();
  const { connect } = fakeConnections(runtime);
  const slow = connect({ isReading: false });
  slow.outlet.sendNow(frame('x', 50_000));
  const woken: string[] = [];
  const waiting = slow.outlet.keepsUp().then(() => woken.push('drained'));
  await tick();
  expect(woken).toEqual([]);
  slow.peer.read();
  await waiting;
  const stuck = connect({ isReading: false });
  stuck.outlet.sendNow(frame('x', 50_000));
  const gone = stuck.outlet.keepsUp().then(() => woken.push('gone'));
  stuck.outlet.gone();
  await gone;
  expect(woken).toEqual(['drained', 'gone']);
});
