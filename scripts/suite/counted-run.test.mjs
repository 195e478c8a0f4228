import { existsSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test, vi } from 'vitest';
import { StepFailed } from '../setup/step-failed.mjs';
import { countedRun } from './counted-run.mjs';

const identity = (/** @type {import('./tally.mjs').Tally} */ report) => report;

test('a run is counted by its report, which is removed afterwards', async () => {
  let folder = '';
  const tally = { passed: 2, failed: 0, skipped: 1 };
  const counted = await countedRun(async (file) => {
    folder = dirname(file);
    writeFileSync(file, JSON.stringify(tally));
  }, identity);
  expect(counted).toEqual(tally);
  expect(existsSync(folder)).toBe(false);
});

test('a run that fails without a failed test, or without a report, counts as one failure', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => {});
  const failing = countedRun(async (file) => {
    writeFileSync(file, JSON.stringify({ passed: 2, failed: 0, skipped: 0 }));
    throw new StepFailed('ended with 1');
  }, identity);
  expect(await failing).toEqual({ passed: 2, failed: 1, skipped: 0 });
  expect(await countedRun(async () => {}, identity)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  expect(said).toHaveBeenCalledTimes(2);
  said.mockRestore();
});

test('a fault of the scripts themselves is not mistaken for a failed run', async () => {
  const broken = countedRun(() => Promise.reject(new TypeError('ours')), identity);
  await expect(broken).rejects.toThrow('ours');
});
