import { expect, test } from 'vitest';
import { randomToken, systemChance } from './chance.ts';

test('random bytes are never given out twice, over many fillings of the pool', () => {
  const seen = new Set(Array.from({ length: 5000 }, () => systemChance.bytes(8).toString('hex')));
  expect(seen.size).toBe(5000);
  expect(seen.has('0'.repeat(16))).toBe(false);
});

test('what was given out stays as it is when more is asked for', () => {
  const first = systemChance.bytes(16);
  const text = first.toString('hex');
  first.fill(0xff, 0, 1);
  for (let round = 0; round < 1000; round += 1) systemChance.bytes(16);
  expect(first.toString('hex')).toBe(`ff${text.slice(2)}`);
});

test('any amount can be had', () => {
  for (const count of [0, 1, 511, 512, 513, 4096, 10_000])
    expect(systemChance.bytes(count)).toHaveLength(count);
});

test('a token has the length asked for', () => {
  for (const length of [1, 10, 11, 40]) expect(randomToken(systemChance, length)).toMatch(/^[\w-]+$/);
  expect(randomToken(systemChance, 11)).toHaveLength(11);
});
