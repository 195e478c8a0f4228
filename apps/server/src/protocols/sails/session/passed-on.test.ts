import { expect, test } from 'vitest';
import { PassedOn } from './passed-on.ts';

test('each event is new once; what may come any number of times always is', () => {
  const passedOn = new PassedOn();
  expect([passedOn.isNew('a'), passedOn.isNew('b'), passedOn.isNew('a')]).toEqual([true, true, false]);
  expect([passedOn.isNew(null), passedOn.isNew(null)]).toEqual([true, true]);
});

test('the last 256 are remembered, and no more', () => {
  const passedOn = new PassedOn();
  for (let n = 0; n <= 256; n += 1) expect(passedOn.isNew(String(n))).toBe(true);
  expect(passedOn.isNew('1')).toBe(false);
  expect(passedOn.isNew('0')).toBe(true);
});
