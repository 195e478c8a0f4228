import { expect, test } from 'vitest';
import type { EffectRecord } from '../../core/store/effect-store.ts';
import { BatchSize } from './batch-size.ts';

function row(characters: number): EffectRecord {
  return {
    id: '0'.repeat(24),
    appId: 'acme',
    kind: 'mirror',
    target: '',
    lane: 'pub-cache-x',
    event: 'message',
    payload: 'x'.repeat(characters),
    createdAt: 0,
    state: 'pending',
    dueAt: 0,
    attempts: 0,
    changedAt: 0,
  };
}

const rows = (count: number, characters: number): EffectRecord[] => Array(count).fill(row(characters));

test('rows left by an earlier run are read a few at a time until their size is known', () => {
  const size = new BatchSize(1000);
  expect(size.limit).toBeLessThan(100);
  size.take(rows(size.limit, 100), false);
  size.take(rows(size.limit, 100), false);
  expect(size.limit).toBeGreaterThan(100);
  size.take(rows(10, 100), true);
  expect(size.limit).toBe(1000);
});

test('large rows are read few at a time, and one that is larger than everything alone', () => {
  const size = new BatchSize(1000);
  size.take([], true);
  expect(size.limit).toBe(1000);
  size.queued(500_000);
  expect(size.limit).toBe(4);
  size.queued(5_000_000);
  expect(size.limit).toBe(1);
});

test('a batch ends before it holds more text than a statement should, but never holds nothing', () => {
  const size = new BatchSize(1000);
  expect(size.take(rows(10, 400_000), false)).toHaveLength(2);
  expect(size.take(rows(10, 4_000_000), false)).toHaveLength(1);
  expect(size.take(rows(10, 4), false)).toHaveLength(10);
  expect(size.take([], true)).toEqual([]);
});

test('refused batches are halved down to one row, and grow again with every one that is taken', () => {
  const size = new BatchSize(1000);
  size.take([], true);
  const limits = [1000, 500, 250, 125, 62, 31, 15, 7, 3, 1, 1].map((limit) => {
    expect(size.limit).toBe(limit);
    size.refused(limit);
    return limit;
  });
  expect(limits).toHaveLength(11);
  for (const limit of [2, 4, 8]) {
    size.accepted();
    expect(size.limit).toBe(limit);
  }
});
