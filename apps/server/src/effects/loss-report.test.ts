import { expect, test } from 'vitest';
import { simulatedRuntime } from '../runtime/simulated-runtime.ts';
import { LossReport } from './loss-report.ts';

test('the first loss is told at once, later ones as a sum every ten seconds, and the last at the end', () => {
  const runtime = simulatedRuntime();
  const told: string[] = [];
  const report = new LossReport(runtime.timers, (cause) => void told.push(String(cause)));
  report.add(1);
  expect(told).toEqual([expect.stringContaining('dropped: 1.')]);
  report.add(2);
  report.add(3);
  expect(told).toHaveLength(1);
  runtime.advance(10_000);
  expect(told.slice(1)).toEqual([expect.stringContaining('dropped: 5.')]);
  runtime.advance(60_000);
  expect(told).toHaveLength(2);
  report.add(1);
  report.add(7);
  report[Symbol.dispose]();
  expect(told.slice(2)).toEqual([
    expect.stringContaining('dropped: 1.'),
    expect.stringContaining('dropped: 7.'),
  ]);
  expect(runtime.pendingTimers()).toBe(0);
});
