import { expect, test } from 'vitest';
import { simulatedRuntime } from '../../runtime/simulated-runtime.ts';
import { TokenBucket } from './token-bucket.ts';

test('a bucket lets a burst through, then its rate, and says exactly when to try again', () => {
  const runtime = simulatedRuntime();
  const bucket = new TokenBucket(runtime.clock, 10, 3);
  expect([bucket.take(), bucket.take(), bucket.take()]).toEqual([0, 0, 0]);
  expect(bucket.take()).toBe(100);
  runtime.advance(99);
  expect(bucket.take()).toBe(1);
  runtime.advance(1);
  expect(bucket.take()).toBe(0);
});

test('a refused take costs nothing', () => {
  const runtime = simulatedRuntime();
  const bucket = new TokenBucket(runtime.clock, 1, 2);
  bucket.take(2);
  for (let index = 0; index < 100; index += 1) bucket.take(2);
  runtime.advance(2000);
  expect(bucket.take(2)).toBe(0);
});

test('a rate of zero, or more at once than the burst, never gets through', () => {
  const { clock } = simulatedRuntime();
  expect(new TokenBucket(clock, 10, 3).take(4)).toBe(Number.POSITIVE_INFINITY);
  const closed = new TokenBucket(clock, 0, 1);
  closed.take();
  expect(closed.take()).toBe(Number.POSITIVE_INFINITY);
});

test('a change of settings holds at once', () => {
  const runtime = simulatedRuntime();
  const bucket = new TokenBucket(runtime.clock, 1, 100);
  bucket.reshape(1, 2);
  expect([bucket.take(), bucket.take()]).toEqual([0, 0]);
  expect(bucket.take()).toBeGreaterThan(0);
});
