import { expect, test } from 'vitest';
import { simulatedRuntime } from '../../runtime/simulated-runtime.ts';
import { SortedIds } from './sorted-ids.ts';

test('after any additions and removals it holds what a set would, ascending', () => {
  const { chance } = simulatedRuntime({ seed: 7 });
  const plain = new Set<string>();
  const sorted = new SortedIds();
  for (let turn = 0; turn < 2000; turn += 1) {
    const id = `user-${Math.floor(chance.float() * 100)}`;
    if (chance.float() < 0.55) {
      plain.add(id);
      sorted.add(id);
    } else {
      plain.delete(id);
      sorted.delete(id);
    }
    if (turn % 50 === 0) expect(sorted.slice(0)).toEqual([...plain].sort());
  }
  expect(sorted.size).toBe(plain.size);
  expect(sorted.slice(3, 5)).toEqual([...plain].sort().slice(3, 5));
});
