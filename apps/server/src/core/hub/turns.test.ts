import { expect, test } from 'vitest';
import { Turns } from './turns.ts';

test('no more than so many work at a time, in the order in which they came, whatever becomes of those before', async () => {
  const turns = new Turns(2);
  const finish: Array<(failed: boolean) => void> = [];
  const begun: number[] = [];
  const works = [0, 1, 2, 3].map((number) =>
    turns.take(() => {
      begun.push(number);
      return new Promise<number>((resolve, reject) => {
        finish.push((failed) => (failed ? reject(new Error('failed')) : resolve(number)));
      });
    }),
  );
  expect(begun).toEqual([0, 1]);
  finish[0]?.(true);
  await expect(works[0]).rejects.toThrow('failed');
  expect(begun).toEqual([0, 1, 2]);
  finish[1]?.(false);
  finish[2]?.(false);
  expect(await Promise.all([works[1], works[2]])).toEqual([1, 2]);
  finish[3]?.(false);
  expect(await works[3]).toBe(3);
});
