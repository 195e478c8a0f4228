import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StepFailed } from '../setup/step-failed.mjs';
import { NOTHING } from './tally.mjs';

/**
 * What a test runner did: how many tests, which failed, and, if it failed without saying which, the end of its output.
 *
 * @typedef {{ tally: import('./tally.mjs').Tally, failures: import('./failures.mjs').Failure[], output: string }} TestRun
 */

/**
 * Runs a test runner that writes a JSON report, and counts it. A run that failed without naming a failed test (it
 * crashed, found no tests, or left an error unhandled) counts as one failure: it must not look like none.
 *
 * @template Report
 * @param {(reportFile: string) => Promise<unknown>} run throws {@link StepFailed} when the runner does not end with 0
 * @param {(report: Report) => Omit<TestRun, 'output'>} read
 * @returns {Promise<TestRun>}
 */
export async function countedRun(run, read) {
  const folder = mkdtempSync(join(tmpdir(), 'parley-tests-'));
  const file = join(folder, 'report.json');
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  try {
    const fault = await run(file).then(
      () => null,
      (error) => {
        if (!(error instanceof StepFailed)) throw error;
        return error;
      },
    );
    const report = readReport(file);
    const { tally, failures } = report === undefined ? { tally: NOTHING, failures: [] } : read(report);
    const silent = tally.failed === 0 && (fault !== null || report === undefined);
    if (silent) console.error('The run failed without a failed test; its output above says why.');
    return { tally: silent ? { ...tally, failed: 1 } : tally, failures, output: fault?.output ?? '' };
  } finally {
    process.off('exit', remove);
    remove();
  }
}

/**
 * @param {string} file
 * @returns {ReturnType<typeof JSON.parse> | undefined} what the runner wrote; the reader knows its form
 */
function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // A runner that crashed leaves no report or half of one: the caller counts that as a failure.
    return undefined;
  }
}
