import { expect, test } from 'vitest';
import { expectTestedFaults, faultRows, sourceOf } from '../harness/tested-faults.ts';

const FAULTS = 25;

test('every fault of the original has a row with tests that are there', () => {
  expectTestedFaults('socketlink', FAULTS);
});

test('a test that is not there is noticed', () => {
  const [row] = faultRows('| 1 | a | b | `test/nowhere.test.ts`: no such test |');
  expect(row?.tests).toEqual([{ file: 'test/nowhere.test.ts', name: 'no such test' }]);
  expect(sourceOf('test/nowhere.test.ts')).toBe('');
});
