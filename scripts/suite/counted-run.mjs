import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StepFailed } from '../setup/step-failed.mjs';
import { NOTHING } from './tally.mjs';

/** @typedef {import('./tally.mjs').Tally} Tally */

/**
 * Runs a test runner that writes a JSON report, and counts it. A run that failed without naming a failed test (it
 * crashed, found no tests, or left an error unhandled) counts as one failure: it must not look like none.
 *
 * @template Report
 * @param {(reportFile: string) => Promise<unknown>} run throws {@link StepFailed} when the runner does not end with 0
 * @param {(report: Report) => Tally} count
 * @returns {Promise<Tally>}
 */
export async function countedRun(run, count) {
  const folder = mkdtempSync(join(tmpdir(), 'parley-tests-'));
  const file = join(folder, 'report.json');
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  try {
    const ended = await run(file).then(
      () => true,
      (error) => {
        if (!(error instanceof StepFailed)) throw error;
        return false;
      },
    );
    const report = readReport(file);
    const tally = report === undefined ? NOTHING : count(report);
    const silent = tally.failed === 0 && (!ended || report === undefined);
    if (silent) console.error('The run failed without a failed test; its output above says why.');
    return silent ? { ...tally, failed: 1 } : tally;
  } finally {
    process.off('exit', remove);
    remove();
  }
}

/**
 * @param {string} file
 * @returns {ReturnType<typeof JSON.parse> | undefined} what the runner wrote; the counter knows its form
 */
function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // A runner that crashed leaves no report or half of one: the caller counts that as a failure.
    return undefined;
  }
}
