import { expect, test } from 'vitest';
import { simulatedRuntime } from '../../../runtime/simulated-runtime.ts';
import { Pulse } from './pulse.ts';

test('a client may beat sixty times in ten seconds, again and again, and no more', () => {
  const runtime = simulatedRuntime();
  const pulse = new Pulse(runtime.clock);
  for (let round = 0; round < 3; round += 1) {
    for (let beat = 0; beat < 60; beat += 1) expect(pulse.isSteady()).toBe(true);
    runtime.advance(10_001);
  }
  for (let beat = 0; beat < 60; beat += 1) pulse.isSteady();
  expect(pulse.isSteady()).toBe(false);
});
