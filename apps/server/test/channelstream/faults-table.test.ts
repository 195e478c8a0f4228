import { test } from 'vitest';
import { expectTestedFaults } from '../harness/tested-faults.ts';

const FAULTS = 18;

test('every fault of the original has a row with tests that are there', () => {
  expectTestedFaults('channelstream', FAULTS);
});
