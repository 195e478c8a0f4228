import { expect, test } from 'vitest';
import { simulatedRuntime } from './simulated-runtime.ts';

test('ids have 24 hex digits, never repeat, and sort by time', () => {
  const runtime = simulatedRuntime();
  const ids: string[] = [];
  for (let second = 0; second < 50; second++) {
    ids.push(runtime.ids.next());
    runtime.advance(1000);
  }
  expect(new Set(ids).size).toBe(50);
  expect(ids.every((id) => /^[0-9a-f]{24}$/.test(id))).toBe(true);
  expect([...ids].sort()).toEqual(ids);
});

test('timers fire in order of time, repeat, and stay silent once disposed', () => {
  const runtime = simulatedRuntime();
  const seen: string[] = [];
  runtime.timers.after(20, () => seen.push('b'));
  runtime.timers.after(10, () => seen.push('a'));
  const repeating = runtime.timers.every(15, () => seen.push('r'));
  const cancelled = runtime.timers.after(12, () => seen.push('never'));
  cancelled[Symbol.dispose]();
  runtime.advance(31);
  repeating[Symbol.dispose]();
  runtime.advance(100);
  expect(seen).toEqual(['a', 'r', 'b', 'r']);
  expect(runtime.pendingTimers()).toBe(0);
});

test('the same seed gives the same chance', () => {
  expect(simulatedRuntime({ seed: 7 }).chance.bytes(16)).toEqual(
    simulatedRuntime({ seed: 7 }).chance.bytes(16),
  );
  expect(simulatedRuntime({ seed: 7 }).chance.bytes(16)).not.toEqual(
    simulatedRuntime({ seed: 8 }).chance.bytes(16),
  );
});
