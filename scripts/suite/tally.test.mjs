import { expect, test } from 'vitest';
import { formatTally, sum, tallyOfPlaywright } from './tally.mjs';

test('the last line has the form that CI reads', () => {
  const total = sum([
    { passed: 10, failed: 1, skipped: 2 },
    { passed: 5, failed: 0, skipped: 0 },
  ]);
  expect(formatTally(total)).toBe('15 passed, 1 failed, 2 skipped');
  expect(formatTally(sum([]))).toBe('0 passed, 0 failed, 0 skipped');
});

test('an error outside of any browser test counts as a failure', () => {
  const stats = { expected: 4, unexpected: 1, flaky: 1, skipped: 2 };
  expect(tallyOfPlaywright({ stats, errors: [{}] })).toEqual({ passed: 5, failed: 2, skipped: 2 });
});
