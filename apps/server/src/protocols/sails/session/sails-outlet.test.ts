import { expect, test } from 'vitest';
import { ParleyError } from '../../../core/errors/parley-error.ts';
import { simulatedRuntime } from '../../../runtime/simulated-runtime.ts';
import { Wire } from '../../../wire/wire.ts';
import { eventFrame, joinFrames, pushFrame } from '../codec/push-frame.ts';
import { SailsOutlet } from './sails-outlet.ts';

/** An Engine.IO connection whose peer takes what was written only when it is told to. */
function connected(transport: 'websocket' | 'polling' = 'websocket', limits = { outletBytes: 1000 }) {
  const runtime = simulatedRuntime();
  const wire = new Wire(runtime, { processBytes: 100_000, ...limits });
  const written: Array<{ packet: string; bytes: string }> = [];
  const log: string[] = [];
  const waiting: Array<() => void> = [];
  let gone = (): void => {};
  const connection = {
    readyState: 'open',
    transport: { name: transport },
    write(packet: string, options: object, taken?: () => void) {
      const [bytes]: unknown[] = 'wsPreEncodedFrame' in options ? [options.wsPreEncodedFrame].flat() : [];
      written.push({ packet, bytes: Buffer.isBuffer(bytes) ? bytes.toString('latin1') : '' });
      if (taken) waiting.push(taken);
    },
    close(discard = false) {
      log.push(discard ? 'discard' : 'close');
      connection.readyState = discard ? 'closed' : 'closing';
      if (discard) gone();
    },
    once(_event: 'close', listener: () => void) {
      gone = listener;
    },
  };
  const outlet = new SailsOutlet({
    connection,
    wire,
    carrier: () => null,
    disconnect: () => log.push('disconnect'),
    closed: () => log.push('closed'),
  });
  const take = () => waiting.shift()?.();
  return { runtime, wire, outlet, written, log, take, peerLeaves: () => gone() };
}

const large = eventFrame('e', JSON.stringify('x'.repeat(600)));

test('what is sent in one turn leaves as one piece at its end, in order', () => {
  const { runtime, outlet, written } = connected();
  for (const name of ['a', 'b']) outlet.send(eventFrame(name, '1'));
  expect(written).toEqual([]);
  runtime.settle();
  expect(written.map(({ bytes }) => bytes)).toEqual(['\x81\x0942["a",1]\x81\x0942["b",1]']);
});

test('a frame that many readers share is written as it is', () => {
  const { outlet, written } = connected();
  const frame = joinFrames([eventFrame('a', '1'), eventFrame('b', '2')]);
  outlet.sendNow(frame);
  expect(written[0]?.bytes).toBe(frame.bytes.toString('latin1'));
});

test('a client that polls gets each packet by itself', () => {
  const { outlet, written, take } = connected('polling');
  outlet.sendNow(joinFrames([eventFrame('a', '1'), eventFrame('b', '2')]));
  outlet.sendNow(eventFrame('c', '3'));
  expect(written.map(({ packet }) => packet)).toEqual(['2["a",1]', '2["b",2]']);
  take();
  expect(written.map(({ packet }) => packet)).toEqual(['2["a",1]', '2["b",2]', '2["c",3]']);
});

test('one batch is on its way at a time, and what was not taken is counted', () => {
  const { wire, outlet, written, take } = connected();
  const frame = eventFrame('a', '1');
  for (let n = 0; n < 3; n += 1) outlet.sendNow(frame);
  expect(written).toHaveLength(1);
  expect(outlet.bufferedBytes).toBe(3 * frame.length);
  expect(wire.budget.totalBytes, 'a shared frame is there once').toBe(frame.length);
  take();
  expect([written.length, outlet.bufferedBytes]).toEqual([2, 2 * frame.length]);
  take();
  expect([outlet.bufferedBytes, wire.budget.totalBytes]).toEqual([0, 0]);
});

test('a client that takes nothing is closed to come back, and nothing of it is kept', () => {
  const { runtime, wire, outlet, written, log } = connected();
  outlet.sendNow(large);
  outlet.sendNow(large);
  expect(log).toEqual(['discard']);
  expect([outlet.isClosed, outlet.bufferedBytes, wire.budget.totalBytes]).toEqual([true, 0, 0]);
  outlet.sendNow(large);
  expect(written).toHaveLength(1);
  runtime.settle();
  expect(log).toEqual(['discard', 'closed']);
  expect([wire.outlets.size, runtime.pendingTimers()], 'one of the heartbeat').toEqual([0, 1]);
});

test('an event that was pushed to several channels passes once', () => {
  const { outlet, written, take } = connected();
  outlet.sendNow(eventFrame('a', '1', 'x'));
  take();
  outlet.sendNow(joinFrames([eventFrame('a', '1', 'x'), eventFrame('b', '2'), eventFrame('c', '3', 'y')]));
  take();
  outlet.sendNow(eventFrame('c', '3', 'y'));
  expect(written.map(({ bytes }) => bytes.match(/"."/g))).toEqual([['"a"'], ['"b"', '"c"']]);
});

test.each([
  ['unauthenticated', ['disconnect', 'close']],
  ['banned', ['disconnect', 'close']],
  ['draining', ['close']],
  ['kicked', ['close']],
] as const)('%s: what was sent goes out, and the client learns whether to come back', (code, expected) => {
  const { runtime, outlet, written, log } = connected();
  outlet.send(pushFrame('2["last"]'));
  outlet.close(new ParleyError(code, 'why'));
  outlet.close(new ParleyError('internal', 'only the first counts'));
  expect(written).toHaveLength(1);
  expect(log).toEqual(expected);
  runtime.settle();
  expect(log).toEqual([...expected, 'closed']);
});

test('a client that does not let itself be closed is cut off', () => {
  const { runtime, wire, outlet, log } = connected();
  outlet.close(new ParleyError('draining', 'why'));
  expect(wire.outlets.size).toBe(1);
  runtime.advance(wire.limits.closeWithinMs);
  expect([log, wire.outlets.size]).toEqual([['close', 'closed', 'discard'], 0]);
});

test('a client that leaves is told of once, and leaves nothing behind', () => {
  const { runtime, wire, outlet, log, peerLeaves } = connected();
  outlet.sendNow(large);
  peerLeaves();
  runtime.settle();
  expect([log, wire.budget.totalBytes, wire.outlets.size]).toEqual([['closed'], 0, 0]);
});
