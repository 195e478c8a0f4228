import { performance } from 'node:perf_hooks';
import { StepFailed } from '../setup/step-failed.mjs';

/**
 * How a step ended. `reason` says why it failed or was not run.
 *
 * @typedef {object} StepResult
 * @property {string} name
 * @property {'passed' | 'failed' | 'not run'} outcome
 * @property {number} seconds
 * @property {string} reason
 * @property {import('./tally.mjs').Tally | undefined} tally
 */

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
      results.push({ name: step.name, outcome: 'not run', seconds: 0, reason: obstacle, tally: undefined });
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
  try {
    const tally = await step.run();
    const failed = tally !== undefined && tally.failed > 0;
    const reason = failed ? 'see the failed tests above' : '';
    return { name: step.name, outcome: failed ? 'failed' : 'passed', seconds: ended(), reason, tally };
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error;
    error.print();
    return { name: step.name, outcome: 'failed', seconds: ended(), reason: error.message, tally: undefined };
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
