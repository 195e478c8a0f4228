import { existsSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test, vi } from 'vitest';
import { StepFailed } from '../setup/step-failed.mjs';
import { countedRun } from './counted-run.mjs';

/** @param {{ tally: import('./tally.mjs').Tally, failures: import('./failures.mjs').Failure[] }} report */
const identity = (report) => report;
/** @type {import('./failures.mjs').Failure[]} */
const failures = [];

test('a run is counted by its report, which is removed afterwards', async () => {
  let folder = '';
  const tally = { passed: 2, failed: 0, skipped: 1 };
  const counted = await countedRun(async (file) => {
    folder = dirname(file);
    writeFileSync(file, JSON.stringify({ tally, failures }));
  }, identity);
  expect(counted).toEqual({ tally, failures, output: '' });
  expect(existsSync(folder)).toBe(false);
});

test('a run that fails without a failed test, or without a report, counts as one failure', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => {});
  const failing = countedRun(async (file) => {
    writeFileSync(file, JSON.stringify({ tally: { passed: 2, failed: 0, skipped: 0 }, failures }));
    throw new StepFailed('ended with 1', 'what it printed');
  }, identity);
  expect(await failing).toEqual({
    tally: { passed: 2, failed: 1, skipped: 0 },
    failures,
    output: 'what it printed',
  });
  const { tally } = await countedRun(async () => {}, identity);
  expect(tally).toEqual({ passed: 0, failed: 1, skipped: 0 });
  expect(said).toHaveBeenCalledTimes(2);
  said.mockRestore();
});

test('a fault of the scripts themselves is not mistaken for a failed run', async () => {
  const broken = countedRun(() => Promise.reject(new TypeError('ours')), identity);
  await expect(broken).rejects.toThrow('ours');
});
