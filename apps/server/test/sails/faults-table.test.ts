import { test } from 'vitest';
import { expectTestedFaults } from '../harness/tested-faults.ts';

const FAULTS = 10;

test('every fault of the originals has a row with tests that are there', () => {
  expectTestedFaults('sails', FAULTS);
});
