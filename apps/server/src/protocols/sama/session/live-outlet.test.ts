import { expect, test } from 'vitest';
import type { ParleyError } from '../../../core/errors/parley-error.ts';
import type { Outlet } from '../../../core/hub/outlet.ts';
import { LiveOutlet, MOST_HELD_BYTES } from './live-outlet.ts';

/** A live outlet, and what went through it. */
function liveOutlet() {
  const sent: string[] = [];
  const send = (frame: Buffer): void => void sent.push(frame.toString().slice(0, 10));
  const close = ({ code }: ParleyError): void => void sent.push(code);
  const outlet: Outlet<Buffer> = { send, sendNow: send, close, bufferedBytes: 5 };
  return { sent, live: new LiveOutlet(outlet), answer: () => send(Buffer.from('answer')) };
}

test('what comes while a request is answered goes after its answer, in the order in which it came', () => {
  const { live, sent, answer } = liveOutlet();
  live.send(Buffer.from('before'));
  live.hold();
  live.send(Buffer.from('1'));
  live.sendNow(Buffer.from('2'));
  expect([sent, live.bufferedBytes]).toEqual([['before'], 7]);
  answer();
  live.release();
  live.send(Buffer.from('after'));
  expect([sent, live.bufferedBytes]).toEqual([['before', 'answer', '1', '2', 'after'], 5]);
});

test('no more waits than may; then all of it goes in order, and what follows does not wait', () => {
  const { live, sent, answer } = liveOutlet();
  live.hold();
  live.send(Buffer.from('first'));
  live.send(Buffer.alloc(MOST_HELD_BYTES, 'x'));
  live.send(Buffer.from('last'));
  expect(sent).toEqual(['first', 'xxxxxxxxxx', 'last']);
  answer();
  live.release();
  live.hold();
  live.send(Buffer.from('held'));
  expect(sent.slice(3)).toEqual(['answer']);
  expect(live.bufferedBytes).toBe(9);
});
