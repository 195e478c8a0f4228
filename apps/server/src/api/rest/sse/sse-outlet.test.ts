import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { simulatedRuntime } from '../../../runtime/simulated-runtime.ts';
import { ByteBudget } from '../../../wire/byte-budget.ts';
import { SseOutlet } from './sse-outlet.ts';

function outletOn(socket: Socket) {
  const runtime = simulatedRuntime();
  const response = new ServerResponse(new IncomingMessage(socket));
  const written: string[] = [];
  response.write = (chunk: unknown) => {
    written.push(String(chunk));
    return true;
  };
  const outlet = new SseOutlet(response, { runtime, budget: new ByteBudget(1000), outletBytes: 1000 });
  return { runtime, response, written, outlet };
}

test('frames of one turn leave in one write, in order', () => {
  const { runtime, written, outlet } = outletOn(new Socket());
  outlet.send(Buffer.from('a'));
  outlet.send(Buffer.from('b'));
  expect(written).toHaveLength(1);
  runtime.settle();
  expect(written[1]).toBe('ab');
  outlet.send(Buffer.from('c'));
  outlet.sendNow(Buffer.from('d'));
  expect(written[2]).toBe('cd');
});

test('silence is broken by a comment every fifteen seconds, and no timer outlives the stream', () => {
  const { runtime, written, outlet } = outletOn(new Socket());
  runtime.advance(30_000);
  expect(written.slice(1)).toEqual([':\n\n', ':\n\n']);
  outlet.terminate();
  expect(runtime.pendingTimers()).toBe(0);
});

test('an outlet on a connection that is already gone is closed from the start', () => {
  const runtime = simulatedRuntime();
  const response = new ServerResponse(new IncomingMessage(new Socket()));
  response.destroy();
  const outlet = new SseOutlet(response, { runtime, budget: new ByteBudget(1000), outletBytes: 1000 });
  let ended = false;
  outlet.onClosed(() => {
    ended = true;
  });
  expect([ended, outlet.isOpen, runtime.pendingTimers()]).toEqual([true, false, 0]);
});
