import { performance } from 'node:perf_hooks';
import { StepFailed } from '../setup/step-failed.mjs';

/**
 * How a step ended. `reason` says why it failed or was not run, `failures` which tests failed, `output` is the end of
 * what a step that failed printed.
 *
 * @typedef {object} StepResult
 * @property {string} name
 * @property {'passed' | 'failed' | 'not run'} outcome
 * @property {number} seconds
 * @property {string} reason
 * @property {import('./tally.mjs').Tally | undefined} tally
 * @property {readonly import('./failures.mjs').Failure[]} failures
 * @property {string} output
 */

/** @type {Pick<StepResult, 'tally' | 'failures' | 'output'>} */
const UNTESTED = { tally: undefined, failures: [], output: '' };

/**
 * Runs steps one after another. A failed step does not keep the others from running, except that nothing which needs
 * the build runs after the build failed.
 *
 * @param {readonly import('./suite-steps.mjs').SuiteStep[]} steps
 * @param {ReadonlyMap<string, string>} missing requirements that are not there, each with what to do about it
 * @returns {Promise<StepResult[]>}
 */
export async function runSuite(steps, missing) {
  /** @type {StepResult[]} */
  const results = [];
  for (const step of steps) {
    const obstacle = missing.get(step.requires ?? '') ?? brokenBuild(step, results);
    if (obstacle !== undefined) {
      const { name } = step;
      results.push({ ...UNTESTED, name, outcome: 'not run', seconds: 0, reason: obstacle });
      continue;
    }
    console.log(`\n== ${step.name}: ${step.about}`);
    results.push(await runStep(step));
  }
  return results;
}

/**
 * @param {import('./suite-steps.mjs').SuiteStep} step
 * @returns {Promise<StepResult>}
 */
async function runStep(step) {
  const started = performance.now();
  const ended = () => (performance.now() - started) / 1000;
  const { name } = step;
  try {
    const run = (await step.run()) ?? UNTESTED;
    const failed = run.tally !== undefined && run.tally.failed > 0;
    const reason = failed ? 'see the failed tests above' : '';
    return { ...run, name, outcome: failed ? 'failed' : 'passed', seconds: ended(), reason };
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error;
    error.print();
    const { message: reason, output } = error;
    return { ...UNTESTED, name, outcome: 'failed', seconds: ended(), reason, output };
  }
}

/**
 * @param {import('./suite-steps.mjs').SuiteStep} step
 * @param {readonly StepResult[]} results
 */
function brokenBuild(step, results) {
  const broken = results.some(({ name, outcome }) => name === 'build' && outcome === 'failed');
  return step.needsBuild === true && broken ? 'the build failed' : undefined;
}
