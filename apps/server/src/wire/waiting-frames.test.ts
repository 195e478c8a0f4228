import { expect, test } from 'vitest';
import type { ParleyError } from '../core/errors/parley-error.ts';
import { ByteBudget } from './byte-budget.ts';
import { WaitingFrames } from './waiting-frames.ts';

function outletWith(budget: ByteBudget, outletBytes: number) {
  const closings: string[] = [];
  const outlet = {
    get bufferedBytes(): number {
      return frames.bytes;
    },
    close({ code }: ParleyError): void {
      closings.push(code);
      frames.take();
    },
  };
  const frames = new WaitingFrames<Buffer>({ budget, outletBytes, outlet });
  return { frames, closings };
}

test('frames come out in order, and what was taken counts no longer', () => {
  const budget = new ByteBudget(100);
  const { frames } = outletWith(budget, 100);
  for (const text of ['one', 'two', 'three']) frames.push(Buffer.from(text));
  expect([frames.size, frames.bytes, budget.totalBytes]).toEqual([3, 11, 11]);
  expect(frames.take(2).map(String)).toEqual(['one', 'two']);
  expect([...frames].map(String)).toEqual(['three']);
  expect(frames.take().map(String)).toEqual(['three']);
  expect([frames.take(), frames.bytes, budget.totalBytes]).toEqual([[], 0, 0]);
});

test('an outlet that keeps more than it may is closed; one large frame alone is no reason', () => {
  const { frames, closings } = outletWith(new ByteBudget(1000), 10);
  frames.push(Buffer.alloc(50));
  expect(closings).toEqual([]);
  frames.push(Buffer.alloc(11));
  expect(closings).toEqual(['slow_consumer']);
});

test('over the bound of the process the outlet that is furthest behind is closed', () => {
  const budget = new ByteBudget(30);
  const small = outletWith(budget, 100);
  const large = outletWith(budget, 100);
  small.frames.push(Buffer.alloc(5));
  large.frames.push(Buffer.alloc(20));
  expect([small.closings, large.closings]).toEqual([[], []]);
  small.frames.push(Buffer.alloc(6));
  expect([small.closings, large.closings]).toEqual([[], ['slow_consumer']]);
  expect(budget.totalBytes).toBe(11);
});

test('a frame that several outlets keep is counted once', () => {
  const budget = new ByteBudget(100);
  const shared = Buffer.alloc(10);
  const outlets = [outletWith(budget, 100), outletWith(budget, 100)];
  for (const { frames } of outlets) frames.push(shared);
  expect(budget.totalBytes).toBe(10);
  outlets[0]?.frames.take();
  expect(budget.totalBytes).toBe(10);
  outlets[1]?.frames.take();
  expect(budget.totalBytes).toBe(0);
});
